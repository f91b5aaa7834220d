// UTF-8 in and out: what is ill-formed, and that nothing is lost.
#include <boost/test/unit_test.hpp>

#include <vector>

#include "characters/utf.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(utf)

namespace {

// U+FFFD as R, for the examples of the Unicode Standard.
std::string replaced(std::string_view text) {
  std::u32string out;
  append_utf32(out, text, Invalid::replace);
  std::string shown;
  for (char32_t c : out) {
    shown += c == U'\uFFFD' ? 'R' : static_cast<char>(c);
  }
  return shown;
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  append_utf16(out, to_utf32(text));
  return out;
}

void check_round_trip(const std::string &text) {
  std::u32string back;
  append_utf32(back, to_utf16(text));
  BOOST_REQUIRE_EQUAL(to_utf8(back), text);
  BOOST_REQUIRE_EQUAL(to_utf8(to_utf32(text)), text);
}

const std::vector<std::string> edges_of_lengths{"\x7F",
                                                "\xC2\x80",
                                                "\xDF\xBF",
                                                "\xE0\xA0\x80",
                                                "\xED\x9F\xBF",
                                                "\xEE\x80\x80",
                                                "\xEF\xBF\xBF",
                                                "\xF0\x90\x80\x80",
                                                "\xF3\xBF\xBF\xBF",
                                                "\xF4\x80\x80\x80",
                                                "\xF4\x8F\xBF\xBF"};

} // namespace

BOOST_AUTO_TEST_CASE(a_well_formed_sequence_has_its_length) {
  const std::vector<std::size_t> lengths{1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4};
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    BOOST_TEST(sequence_length(edges_of_lengths[i]) == lengths[i]);
  }
}

BOOST_AUTO_TEST_CASE(the_length_of_a_text_is_that_of_its_bytes) {
  std::string all;
  for (const std::string &text : edges_of_lengths) {
    all += text;
    BOOST_TEST(utf8_length(to_utf32(all)) == all.size());
  }
  BOOST_TEST(utf8_length(std::u32string_view{}) == 0u);
}

BOOST_AUTO_TEST_CASE(nothing_has_no_sequence) { BOOST_TEST(sequence_length("") == 0u); }

BOOST_AUTO_TEST_CASE(nul_is_a_character) {
  std::string nul(1, '\0');
  BOOST_TEST(sequence_length(nul) == 1u);
  BOOST_TEST(count_code_points(nul + nul) == 2u);
  check_round_trip(nul + "a" + nul);
}

BOOST_AUTO_TEST_CASE(only_the_front_is_measured) {
  BOOST_TEST(sequence_length("a\xFF") == 1u);
  BOOST_TEST(sequence_length("\xD8\xA7\xD8") == 2u);
}

BOOST_AUTO_TEST_CASE(overlong_sequences_are_ill_formed) {
  for (const char *text : {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF",
                           "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF"}) {
    BOOST_TEST(sequence_length(text) == 0u);
  }
}

BOOST_AUTO_TEST_CASE(surrogates_are_ill_formed) {
  for (const char *text : {"\xED\xA0\x80", "\xED\xAF\xBF", "\xED\xB0\x80", "\xED\xBF\xBF"}) {
    BOOST_TEST(sequence_length(text) == 0u);
  }
}

BOOST_AUTO_TEST_CASE(what_lies_beyond_unicode_is_ill_formed) {
  for (const char *text : {"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF7\xBF\xBF\xBF",
                           "\xF8\x88\x80\x80\x80", "\xFE", "\xFF"}) {
    BOOST_TEST(sequence_length(text) == 0u);
  }
}

BOOST_AUTO_TEST_CASE(a_truncated_sequence_is_ill_formed) {
  for (const std::string &whole : edges_of_lengths) {
    for (std::size_t length = 1; length < whole.size(); ++length) {
      BOOST_TEST(sequence_length(whole.substr(0, length)) == 0u);
      BOOST_TEST(sequence_length(whole.substr(0, length) + "a") == 0u);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_continuation_alone_is_ill_formed) {
  for (int byte = 0x80; byte <= 0xBF; ++byte) {
    BOOST_TEST(sequence_length(std::string(1, static_cast<char>(byte))) == 0u);
  }
}

// The Unicode Standard, chapter 3, tables 3-8 to 3-11.
BOOST_AUTO_TEST_CASE(each_maximal_subpart_is_replaced_once) {
  BOOST_TEST(replaced("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") == "RRRRRRRRA");
  BOOST_TEST(replaced("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") == "RRRRRRRRA");
  BOOST_TEST(replaced("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42") == "RRRRRARRB");
  BOOST_TEST(replaced("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") == "RRRRA");
}

BOOST_AUTO_TEST_CASE(a_sequence_cut_by_the_end_is_one_maximal_subpart) {
  BOOST_TEST(replaced("a\xF0\x9F\x98") == "aR");
  BOOST_TEST(replaced("a\xD8") == "aR");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_treated_as_the_policy_says) {
  std::u32string out;
  BOOST_TEST(append_malformed(out = U"x", "\xF0\x9F", Invalid::keep));
  BOOST_TEST((out == std::u32string{U'x', 0xDCF0, 0xDC9F}));
  BOOST_TEST(append_malformed(out = U"x", "\xF0\x9F", Invalid::replace));
  BOOST_TEST((out == U"x\uFFFD"));
  BOOST_TEST(!append_malformed(out = U"x", "\xF0\x9F", Invalid::error));
  BOOST_TEST((out == U"x"));
}

BOOST_AUTO_TEST_CASE(a_well_formed_text_is_the_same_under_every_policy) {
  for (Invalid policy : {Invalid::keep, Invalid::replace, Invalid::error}) {
    std::u32string out;
    append_utf32(out, "\xD8\xA7 a \xF0\x9F\x98\x80", policy);
    BOOST_TEST((out == U"\u0627 a \U0001F600"));
  }
}

BOOST_AUTO_TEST_CASE(an_error_stops_at_the_first_malformed_byte) {
  std::u32string out;
  append_utf32(out, "ab\xFFzz\xFF", Invalid::error);
  BOOST_TEST((out == U"ab"));
}

BOOST_AUTO_TEST_CASE(find_malformed_tells_the_offset) {
  BOOST_TEST(find_malformed("") == std::string_view::npos);
  BOOST_TEST(find_malformed("\xD8\xA7") == std::string_view::npos);
  BOOST_TEST(find_malformed("\xFF") == 0u);
  BOOST_TEST(find_malformed("a\xD8\xA7\xD8") == 3u);
  BOOST_TEST(find_malformed("\xED\xA0\x80") == 0u);
}

BOOST_AUTO_TEST_CASE(each_malformed_byte_is_one_opaque_character) {
  BOOST_TEST((to_utf32("a\xF0\x9F\x98z") == std::u32string{U'a', 0xDCF0, 0xDC9F, 0xDC98, U'z'}));
  BOOST_TEST(count_code_points("a\xF0\x9F\x98z") == 5u);
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_the_opaque_characters) {
  for (int byte = 0x80; byte <= 0xFF; ++byte) {
    std::u32string text = to_utf32(std::string(1, static_cast<char>(byte)));
    BOOST_REQUIRE(text.size() == 1);
    BOOST_TEST(is_opaque(text[0]));
  }
  BOOST_TEST(!is_opaque(0xDC7F));
  BOOST_TEST(!is_opaque(0xDD00));
}

BOOST_AUTO_TEST_CASE(a_supplementary_character_is_a_surrogate_pair) {
  BOOST_TEST(
      (to_utf16("\U0001F600\U00010000\U0010FFFF") == u"\xD83D\xDE00\xD800\xDC00\xDBFF\xDFFF"));
}

BOOST_AUTO_TEST_CASE(an_opaque_character_stays_alone_behind_a_surrogate_pair) {
  check_round_trip("\U0001F600\xFF\U0001F600\x80\U0010FFFF\xED\xA0\x80");
}

BOOST_AUTO_TEST_CASE(what_stood_in_the_output_stays) {
  std::u16string utf16 = u"x";
  append_utf16(utf16, U"y");
  BOOST_TEST((utf16 == u"xy"));
  std::string utf8 = "x";
  append_utf8(utf8, U"y");
  append_utf8(utf8, U'z');
  BOOST_TEST(utf8 == "xyz");
}

BOOST_AUTO_TEST_CASE(all_characters_survive) {
  std::u32string all;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) {
      all += c;
    }
  }
  std::string text = to_utf8(all);
  BOOST_TEST(find_malformed(text) == std::string_view::npos);
  check_round_trip(text);
  BOOST_TEST((to_utf32(text) == all));
}

BOOST_AUTO_TEST_CASE(all_pairs_of_bytes_survive) {
  for (int first = 0; first <= 0xFF; ++first) {
    for (int second = 0; second <= 0xFF; ++second) {
      check_round_trip({static_cast<char>(first), static_cast<char>(second)});
    }
  }
}

// Bytes of every kind: ASCII, the edges of continuations, leads of each length, never valid ones.
BOOST_AUTO_TEST_CASE(all_short_texts_of_telling_bytes_survive) {
  const std::string bytes = "a\x80\x8F\x9F\xA0\xBF\xC1\xD8\xE0\xED\xF0\xF4\xFF";
  for (char a : bytes) {
    for (char b : bytes) {
      for (char c : bytes) {
        for (char d : bytes) {
          check_round_trip({a, b, c, d});
        }
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
