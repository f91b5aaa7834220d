// --protect: spans that are copied unchanged.
#include <boost/test/unit_test.hpp>

#include <chrono>

#include "support/shell.h"
#include "support/work.h"
#include "tool/text/spans.h"

using namespace arnorm;
using namespace arnorm::test;
using tool::Protect;

BOOST_FIXTURE_TEST_SUITE(protect, Shell)

namespace {

// A text with brackets around its spans.
std::string marked(unsigned kinds, std::string_view text) {
  tool::SpanFinder finder(kinds);
  std::string out;
  std::size_t at = 0;
  for (const tool::ProtectedSpan &span : finder.find(text)) {
    out += std::string(text.substr(at, span.begin - at)) + "[" +
           std::string(text.substr(span.begin, span.end - span.begin)) + "]";
    at = span.end;
  }
  return out + std::string(text.substr(at));
}

constexpr unsigned all = 127;

} // namespace

BOOST_AUTO_TEST_CASE(addresses) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"انظر http://x.com/a?b=c#d، ثم", "انظر [http://x.com/a?b=c#d]، ثم"},
      {"(https://x.org/a_(b)).", "([https://x.org/a_(b)])."},
      {"www.x.com و http://", "[www.x.com] و http://"},
      {"http://ar.wikipedia.org/wiki/كتاب end", "[http://ar.wikipedia.org/wiki/كتاب] end"},
      {"\"ftp://x\" <git+ssh://y>", "\"[ftp://x]\" <[git+ssh://y]>"},
      {"وwww.x.com", "و[www.x.com]"},
      {"a://", "a://"},
  };
  for (const auto &[text, wanted] : pairs) {
    BOOST_TEST(marked(tool::protect_url, text) == wanted);
  }
}

BOOST_AUTO_TEST_CASE(mail_and_names) {
  BOOST_TEST(marked(tool::protect_email, "إلى a.b+c@mail.example.org.") ==
             "إلى [a.b+c@mail.example.org].");
  for (const char *none : {"a@b", "@b.com", "a@.com", "a@b.c", "a @b.com"}) {
    BOOST_TEST(marked(tool::protect_email, none) == none);
  }
  BOOST_TEST(marked(tool::protect_mention, "@user_1 #وسم_جديد a@b ## @") ==
             "[@user_1] [#وسم_جديد] a@b ## @");
}

BOOST_AUTO_TEST_CASE(markup) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"<b>كتاب</b>", "[<b>]كتاب[</b>]"},
      {"<a href=\"http://x\" title='كتاب' x=1 />ب", "[<a href=\"http://x\" title='كتاب' x=1 />]ب"},
      {"<a href=\"x\" >ب</a>", "[<a href=\"x\" >]ب[</a>]"},
      {"<!-- كتاب > --> <?xml v?> <!DOCTYPE html>",
       "[<!-- كتاب > -->] [<?xml v?>] [<!DOCTYPE html>]"},
      {"<tei:w xml:id=\"1\">", "[<tei:w xml:id=\"1\">]"},
      {"3 < 4 > 2 <> <1> <كتاب> <b", "3 < 4 > 2 <> <1> <كتاب> <b"},
      {"<lY >n ktb", "<lY >n ktb"}, // Buckwalter: two words
      {"<lY Al>wl", "<lY Al>wl"},
  };
  for (const auto &[text, wanted] : pairs) {
    BOOST_TEST(marked(tool::protect_tag, text) == wanted);
  }
  BOOST_TEST(marked(tool::protect_entity, "a&amp;b &#1234; &#x1F; &Al; & ; &# &#x; &") ==
             "a[&amp;]b [&#1234;] [&#x1F;] &Al; & ; &# &#x; &");
  BOOST_TEST(marked(tool::protect_code, "a `كود` b ``c`d`` h`*A h`h ` ") ==
             "a [`كود`] b [``c`d``] h`*A h`h ` ");
}

BOOST_AUTO_TEST_CASE(a_tag_has_a_longest_length) {
  const std::size_t longest = 4096; // from its first bracket to its last
  const std::string tag = "<b a=" + std::string(longest - 5, 'x') + ">";
  BOOST_TEST(marked(tool::protect_tag, tag) == "[" + tag + "]");
  const std::string longer = "<b a=" + std::string(longest - 4, 'x') + ">";
  BOOST_TEST(marked(tool::protect_tag, longer) == longer);
}

// A line is a text of its own. With -0 the whole file is.
BOOST_FIXTURE_TEST_CASE(markup_over_line_ends, Shell) {
  write("text", "ب <a\nhref='ت'\r\ntitle=\"ت\nت\">ت</a>\n<!-- ت\nت -->ت\n");
  BOOST_TEST(good("arnorm --protect tag buckwalter text") ==
             "b <a\nhref='t'\r\ntitle=\"t\nt\">t</a>\n<!-- t\nt -->t\n");
  BOOST_TEST(good("arnorm -0 --protect tag buckwalter text") ==
             "b <a\nhref='ت'\r\ntitle=\"ت\nت\">t</a>\n<!-- ت\nت -->t\n");
}

BOOST_AUTO_TEST_CASE(words_in_latin_letters) {
  BOOST_TEST(marked(tool::protect_latin, "في iPhone-5 و don't, café e\u0301t كتاب 12a") ==
             "في [iPhone-5] و [don't], [café] [e\u0301t] كتاب 12[a]");
}

BOOST_AUTO_TEST_CASE(no_rule_touches_a_span) {
  write("text", "قال @me: انظر http://x.com/كتاب، ثم <b title='كتاب'>كتاب</b>&nbsp;`كود`\n");
  BOOST_TEST(good("arnorm --protect all buckwalter text") ==
             "qAl @me: AnZr http://x.com/كتاب، vm <b title='كتاب'>ktAb</b>&nbsp;`كود`\n");
  BOOST_TEST(good("arnorm --protect url,tag,entity,code,mention buckwalter text |\n"
                  "arnorm -r --protect url,tag,entity,code,mention buckwalter") == read("text"));
}

BOOST_AUTO_TEST_CASE(a_span_is_an_edge_for_its_neighbours) {
  write("edges.toml", "format = 1\nname = \"edges\"\n[[stage]]\n"
                      "table = [ { from = \"ب\", to = \"1\", after = \"$start\" },\n"
                      "          { from = \"ب\", to = \"2\", before = \"$end\" } ]\n");
  BOOST_TEST(good("echo 'بببhttp://x بب' | arnorm --protect url ./edges.toml") ==
             "1ب2http://x ب2\n");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_found_where_they_are) {
  Result result = run("printf 'ب\\n@me \\xFF ب\\n' | arnorm --protect mention buckwalter");
  BOOST_TEST(contains(result.err, "(1 byte in 1 line, the first in line 2 at byte offset 7)"));
  result = run("printf 'ب\\n@me \\xFF ب\\n' | arnorm --invalid error --protect all buckwalter");
  BOOST_TEST(result.out == "b\n");
  BOOST_TEST(result.err ==
             "arnorm: standard input: malformed UTF-8 in line 2, byte offset 7: 0xFF\n");
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(whatever_the_bytes_spans_are_in_order_and_apart) {
  std::string text = random_bytes(20'000, 1) + random_text(20'000, 2);
  for (const char *dense :
       {"<", "`", "``", "<a ", "@", "&#", "http://", "a@", "<!--", "<?", "a.b@c."}) {
    for (int i = 0; i < 3000; ++i) {
      text += dense;
    }
  }
  tool::SpanFinder finder(all);
  std::size_t at = 0;
  for (const tool::ProtectedSpan &span : finder.find(text)) {
    BOOST_REQUIRE((span.begin >= at && span.end > span.begin && span.end <= text.size()));
    at = span.end;
  }
}

// Each of these texts would take hours in quadratic time.
BOOST_AUTO_TEST_CASE(whatever_the_text_spans_take_linear_time) {
  constexpr std::size_t size = 8'000'000;
  auto repeated = [](std::string_view part) {
    std::string text;
    while (text.size() < size) {
      text += part;
    }
    return text;
  };
  std::string falling;
  for (std::size_t length = 4000; length > 0; --length) {
    falling += std::string(length, '`') + " ";
  }
  for (const std::string &text :
       {"ab://x" + repeated(")"), "ab://x" + repeated(")]}"), repeated("ab://\u060C"),
        repeated("ab://\u00AB"), falling, repeated("` `` "), repeated("<") + ">",
        repeated("<?") + ">", repeated("<!--") + "-- >", repeated("<a b=\""), repeated("a'"),
        repeated("a@")}) {
    tool::SpanFinder finder(all);
    BOOST_TEST(finder.find(text).size() <= text.size());
  }
}

BOOST_AUTO_TEST_CASE(brackets_that_nothing_opens_are_no_part_of_an_address) {
  BOOST_TEST(marked(tool::protect_url, "http://x/(a)[b]{c} http://x/a)]}). http://x/(a))b)") ==
             "[http://x/(a)[b]{c}] [http://x/a])]}). [http://x/(a))b])");
  BOOST_TEST(marked(tool::protect_url, "http://x/(a)) http://x/((a) http://x/a]) http://)))") ==
             "[http://x/(a)]) [http://x/((a)] [http://x/a]]) http://)))");
}

BOOST_AUTO_TEST_CASE(quotes_close_at_the_next_run_that_is_as_long) {
  BOOST_TEST(marked(tool::protect_code, "``` `` a `b` `` c ``` `d `") ==
             "[``` `` a `b` `` c ```] [`d `]");
  BOOST_TEST(marked(tool::protect_code, "``a` b`` c``d e`` `f") == "[``a` b``] c``d e`` `f");
}

BOOST_AUTO_TEST_CASE(a_line_too_long_to_be_held) {
  std::string line;
  while (line.size() < 1'000'000) {
    line += "كتاب http://x.com/كتاب <b>كتاب</b> ";
  }
  write("text", line + "\nكتاب\n");
  std::string out = good("arnorm --protect all buckwalter text");
  BOOST_TEST(contains(out, " ktAb http://x.com/كتاب <b>ktAb</b> ktAb"));
  BOOST_TEST(lines(out) == 2U);
  std::erase(out, '\n');
  BOOST_TEST(!contains(out, "<b>كتاب"));
  BOOST_TEST(!contains(out, "com/ktAb"));
}

BOOST_AUTO_TEST_SUITE_END()
