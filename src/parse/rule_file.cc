#include "parse/rule_file.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/utf.h"
#include "parse/name_reader.h"
#include "parse/node_reader.h"
#include "parse/stage_reader.h"
#include "parse/toml_reader.h"

namespace arnorm {
namespace {

// Every rule file has one of these keys, and other files rarely do. (Many have `name` and `title`.)
constexpr std::array<std::string_view, 6> rule_keys{"format",  "stage",    "sets",
                                                    "include", "override", "extends"};

const std::array<std::string, 3> direction_values{"forward", "reverse", "both"};

std::string stem(const std::string &path) {
  std::string_view name = path;
  if (auto slash = name.rfind('/'); slash != std::string_view::npos) {
    name.remove_prefix(slash + 1);
  }
  constexpr std::string_view ending = ".toml";
  return name.ends_with(ending) ? std::string(name.substr(0, name.size() - ending.size()))
                                : std::string();
}

class RuleFileReader {
public:
  RuleFileReader(const std::shared_ptr<const Source> &source, const RuleFileContext &context,
                 Report &report)
      : source_(source), context_(context), report_(report) {}

  RuleSet read() {
    set_.file = source_;
    set_.edge = word_edge(); // unless `word` or the extended file says otherwise
    if (std::size_t bad = find_malformed(source_->text()); bad != std::string_view::npos) {
      if (is_utf16(source_->text())) {
        report_utf16(bad);
        return std::move(set_);
      }
      hide_unless_rules();
      report_.error(Code::AR0001, Span{source_, bad, bad + 1}, "this file is not valid UTF-8",
                    {.label = fmt::format("byte 0x{:02X} at offset {}",
                                          static_cast<unsigned char>(source_->text()[bad]), bad),
                     .help = "save the file as UTF-8"});
      return std::move(set_);
    }
    Report not_toml;
    TomlResult toml = parse_toml(source_, not_toml);
    if (is_other_file(toml.root, toml.broken)) {
      report_other_file(toml);
      return std::move(set_);
    }
    report_.append(std::move(not_toml));
    broken_ = toml.broken;
    set_.broken = toml.broken;
    NodeReader top(toml.root, context_.sets_only ? "an included file" : "a rule file", report_);
    header(top);
    references(top);
    read_names(top, context_.sets_only, set_, report_);
    if (!context_.sets_only) {
      stages(top);
      tests(top);
    }
    top.finish();
    set_.sets.forget();
    return std::move(set_);
  }

private:
  // As Windows programs save "Unicode": with a byte order mark of its own.
  static bool is_utf16(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  }

  void report_utf16(std::size_t bad) {
    source_->hide();
    report_.error(Code::AR0001, Span{source_, bad, bad + 1}, "this file is UTF-16, not UTF-8",
                  {.label = fmt::format("byte 0x{:02X} at offset {}",
                                        static_cast<unsigned char>(source_->text()[bad]), bad),
                   .help = "save the file as UTF-8, or convert it: "
                           "iconv -f UTF-16 -t UTF-8 old.toml > new.toml"});
  }

  // Whether this is another kind of file, such as a password file, which contains no key of a rule
  // file. Quoting its lines would not help and could reveal secrets, especially if a program loads
  // rule files that others have named.
  static bool is_other_file(const Node &root, bool broken) {
    return (broken || !root.entries.empty()) &&
           std::none_of(root.entries.begin(), root.entries.end(), [](const Entry &entry) {
             return std::find(rule_keys.begin(), rule_keys.end(), entry.key) != rule_keys.end();
           });
  }

  void report_other_file(const TomlResult &toml) {
    source_->hide();
    Span at = toml.broken ? toml.first_error : toml.root.entries.front().key_span;
    std::string_view rest = source_->text().substr(at.begin);
    report_.error(Code::AR0010, at, "this is not a rule file",
                  {.label = rest.empty() ? "" : spell(first_character(rest).c),
                   .help = "name a rule set (`arnorm list` shows all) or a rule file, which begins "
                           "with format = 1"});
  }

  // For a file that is not UTF-8, only the lines before the malformed byte are examined.
  void hide_unless_rules() const {
    std::string_view text = source_->text();
    std::string before(text.substr(0, text.rfind('\n', find_malformed(text)) + 1));
    Report ignored;
    TomlResult toml = parse_toml(std::make_shared<Source>("", std::move(before)), ignored);
    if (is_other_file(toml.root, true)) {
      source_->hide();
    }
  }

  void header(NodeReader &top) {
    require(top, "format", "write format = 1");
    require(top, "name", "write name = \"...\", the name of the file without .toml");
    if (const Node *format = top.integer("format"); format != nullptr && format->integer != 1) {
      report_.error(Code::AR0107, format->span, fmt::format("unknown format {}", format->integer),
                    {.help = "write format = 1; newer formats need a newer version of arnorm"});
    }
    if (const Node *name = top.string("name")) {
      set_.name = name->string;
      check_name(*name);
    }
    set_.title = top.text("title");
    set_.source = top.text("source");
    top.string("note");
    if (const Node *scripts = top.table("scripts")) {
      NodeReader reader(*scripts, "scripts", report_);
      set_.scripts = {reader.text("from"), reader.text("to")};
      set_.scripts_from_span = span_of(*scripts, "from");
      set_.scripts_to_span = span_of(*scripts, "to");
      reader.finish();
    }
    claim(top, "reversible", set_.reversible, set_.reversible_span);
    only_ = context_.sets_only ? Only::both : read_only(top, Only::both);
    claim(top, "idempotent", set_.idempotent, set_.idempotent_span);
  }

  static Span span_of(const Node &table, std::string_view key) {
    const Entry *entry = table.find(key);
    return entry == nullptr ? Span{} : entry->value.span;
  }

  // A missing key of the file is reported without a line.
  void require(const NodeReader &top, std::string_view key, std::string help) {
    if (!top.has(key) && !broken_) {
      report_.add({.code = Code::AR0104,
                   .message = fmt::format("a rule file has no `{}`", key),
                   .place = whole_file(source_->name()),
                   .help = std::move(help)});
    }
  }

  void check_name(const Node &name) {
    std::string wanted = stem(source_->name());
    if (!is_rule_set_name(name.string)) {
      report_.error(Code::AR0105, name.span, fmt::format("invalid name \"{}\"", name.string),
                    {.help = "use only lower-case letters a-z, digits, `-`, `_` and `.`"});
    } else if (!wanted.empty() && wanted != name.string) {
      report_.error(
          Code::AR0108, name.span,
          fmt::format("the set is named `{}`, but its file is named `{}`", name.string, wanted),
          {.help = is_rule_set_name(wanted)
                       ? fmt::format("write name = \"{}\", or rename the file", wanted)
                       : fmt::format("rename the file to {}.toml", name.string)});
    }
  }

  void claim(NodeReader &top, std::string_view key, bool &value, Span &span) {
    if (const Node *node = top.boolean(key)) {
      value = node->boolean;
      span = node->span;
    }
  }

  void references(NodeReader &top) {
    for (const Node *node : top.strings("include")) {
      set_.include.push_back({node->string, node->span});
      merge_names(context_.included(set_.include.back()), set_);
    }
    if (const Node *extends = top.string("extends")) {
      set_.extends = {extends->string, extends->span};
      merge_names(context_.extended(set_.extends), set_);
    }
  }

  void stages(NodeReader &top) {
    Names names(set_.sets, set_.patterns, &set_.edge);
    if (const Node *rows = top.array("override")) {
      set_.overrides = read_rows(*rows, names, true, report_);
      if (set_.extends.name.empty()) {
        report_.error(Code::AR0202, rows->span, "`override` without `extends`",
                      {.help = "name the rule set whose rows are overridden: extends = \"...\""});
      }
    }
    if (const Node *stages = top.array("stage")) {
      set_.stages = read_stages(*stages, names, report_, only_);
    } else if (set_.extends.name.empty()) {
      require(top, "stage", "start the first stage with [[stage]]");
    }
  }

  void tests(NodeReader &top) {
    const Node *tests = top.array("test");
    if (tests == nullptr) {
      return;
    }
    for_each_table(*tests, "a test", "start each test with [[test]]", report_,
                   [&](const Node &item) { set_.tests.push_back(read_test(item)); });
  }

  RuleTest read_test(const Node &item) {
    NodeReader reader(item, "a test", report_);
    reader.require("from", "write from = \"...\", the input of the test");
    reader.require("to", "write to = \"...\", the expected output");
    RuleTest test;
    test.span = item.span;
    if (const Node *from = reader.string("from")) {
      test.from = from->string;
      test.span = from->span;
    }
    if (const Node *to = reader.string("to")) {
      test.to = to->string;
      test.to_span = to->span;
    }
    test.note = reader.text("note");
    test.fails = reader.text("fails");
    test.direction = static_cast<TestDirection>(reader.choice("direction", direction_values, 0));
    reader.finish();
    return test;
  }

  std::shared_ptr<const Source> source_;
  const RuleFileContext &context_;
  Report &report_;
  RuleSet set_;
  Only only_ = Only::both; // of stages that do not say otherwise
  bool broken_ = false;
};

} // namespace

bool is_rule_set_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

RuleSet read_rule_file(const std::shared_ptr<const Source> &source, const RuleFileContext &context,
                       Report &report) {
  return RuleFileReader(source, context, report).read();
}

} // namespace arnorm
