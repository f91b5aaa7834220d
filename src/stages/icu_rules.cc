#include "stages/icu_rules.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "characters/set_syntax.h"
#include "characters/split.h"
#include "icu/icu_statements.h"
#include "icu/icu_syntax.h"
#include "stages/stage_kind.h"

namespace arnorm {
namespace {

void report_range(const Step &step, Report &report) {
  report.error(Code::AR0403, step.stage->span, "this stage is too large for the ICU engine",
               {.notes = {"ICU needs a stand-in character for every set and every group"},
                .help = "use fewer different sets, or split the stage"});
}

void report_export(const Step &step, Report &report) {
  report.error(Code::AR0406, step.stage->span,
               "this chain cannot be exported as a single ICU rule text",
               {.notes = {"ICU reserves characters from U+F000 on, and the rules name some of them "
                          "or need too many"},
                .help = "export the rule sets one by one, or do not use U+F000 to U+F8FF"});
}

void report_filter(const Step &step, Report &report) {
  report.error(
      Code::AR0406, step.stage->span, "this chain cannot be exported as a single ICU rule text",
      {.notes = {"the rules of this stage have a filter of their own, which in one text would "
                 "hold for all stages"},
       .help = "export the rule sets one by one, or use the filter in the rules"});
}

std::string_view without_spaces(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

// `:: [a-z] ;`, or `:: ([a-z]) ;` for the reverse: all rules of a text have this filter. One before
// an ID is of that ID only.
bool is_filter(std::string_view statement) {
  if (!statement.starts_with("::")) {
    return false;
  }
  std::string_view rest = without_spaces(statement.substr(2));
  bool reverse = rest.starts_with('(');
  rest = without_spaces(rest.substr(reverse ? 1 : 0));
  if (!rest.starts_with('[')) {
    return false;
  }
  rest = without_spaces(rest.substr(bracket_length(rest)));
  rest = without_spaces(rest.substr(reverse && rest.starts_with(')') ? 1 : 0));
  return rest.empty() || rest == ";";
}

bool have_filter(std::string_view rules) {
  for (rules = without_comments(rules); !rules.empty(); rules = without_comments(rules)) {
    std::size_t length = statement_length(rules);
    if (is_filter(rules.substr(0, length))) {
      return true;
    }
    rules.remove_prefix(length);
  }
  return false;
}

// Whether an `icu` stage contains rules rather than transform IDs. ICU reads the text between `::`
// and `;` as an ID, so rules must be written without `::`. Rules contain arrows or `::`, which do
// not count within the filter set of an ID.
bool looks_like_rules(std::string_view text) {
  bool has_sets = true; // until a bracket is never closed
  for (std::size_t at = 0; at < text.size();) {
    for (std::string_view sign : {"<", ">", "::", "\u2190", "\u2192", "\u2194"}) {
      if (text.substr(at).starts_with(sign)) {
        return true;
      }
    }
    bool is_set = has_sets && text[at] == '[';
    std::size_t set = is_set ? bracket_length(text.substr(at)) : 0;
    has_sets = has_sets && (!is_set || set > 0);
    at += std::max<std::size_t>(set, 1);
  }
  return false;
}

std::string foreign_block(const std::string &text) {
  if (looks_like_rules(text)) {
    return text + "\n;\n"; // the last rule may lack its semicolon
  }
  std::string out;
  for (std::string_view id : split(text, ';')) { // "NFD; Latin-ASCII" consists of two
    id = without_spaces(id);
    // ICU takes a filter of the first ID in a block of IDs for one of the block.
    out += id.starts_with('[') ? ":: Null ;\n" : "";
    out += id.empty() ? "" : fmt::format(":: {} ;\n", id);
  }
  return out;
}

// Joins the links of all steps into one rule text.
class RuleText {
public:
  void begin_step(const Step &step) {
    text_ += fmt::format("# {}: {}\n", step.set->name, key_of(*step.stage));
  }

  void add(const IcuLink &link, const std::string &definitions) {
    if (link.kind == IcuLink::Kind::transform) {
      text_ += fmt::format(":: {} ;\n", link.text);
      open_ = false;
      return;
    }
    bool foreign = link.kind == IcuLink::Kind::foreign;
    text_ += open_ ? ":: Null ;\n" : "";
    text_ += definitions + (foreign ? foreign_block(link.text) : link.text);
    open_ = !foreign || looks_like_rules(link.text);
    ++blocks_;
  }

  std::size_t blocks() const { return blocks_; }
  const std::string &text() const { return text_; }

private:
  std::string text_;
  bool open_ = false; // the text ends in a block of rules, which following rules would join
  std::size_t blocks_ = 0;
};

std::vector<IcuLink> icu_links(const Step &step, IcuText text, Report &report) {
  const Stage &stage = *step.stage;
  IcuSyntax syntax; // counts the stand-ins of the whole step, which is slightly too many
  auto links = kind_of(stage).icu_form(step, text, syntax, report);
  std::string head = syntax.take_definitions();
  if (!syntax.default_range_is_free()) {
    std::string pragma = syntax.variable_range();
    if (pragma.empty()) {
      report_range(step, report);
    }
    head.insert(0, pragma);
  }
  for (IcuLink &link : links) {
    link.text.insert(0, head); // empty unless the link consists of rules
    link.span = link.span.source ? link.span : stage.span;
  }
  return links;
}

std::string text_of(const IcuLink &link) {
  RuleText text;
  text.add(link, "");
  return text.text();
}

// Between the links of a stage the text holds tags, which are lone surrogates.
void append_links(const std::vector<IcuLink> &links, std::vector<std::string> &texts) {
  for (std::size_t i = 0; i < links.size(); ++i) {
    texts.push_back(text_of(links[i]));
    texts.back() += i + 1 < links.size() ? "# lone surrogates follow\n" : "";
  }
}

// Steps that one text can hold, as one text; none where it cannot.
std::optional<std::string> joined(std::span<const Step> steps, std::size_t max_bytes) {
  Report report;
  std::string text = icu_export(steps, report);
  return report.has_errors() || text.size() > max_bytes ? std::nullopt : std::optional(text);
}

struct JoinedSteps {
  std::size_t count;
  std::optional<std::string> text;
};

// As many of the first steps as one text can hold: fewer always fit where more do. One, and no
// text, where not even the first fits.
JoinedSteps longest_text(std::span<const Step> steps, std::size_t max_bytes) {
  if (auto text = joined(steps, max_bytes)) {
    return {steps.size(), std::move(text)};
  }
  JoinedSteps best{1, std::nullopt};
  std::size_t fits = 0;
  std::size_t fails = steps.size();
  while (fails - fits > 1) {
    std::size_t count = fits + (fails - fits) / 2;
    if (auto text = joined(steps.first(count), max_bytes)) {
      best = {count, std::move(text)};
      fits = count;
    } else {
      fails = count;
    }
  }
  return best;
}

} // namespace

std::vector<IcuLink> icu_links(const Step &step, Report &report) {
  return icu_links(step, IcuText::whole, report);
}

std::vector<std::string> icu_export_texts(std::span<const Step> steps, std::size_t max_bytes,
                                          Report &report) {
  std::vector<std::string> texts;
  while (!steps.empty()) {
    auto [count, text] = longest_text(steps, max_bytes);
    if (text) {
      texts.push_back(*text);
    } else {
      append_links(icu_links(steps.front(), IcuText::lines, report), texts);
    }
    steps = steps.subspan(count);
  }
  return texts;
}

std::string icu_export(std::span<const Step> steps, Report &report) {
  IcuSyntax syntax;
  RuleText text;
  for (const Step &step : steps) {
    text.begin_step(step);
    for (const IcuLink &link :
         kind_of(*step.stage).icu_form(step, IcuText::lines, syntax, report)) {
      text.add(link, syntax.take_definitions());
      if (link.kind == IcuLink::Kind::foreign && looks_like_rules(link.text) && steps.size() > 1 &&
          have_filter(link.text)) {
        report_filter(step, report);
        return {};
      }
    }
  }
  std::string pragma;
  if (!syntax.default_range_is_free()) {
    pragma = syntax.variable_range();
    if (steps.size() > 1 || text.blocks() > 1 || pragma.empty()) {
      report_export(steps.back(), report);
      return {};
    }
  }
  return steps.empty() ? ":: Null ;\n" : pragma + text.text();
}

} // namespace arnorm
