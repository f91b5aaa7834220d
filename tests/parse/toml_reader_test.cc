// TOML as a tree with places, and its errors.
#include <boost/test/unit_test.hpp>

#include "parse/toml_reader.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(toml_reader)

namespace {

struct Document {
  explicit Document(std::string text)
      : source(std::make_shared<Source>("f.toml", std::move(text))),
        result(parse_toml(source, report)) {}

  std::string_view at(const Span &span) const {
    return source->text().substr(span.begin, span.end - span.begin);
  }
  const Node &operator[](std::string_view key) const {
    const Entry *entry = result.root.find(key);
    BOOST_REQUIRE(entry != nullptr);
    return entry->value;
  }

  Report report;
  std::shared_ptr<const Source> source;
  TomlResult result;
};

std::string_view text_of(const Span &span) {
  return span.source->text().substr(span.begin, span.end - span.begin);
}

// The text in the file from which a part of a string's value was read.
std::string_view written(const Node &node, std::string_view part) {
  std::size_t begin = node.string.find(part);
  BOOST_REQUIRE(begin != std::string::npos);
  return text_of(node.inside(begin, begin + part.size()));
}

} // namespace

BOOST_AUTO_TEST_CASE(an_empty_file_is_an_empty_table) {
  for (const char *text : {"", "\n", "# nothing", "\r\n \t\r\n"}) {
    Document d(text);
    BOOST_TEST(!d.report.has_errors());
    BOOST_TEST(!d.result.broken);
    BOOST_TEST((d.result.root.type == Node::Type::table));
    BOOST_TEST(d.result.root.entries.empty());
  }
}

BOOST_AUTO_TEST_CASE(every_type_arrives) {
  Document d("s = 'x'\ni = -7\nb = true\na = [1, 'y']\nt = { k = 1 }\nf = 1.5\nd = 2020-01-01\n");
  BOOST_TEST(d["s"].string == "x");
  BOOST_TEST(d["i"].integer == -7);
  BOOST_TEST(d["b"].boolean);
  BOOST_TEST(d["a"].items.size() == 2u);
  BOOST_TEST(d["a"].items[1].string == "y");
  BOOST_TEST(d["t"].entries[0].key == "k");
  BOOST_TEST((d["f"].type == Node::Type::other));
  BOOST_TEST((d["d"].type == Node::Type::other));
}

BOOST_AUTO_TEST_CASE(keys_stand_in_the_order_of_the_file) {
  Document d("z = 1\na = 2\n[m]\nq = 1\nb = 2\n[c]\n");
  const auto &entries = d.result.root.entries;
  BOOST_REQUIRE(entries.size() == 4u);
  BOOST_TEST(entries[0].key == "z");
  BOOST_TEST(entries[1].key == "a");
  BOOST_TEST(entries[2].key == "m");
  BOOST_TEST(entries[3].key == "c");
  BOOST_TEST(entries[2].value.entries[0].key == "q");
}

BOOST_AUTO_TEST_CASE(tables_of_an_array_stand_in_the_order_of_the_file) {
  Document d("[[stage]]\nform = 'NFC'\n[[stage]]\nuse = 'x'\n");
  BOOST_REQUIRE(d["stage"].items.size() == 2u);
  BOOST_TEST(d["stage"].items[0].entries[0].key == "form");
  BOOST_TEST(d["stage"].items[1].entries[0].key == "use");
}

BOOST_AUTO_TEST_CASE(a_missing_key_is_not_found) {
  Document d("a = 1\n");
  BOOST_TEST(d.result.root.find("b") == nullptr);
  BOOST_TEST(d.result.root.find("") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_span_holds_the_value_with_its_quotes) {
  Document d("a = 'x'\nb = [ 1, 2 ]\nc = { d = 1 }\ne = 12\nf = true\n");
  BOOST_TEST(d.at(d["a"].span) == "'x'");
  BOOST_TEST(d.at(d["b"].span) == "[ 1, 2 ]");
  BOOST_TEST(d.at(d["c"].span) == "{ d = 1 }");
  BOOST_TEST(d.at(d["e"].span) == "12");
  BOOST_TEST(d.at(d["f"].span) == "true");
}

BOOST_AUTO_TEST_CASE(a_span_behind_arabic_is_right) {
  Document d("t = [ { from = \"\u0628\u064E\", to = 'ba' } ] # \u0628\n");
  const Node &row = d["t"].items[0];
  BOOST_TEST(d.at(row.span) == "{ from = \"\u0628\u064E\", to = 'ba' }");
  BOOST_TEST(d.at(row.entries[1].key_span) == "to");
  BOOST_TEST(d.at(row.entries[1].value.span) == "'ba'");
}

BOOST_AUTO_TEST_CASE(spans_in_a_file_with_crlf_are_right) {
  Document d("a = 'x'\r\nb = 'y'\r\n\r\nc = [\r\n  'z',\r\n]\r\n");
  BOOST_TEST(d.at(d["b"].span) == "'y'");
  BOOST_TEST(d.at(d["c"].items[0].span) == "'z'");
}

BOOST_AUTO_TEST_CASE(spans_behind_a_byte_order_mark_are_right) {
  Document d("\uFEFFa = 'x'\nb = 'y'\n");
  BOOST_TEST(!d.report.has_errors());
  BOOST_TEST(d.at(d["a"].span) == "'x'");
  BOOST_TEST(d.at(d["b"].span) == "'y'");
}

BOOST_AUTO_TEST_CASE(spans_behind_unusual_characters_are_right) {
  Document d("a = ['\u2028\u0085\uFFFF\U0001F600\uFEFF', 'x']\nb = 'y'\n");
  BOOST_TEST(!d.report.has_errors());
  BOOST_TEST(d.at(d["a"].items[1].span) == "'x'");
  BOOST_TEST(d.at(d["b"].span) == "'y'");
}

BOOST_AUTO_TEST_CASE(a_part_of_a_basic_string_is_found) {
  Node node = toml_value(R"("a\u0628b\U0001F600c\n\t\"d\\e")");
  BOOST_TEST(written(node, "a") == "a");
  BOOST_TEST(written(node, "\u0628") == "\\u0628");
  BOOST_TEST(written(node, "b") == "b");
  BOOST_TEST(written(node, "\U0001F600") == "\\U0001F600");
  BOOST_TEST(written(node, "c\n") == "c\\n");
  BOOST_TEST(written(node, "\"d") == "\\\"d");
  BOOST_TEST(written(node, "\\e") == "\\\\e");
}

BOOST_AUTO_TEST_CASE(a_part_of_a_literal_string_is_found) {
  Node node = toml_value(R"('a\u0628\n\')");
  BOOST_TEST(written(node, "\\u0628") == "\\u0628");
  BOOST_TEST(written(node, "\\n\\") == "\\n\\");
}

BOOST_AUTO_TEST_CASE(a_part_behind_arabic_is_found) {
  for (const char *toml : {"\"\u0628\u064E x\"", "'\u0628\u064E x'"}) {
    Node node = toml_value(toml);
    BOOST_TEST(written(node, "\u064E") == "\u064E");
    BOOST_TEST(written(node, "x") == "x");
  }
}

BOOST_AUTO_TEST_CASE(an_empty_part_is_where_it_would_be) {
  Node node = toml_value("'ab'");
  BOOST_TEST(node.inside(1, 1).begin == node.span.begin + 2);
  BOOST_TEST(node.inside(1, 1).end == node.span.begin + 2);
  BOOST_TEST(node.inside(2, 2).begin == node.span.begin + 3);
}

BOOST_AUTO_TEST_CASE(the_whole_value_is_what_stands_in_the_quotes) {
  Node node = toml_value("\"a\\u0628c\"");
  BOOST_TEST(text_of(node.inside(0, node.string.size())) == "a\\u0628c");
}

BOOST_AUTO_TEST_CASE(an_empty_string_has_an_empty_inside) {
  for (const char *toml : {"''", "\"\"", "''''''", "\"\"\"\"\"\""}) {
    BOOST_TEST(text_of(toml_value(toml).inside(0, 0)) == "");
  }
}

BOOST_AUTO_TEST_CASE(a_part_of_a_multi_line_string_is_found) {
  for (const char *toml : {"\"\"\"\nab\ncd\"\"\"", "'''\nab\ncd'''", "\"\"\"ab\ncd\"\"\""}) {
    Node node = toml_value(toml);
    BOOST_REQUIRE_EQUAL(node.string, "ab\ncd");
    BOOST_TEST(written(node, "a") == "a");
    BOOST_TEST(written(node, "b\nc") == "b\nc");
    BOOST_TEST(written(node, "d") == "d");
  }
}

BOOST_AUTO_TEST_CASE(quotes_within_a_multi_line_string_are_found) {
  Node node = toml_value("\"\"\"a\"\"b\"\"\"");
  BOOST_TEST(written(node, "\"\"b") == "\"\"b");
  Node literal = toml_value("'''a''b'''");
  BOOST_TEST(written(literal, "''b") == "''b");
}

BOOST_AUTO_TEST_CASE(folded_lines_are_no_part_of_the_value) {
  Node node = toml_value("\"\"\"\n  a\\\n\n   b\\  \n\\\n c\"\"\"");
  BOOST_REQUIRE_EQUAL(node.string, "  abc");
  BOOST_TEST(written(node, "a") == "a");
  BOOST_TEST(written(node, "b") == "b");
  BOOST_TEST(written(node, "c") == "c");
}

BOOST_AUTO_TEST_CASE(a_string_can_begin_with_a_folded_line) {
  Node node = toml_value("\"\"\"\\\n  ab\"\"\"");
  BOOST_REQUIRE_EQUAL(node.string, "ab");
  BOOST_TEST(written(node, "a") == "a");
}

BOOST_AUTO_TEST_CASE(an_escaped_backslash_does_not_fold) {
  Node node = toml_value("\"\"\"a\\\\\n b\"\"\"");
  BOOST_REQUIRE_EQUAL(node.string, "a\\\n b");
  BOOST_TEST(written(node, " b") == " b");
}

BOOST_AUTO_TEST_CASE(parts_of_multi_line_strings_are_found_behind_crlf) {
  Node node = toml_value("\"\"\"\r\nab\r\ncd\\\r\n  ef\"\"\"");
  BOOST_TEST(written(node, "a") == "a");
  BOOST_TEST(written(node, "d") == "d");
  BOOST_TEST(written(node, "ef") == "ef");
}

BOOST_AUTO_TEST_CASE(an_escape_of_toml_is_known_as_one) {
  Node node = toml_value(R"("\u0628b\n\\u")"); // value: beh, b, line feed, backslash, u
  BOOST_TEST((node.escapes() == std::vector<bool>{true, true, false, true, true, false}));
}

BOOST_AUTO_TEST_CASE(a_literal_string_has_no_escapes) {
  BOOST_TEST(toml_value(R"('\n')").escapes().empty());
}

BOOST_AUTO_TEST_CASE(escapes_are_known_behind_folded_lines) {
  Node node = toml_value("\"\"\"\na\\\n  \\u0628b\"\"\"");
  BOOST_REQUIRE_EQUAL(node.string, "a\u0628b");
  BOOST_TEST((node.escapes() == std::vector<bool>{false, true, true, false}));
}

BOOST_AUTO_TEST_CASE(a_string_without_a_backslash_has_no_escapes) {
  BOOST_TEST(toml_value("\"\u0628\"").escapes().empty());
}

BOOST_AUTO_TEST_CASE(an_empty_string_has_no_escapes) {
  BOOST_TEST(toml_value("\"\"").escapes().empty());
  BOOST_TEST(toml_value("\"\"\"\\\n  \"\"\"").escapes().empty());
}

BOOST_AUTO_TEST_CASE(what_is_not_toml_has_a_place) {
  Document d("a = 1\nb = = 2\nc = 3\n");
  BOOST_TEST(d.result.broken);
  auto diagnostics = d.report.take();
  BOOST_REQUIRE(diagnostics.size() == 1u);
  BOOST_TEST(to_string(diagnostics[0].code) == "AR0101");
  BOOST_TEST(diagnostics[0].place->line == 2u);
}

BOOST_AUTO_TEST_CASE(the_lines_around_an_error_are_read) {
  Document d("a = 1\nb = = 2\nc = 3\n");
  BOOST_TEST(d["a"].integer == 1);
  BOOST_TEST(d["c"].integer == 3);
  BOOST_TEST(d["c"].partial);
}

BOOST_AUTO_TEST_CASE(errors_in_several_lines_are_all_found) {
  Document d("a = 1\nb = \nc = 3\nd = x\ne = 5\n");
  auto diagnostics = d.report.take();
  BOOST_REQUIRE(diagnostics.size() == 2u);
  BOOST_TEST(diagnostics[0].place->line == 2u);
  BOOST_TEST(diagnostics[1].place->line == 4u);
  BOOST_TEST(d["e"].integer == 5);
}

BOOST_AUTO_TEST_CASE(a_sound_file_is_not_partial) {
  Document d("a = 1\n");
  BOOST_TEST(!d["a"].partial);
  BOOST_TEST(!d.result.root.partial);
}

BOOST_AUTO_TEST_CASE(a_file_of_errors_comes_to_an_end) {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text += "= x\n\n";
  }
  Document d(text);
  BOOST_TEST(d.report.errors() >= 1u);
  BOOST_TEST(d.report.errors() <= 20u);
}

// The lines of the errors in order: "2 4 4".
std::string lines_of(const std::string &text) {
  Document d(text);
  std::string lines;
  for (const Diagnostic &diagnostic : d.report.take()) {
    lines += (lines.empty() ? "" : " ") + std::to_string(diagnostic.place->line);
  }
  return lines;
}

BOOST_AUTO_TEST_CASE(every_error_is_found_in_one_reading) {
  BOOST_TEST(lines_of("a = \nb = x\nc = 1\nd = 'y\n[e\nf = 1 2\n[[g]]\nh = 01\n") == "1 2 4 5 6 8");
  BOOST_TEST(lines_of("t = [\n  { a = x },\n  { a = 1 },\n  { b 1 },\n  'c\n]\nd = y\n") ==
             "2 4 5 7");
  BOOST_TEST(lines_of("t = [ { a = x }, { a = 1 }, { b 1 }, { c = 2 } ]\nd = y\n") == "1 1 2");
}

BOOST_AUTO_TEST_CASE(one_mistake_is_one_error) {
  for (const char *text :
       {"t = [\n  { from = 'a',\n    to = 'b' },\n  { from = 'c' },\n]\n", // on several lines
        "t = [\n  { from = 'a', to = 'b'\n  { from = 'c' },\n]\n",         // no brace
        "t = [\n  { from = 'a', to = 'b' }\n  { from = 'c' },\n]\n",       // no comma
        "t = [\n  { from = 'a', to = 'b', },\n]\n",                        // an extra comma
        "t = [\n  { from = \"a, to = \"b\" },\n  { from = 'c' },\n]\n",    // no quote
        "t = [\n  { from = 'a', to = ['x' 'y'] },\n  { from = 'c' },\n]\n",
        "t = [\n  { from = 'a' },\n\n[[t2]]\na = 1\n", // no bracket
        "t = [\n  { from = 'a' },\nb = 1\nc = 2\n", "t = [ 'a',\n  'b' x,\n  'c'\n]\n",
        "t = { a = 1\nb = 2\n[c]\n", "t = '''\nabc\n[[d]]\ne = 1\n", "[[t]\na = 1\n[[t]]\n",
        "a = 1\na = [\n  1,\n  2,\n]\n", "[a]\nb = 1\n[a]\nc = 1\n", "a.b = 1\na.b.c = 2\n",
        "a = 1 # \x01\nb = 1\n"}) {
    BOOST_TEST(lines_of(text).size() == 1u, text << lines_of(text));
  }
}

BOOST_AUTO_TEST_CASE(what_is_right_in_a_broken_file_is_read) {
  Document d("t = [\n  { a = 1 },\n  { a = x },\n  { a = 3 } { a = 4 },\n]\n[[s]\nb = 1\n"
             "[c]\nd = \"\\q\"\ne = 2\n[c]\nf = 3\n");
  BOOST_TEST(d["t"].items.size() == 3u);
  BOOST_TEST(d["s"].items[0].entries[0].key == "b");
  BOOST_TEST((d["c"].find("d")->value.type == Node::Type::lost));
  BOOST_TEST(d["c"].find("e")->value.integer == 2);
  BOOST_TEST(d["c"].find("f")->value.integer == 3);
}

BOOST_AUTO_TEST_CASE(a_second_key_points_at_the_first) {
  Document d("a = 1\nb = 2\na = 3\n");
  auto found = d.report.take();
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found[0].place->line == 3u);
  BOOST_TEST(found[0].second->line == 1u);
  BOOST_TEST(d["a"].integer == 1);
}

BOOST_AUTO_TEST_CASE(tables_with_many_keys_know_them_all) {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text += "k" + std::to_string(i) + " = " + std::to_string(i) + "\n";
  }
  BOOST_TEST(Document(text)["k39"].integer == 39);
  BOOST_TEST(lines_of(text + "k3 = 1\nk39 = 1\nx = 1\nx = 2\n") == "41 42 44");
}

BOOST_AUTO_TEST_CASE(quotes_before_the_closing_fence_are_text) {
  BOOST_TEST(toml_value("'''a'''''").string == "a''");
  BOOST_TEST(toml_value("\"\"\"a\"\"\"\"").string == "a\"");
  BOOST_TEST(toml_value("''''''''").string == "''");
  BOOST_TEST(written(toml_value("'''a''''"), "'") == "'");
}

BOOST_AUTO_TEST_CASE(depth_is_bounded_whatever_hides_it) {
  std::string dots;
  for (int i = 0; i < 17000; ++i) {
    dots += "a.";
  }
  BOOST_TEST(lines_of("x = ['''a'''', { " + dots + "a = 1 } ]\n") == "1");
  BOOST_TEST(lines_of("x = " + std::string(100000, '{')) == "1");
  std::string both = "x = ";
  for (int i = 0; i < 10000; ++i) {
    both += "[{ a.b.c = ";
  }
  BOOST_TEST(lines_of(both) == "1");
  std::string nested = std::string(200, '[') + std::string(200, ']');
  BOOST_TEST(!Document("x = " + nested).report.has_errors());
}

// Each of these files would take quadratic time if parts of it were searched repeatedly.
BOOST_AUTO_TEST_CASE(hostile_files_take_linear_time) {
  auto many = [](const std::string &piece) {
    std::string out;
    for (int i = 0; i < 100000; ++i) {
      out += piece;
    }
    return out;
  };
  for (const std::string &text :
       {"x = [" + many("{ a = 1,\n"), "x = [\n" + many("{ a = x }, "), "x = [\n" + many("{ a = {"),
        "x = [[[[\n" + many("[[[[[ x \n"), many("'"), "x = [" + many("'"), many("a = 1\n"),
        many("[a]\n"), many("[[a]\n"), many("= x\n"), "x = [" + many("[1 2], "),
        "x = [ [" + many("1 ["), many("x = '''\n[[b]]\nc = \"\"\"\n"), many(" \t") + "x",
        "x = \"" + many("\\q"), many("a.")}) {
    BOOST_TEST(Document(text).report.has_errors());
  }
}

BOOST_AUTO_TEST_CASE(an_error_at_the_very_end_has_a_place) {
  for (const char *text : {"a = ", "a", "a = '", "a = \"\"\"", "a = [", "[", "a = { b = 1"}) {
    Document d(text);
    auto diagnostics = d.report.take();
    BOOST_REQUIRE(!diagnostics.empty());
    BOOST_TEST(diagnostics[0].place->line == 1u);
  }
}

BOOST_AUTO_TEST_CASE(a_key_that_stands_twice_is_an_error) {
  Document d("a = 1\na = 2\n");
  BOOST_TEST(codes(d.report) == "AR0101");
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_an_error_and_no_crash) {
  Document arrays("a = " + std::string(100000, '['));
  BOOST_TEST(arrays.report.has_errors());
  std::string path = "a";
  for (int i = 0; i < 200000; ++i) {
    path += ".a";
  }
  BOOST_TEST(Document("[" + path + "]\n").report.has_errors());
  BOOST_TEST(Document(path + " = 1\n").report.has_errors());
}

BOOST_AUTO_TEST_CASE(a_long_line_costs_linear_time) {
  std::string text = "t = [";
  for (int i = 0; i < 20000; ++i) {
    text += "{ from = '\u0628', to = 'b' }, ";
  }
  Document d(text + "]\n");
  BOOST_REQUIRE(d["t"].items.size() == 20000u);
  BOOST_TEST(d.at(d["t"].items.back().span) == "{ from = '\u0628', to = 'b' }");
}

BOOST_AUTO_TEST_SUITE_END()
