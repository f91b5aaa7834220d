#include "icu/icu_rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/set_syntax.h"
#include "icu/icu_syntax.h"
#include "icu/icu_table.h"

namespace arnorm {
namespace {

// The passes of one step, before their sets are defined.
std::vector<IcuBlock> blocks_of(const Step &step, IcuText text, IcuSyntax &syntax, Report &report) {
  const Stage &stage = *step.stage;
  if (const auto *table = std::get_if<TableStage>(&stage.what)) {
    FlatRules flat = flatten(oriented_rows(*table, stage.only, step.direction), report);
    return flat.rules.empty() ? std::vector<IcuBlock>{} : icu_table(flat, text, syntax);
  }
  if (const auto *remove = std::get_if<RemoveStage>(&stage.what)) {
    return icu_remove(remove->set, text, syntax);
  }
  if (const auto *squeeze = std::get_if<SqueezeStage>(&stage.what)) {
    return icu_squeeze(*squeeze, text, syntax);
  }
  return icu_marks(std::get<MarksStage>(stage.what).order, syntax);
}

bool is_rules(const Stage &stage) {
  return !std::holds_alternative<FormStage>(stage.what) &&
         !std::holds_alternative<IcuStage>(stage.what);
}

void report_range(const Step &step, Report &report) {
  report.error(Code::AR0403, step.stage->span, "this stage is too large for the ICU engine",
               {.notes = {"ICU needs a stand-in character for every set and every group"},
                .help = "use fewer different sets, or split the stage"});
}

void report_export(const Step &step, Report &report) {
  report.error(Code::AR0406, step.stage->span, "this chain cannot be written as one ICU rule text",
               {.notes = {"ICU takes characters from U+F000 on for its own use, and the rules name "
                          "some of them or need too many"},
                .help = "export the rule sets one by one, or leave out U+F000 to U+F8FF"});
}

// ICU reads what stands between `::` and `;` as an id, so rule text must stand free. Rules have
// arrows or transforms in them; in the sets before an id the same signs mean nothing.
bool looks_like_rules(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    for (std::string_view sign : {"<", ">", "::", "\u2190", "\u2192", "\u2194"}) {
      if (text.substr(at).starts_with(sign)) {
        return true;
      }
    }
    std::size_t set = text[at] == '[' ? bracket_length(text.substr(at)) : 0;
    at += std::max<std::size_t>(set, 1);
  }
  return false;
}

std::string foreign_block(const std::string &text) {
  if (looks_like_rules(text)) {
    return text + "\n;\n"; // the last rule may do without its semicolon
  }
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) { // "NFD; Latin-ASCII" is two
    std::size_t end = std::min(text.find(';', begin), text.size());
    std::string id = text.substr(begin, end - begin);
    if (id.find_first_not_of(" \t\r\n") != std::string::npos) {
      out += fmt::format(":: {} ;\n", id);
    }
    begin = end + 1;
  }
  return out;
}

} // namespace

std::vector<IcuLink> icu_links(const Step &step, Report &report) {
  const Stage &stage = *step.stage;
  std::vector<IcuLink> links;
  if (const auto *form = std::get_if<FormStage>(&stage.what)) {
    links.push_back({IcuLink::Kind::transform, form_name(form->form), 0, true, stage.span});
    return links;
  }
  if (const auto *icu = std::get_if<IcuStage>(&stage.what)) {
    links.push_back({IcuLink::Kind::foreign, icu->text, 0, false, icu->span});
    return links;
  }
  bool marks = std::holds_alternative<MarksStage>(stage.what);
  IcuSyntax syntax; // stand-ins are counted over the whole step, which is a little too many
  std::string definitions;
  for (const IcuBlock &block : blocks_of(step, IcuText::whole, syntax, report)) {
    definitions += syntax.take_definitions();
    links.push_back(
        {IcuLink::Kind::rules, definitions + block.rules, block.behind, marks, stage.span});
  }
  if (!syntax.default_range_is_free()) {
    std::string pragma = syntax.variable_range();
    if (pragma.empty()) {
      report_range(step, report);
    }
    for (IcuLink &link : links) {
      link.text.insert(0, pragma);
    }
  }
  return links;
}

std::string icu_export(const std::vector<Step> &steps, Report &report) {
  IcuSyntax syntax;
  std::string body;
  bool open = false; // the last thing written was a block of rules, which the next would join
  std::size_t blocks = 0;
  for (const Step &step : steps) {
    const Stage &stage = *step.stage;
    body += fmt::format("# {}: {}\n", step.set->name, stage_kind(stage));
    if (const auto *form = std::get_if<FormStage>(&stage.what)) {
      body += fmt::format(":: {} ;\n", form_name(form->form));
      open = false;
      continue;
    }
    std::vector<std::string> passes;
    bool rules = is_rules(stage);
    if (const auto *icu = std::get_if<IcuStage>(&stage.what)) {
      passes.push_back(foreign_block(icu->text));
      rules = looks_like_rules(icu->text);
    } else {
      for (const IcuBlock &block : blocks_of(step, IcuText::lines, syntax, report)) {
        passes.push_back(syntax.take_definitions() + block.rules);
      }
    }
    for (const std::string &pass : passes) {
      body += (open ? ":: Null ;\n" : "") + pass;
      open = rules;
      ++blocks;
    }
  }
  if (!syntax.default_range_is_free()) {
    std::string pragma = syntax.variable_range();
    if (steps.size() > 1 || blocks > 1 || pragma.empty()) {
      report_export(steps.back(), report);
      return {};
    }
    body.insert(0, pragma);
  }
  return steps.empty() ? ":: Null ;\n" : body;
}

} // namespace arnorm
