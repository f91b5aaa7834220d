#include "parse/rule_file.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "characters/set_syntax.h"
#include "characters/utf.h"
#include "parse/node_reader.h"
#include "parse/stage_reader.h"

namespace arnorm {
namespace {

const std::array<std::string, 3> direction_values{"forward", "reverse", "both"};

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

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
    if (std::size_t bad = find_malformed(source_->text()); bad != std::string_view::npos) {
      report_.error("AR0001", Span{source_, bad, bad + 1}, "this file is not UTF-8",
                    {.label = fmt::format("byte 0x{:02X} at offset {}",
                                          static_cast<unsigned char>(source_->text()[bad]), bad),
                     .help = "save the file as UTF-8"});
      return std::move(set_);
    }
    TomlResult toml = parse_toml(source_, report_);
    broken_ = toml.broken;
    set_.broken = toml.broken;
    NodeReader top(toml.root, context_.sets_only ? "an included file" : "a rule file", report_);
    header(top);
    references(top);
    named_sets(top);
    if (!context_.sets_only) {
      stages(top);
      tests(top);
    }
    top.finish();
    return std::move(set_);
  }

private:
  void header(NodeReader &top) {
    require(top, "format", "write format = 1");
    require(top, "name", "write name = \"...\", the file's name without .toml");
    if (const Node *format = top.integer("format"); format != nullptr && format->integer != 1) {
      report_.error("AR0107", format->span, fmt::format("format {} is not known", format->integer),
                    {.help = "write format = 1; a newer format needs a newer arnorm"});
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
      reader.finish();
    }
    claim(top, "reversible", set_.reversible, set_.reversible_span);
    claim(top, "idempotent", set_.idempotent, set_.idempotent_span);
  }

  // What the file as a whole lacks stands at no line of it.
  void require(const NodeReader &top, std::string_view key, std::string help) {
    if (!top.has(key) && !broken_) {
      report_.add({.code = "AR0104",
                   .message = fmt::format("a rule file has no `{}`", key),
                   .place = whole_file(source_->name()),
                   .help = std::move(help)});
    }
  }

  void check_name(const Node &name) {
    std::string wanted = stem(source_->name());
    if (!is_name(name.string)) {
      report_.error("AR0105", name.span, fmt::format("`name` cannot be \"{}\"", name.string),
                    {.help = "use small letters a-z, digits, `-`, `_` and `.` only"});
    } else if (!wanted.empty() && wanted != name.string) {
      report_.error("AR0108", name.span,
                    fmt::format("the set is named `{}`, its file `{}`", name.string, wanted),
                    {.help = is_name(wanted)
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
      merge(context_.included(set_.include.back()));
    }
    if (const Node *extends = top.string("extends")) {
      set_.extends = {extends->string, extends->span};
      merge(context_.extended(set_.extends));
    }
  }

  void merge(const NamedSets &sets) { set_.sets.insert(sets.begin(), sets.end()); }

  void named_sets(NodeReader &top) {
    const Node *sets = top.table("sets");
    if (sets == nullptr) {
      return;
    }
    for (const Entry &entry : sets->entries) {
      bool builtin = entry.key == "edge" || entry.key == "start" || entry.key == "end";
      bool good =
          !entry.key.empty() && std::all_of(entry.key.begin(), entry.key.end(), is_name_byte);
      if (builtin || !good) {
        report_.error("AR0109", entry.key_span,
                      builtin ? fmt::format("`${}` is built in", entry.key)
                              : fmt::format("`{}` cannot name a set", entry.key),
                      {.help = builtin ? "give this set another name"
                                       : "use letters A-Z and a-z, digits and `_` only"});
        continue;
      }
      // Even a broken one is defined, so that its uses are not reported as well.
      CodePointSet set = defined(entry);
      set_.sets.insert_or_assign(entry.key,
                                 set.empty() ? CodePointSet::single(U'\uFFFD') : std::move(set));
    }
  }

  // Empty after an error. A named set keeps U+FFFF's meaning of an edge, as contexts may use it.
  CodePointSet defined(const Entry &entry) {
    if (entry.value.type != Node::Type::string) {
      report_.error(
          "AR0103", entry.value.span,
          fmt::format("`{}` must be a string, not {}", entry.key, type_name(entry.value.type)),
          {.help = fmt::format("write one set in quotes: {} = '[...]'", entry.key)});
      return {};
    }
    return read_set(entry.value, set_.sets, report_, PatternRole::before);
  }

  void stages(NodeReader &top) {
    if (const Node *rows = top.array("override")) {
      set_.overrides = read_rows(*rows, set_.sets, true, report_);
      if (set_.extends.name.empty()) {
        report_.error("AR0202", rows->span, "`override` without `extends`",
                      {.help = "name the set whose rows these replace: extends = \"...\""});
      }
    }
    if (const Node *stages = top.array("stage")) {
      set_.stages = read_stages(*stages, set_.sets, report_);
    } else if (set_.extends.name.empty()) {
      require(top, "stage", "begin the first stage with [[stage]]");
    }
  }

  void tests(NodeReader &top) {
    const Node *tests = top.array("test");
    if (tests == nullptr) {
      return;
    }
    for_each_table(*tests, "a test", "begin each test with [[test]]", report_,
                   [&](const Node &item) { set_.tests.push_back(read_test(item)); });
  }

  RuleTest read_test(const Node &item) {
    NodeReader reader(item, "a test", report_);
    reader.require("from", "write from = \"...\", the text that the rules are given");
    reader.require("to", "write to = \"...\", the text that they must make of it");
    RuleTest test;
    test.span = item.span;
    if (const Node *from = reader.string("from")) {
      test.from = from->string;
      test.span = from->span;
    }
    test.to = reader.text("to");
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
  bool broken_ = false;
};

} // namespace

RuleSet read_rule_file(const std::shared_ptr<const Source> &source, const RuleFileContext &context,
                       Report &report) {
  return RuleFileReader(source, context, report).read();
}

} // namespace arnorm
