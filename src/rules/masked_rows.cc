#include "rules/masked_rows.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "rules/flat_rules.h"
#include "rules/step.h"
#include "rules/word_list.h"

namespace arnorm {
namespace {

// The consecutive stages with a shaping that run directly before a table, in the order in which
// they run.
using Shape = std::vector<const Stage *>;

std::u32string shaped(std::u32string text, const Shape &shape) {
  for (const Stage *stage : shape) {
    text = shaped(text, *shaping_of(*stage));
  }
  return text;
}

// Walks from stage `at` against the direction in which the stages run.
Shape shape_before(const std::vector<Stage> &stages, std::size_t at, Direction direction) {
  Shape shape;
  bool forward = direction == Direction::forward;
  while (forward ? at > 0 : at + 1 < stages.size()) {
    at = forward ? at - 1 : at + 1;
    if (!runs(stages[at].only, direction)) {
      continue;
    }
    if (!shaping_of(stages[at])) {
      break;
    }
    shape.insert(shape.begin(), &stages[at]);
  }
  return shape;
}

std::string shape_name(const Shape &shape) {
  std::string name;
  for (const Stage *stage : shape) {
    Shaping shaping = *shaping_of(*stage);
    const Form *form = std::get_if<Form>(&shaping);
    name += name.empty() ? "" : " and ";
    name += form ? form_name(*form) : order_name(std::get<MarkOrder>(shaping)) + " mark order";
  }
  return name;
}

// A literal part of a pattern. It must be able to occur in the input.
struct Literal {
  std::u32string text;
  bool escaped = false; // a part of it was written as escapes
};

// Those of each alternative of a choice, but not those of groups.
std::vector<Literal> literals(const std::vector<PatternItem> &items) {
  std::vector<Literal> result(1);
  for (const PatternItem &item : items) {
    if (item.literal && item.once()) {
      result.back().text += item.set.first();
      result.back().escaped = result.back().escaped || item.escaped;
      continue;
    }
    for (const std::vector<PatternItem> &choice : item.choices) {
      std::vector<Literal> inner = item.group == 0 ? literals(choice) : std::vector<Literal>{};
      std::move(inner.begin(), inner.end(), std::back_inserter(result));
    }
    result.emplace_back();
  }
  return result;
}

class Checker {
public:
  Checker(const RuleSet &set, Report &report) : set_(set), report_(report) {}

  void check() {
    forms_known_ = std::none_of(set_.stages.begin(), set_.stages.end(), [](const Stage &stage) {
      return stage.broken && !std::holds_alternative<TableStage>(stage.what);
    });
    for (std::size_t i = 0; i < set_.stages.size(); ++i) {
      if (const auto *table = std::get_if<TableStage>(&set_.stages[i].what)) {
        for (Direction direction : {Direction::forward, Direction::reverse}) {
          if (runs(set_.stages[i].only, direction)) {
            check_table(*table, i, direction);
          }
        }
      }
      check_words(i);
    }
  }

private:
  void check_table(const TableStage &table, std::size_t stage, Direction direction) {
    FlatRules flat =
        flatten(oriented_rows(table, set_.stages[stage].only, direction), report_, cost_);
    Shape shape = shape_before(set_.stages, stage, direction);
    for (std::size_t i = 0; i < flat.rows.size(); ++i) {
      const OrientedRow &row = flat.rows[i];
      if (row.turned) {
        continue; // several rows may write the same text; in reverse, the first one applies
      }
      if (forms_known_ && !check_forms(*row.row, shape)) {
        continue;
      }
      if (auto other = flat.masked_by[i]) {
        report_masked(*row.row, flat.rows[*other], *other < i);
      }
    }
  }

  // The words of the first column, which are matched as they are written.
  void check_words(std::size_t stage) {
    const auto *words = std::get_if<WordsStage>(&set_.stages[stage].what);
    if (words == nullptr || !words->list || !forms_known_) {
      return;
    }
    Direction direction =
        set_.stages[stage].only == Only::reverse ? Direction::reverse : Direction::forward;
    Shape shape = shape_before(set_.stages, stage, direction);
    std::size_t count = 0;
    words->list->for_each([&](const WordLine &line) {
      if (!is_stable(line.from, shape.empty())) {
        std::u32string word = to_utf32(line.from);
        std::u32string wanted = shape.empty() ? to_form(word, Form::nfc) : shaped(word, shape);
        if (wanted != word && ++count <= max_words_reported) {
          report_word(*words->list, line, shape, wanted);
        }
      }
    });
    if (count > max_words_reported) {
      report_.warning(
          Code::AR0149, words->span,
          fmt::format("there are {} more words in another form", count - max_words_reported),
          {.help = shape.empty() ? "convert the file, or put form = \"NFC\" before this stage"
                                 : "convert the file to the form of the texts"});
    }
  }

  // Whether every form and every order of marks leaves a text as it is, or `in_nfc` that form
  // alone: ASCII, and Arabic letters without marks, of which NFC leaves the composed ones too.
  static bool is_stable(std::string_view text, bool in_nfc) {
    const char32_t latin = in_nfc ? 0x300 : 0x80;
    const char32_t arabic = in_nfc ? 0x621 : 0x627;
    for (std::size_t i = 0; i < text.size();) {
      Character next = first_character(text.substr(i));
      if (next.c >= latin && (next.c < arabic || next.c > 0x64A)) {
        return false;
      }
      i += next.length;
    }
    return true;
  }

  void report_word(const WordList &list, const WordLine &line, const Shape &shape,
                   const std::u32string &wanted) {
    Span at{list.file(), line.at, line.at + line.from.size()};
    Report::More more{.label = spell(to_utf32(line.from)),
                      .help = fmt::format("write {}", spell(wanted))};
    if (!shape.empty()) {
      more.second = shape.back()->span;
      more.second_label = "this stage produces the input of the words";
    }
    report_.warning(
        Code::AR0147, at,
        fmt::format("no text in {} contains this word", shape.empty() ? "NFC" : shape_name(shape)),
        std::move(more));
  }

  void report_masked(const Row &row, const OrientedRow &by, bool earlier) {
    const Row &other = *by.row;
    bool same = row.from == other.from && row.after == other.after && row.before == other.before;
    bool longer = !earlier || longest_match(other.from.items) > longest_match(row.from.items);
    bool inherited = row.span.source != other.span.source;
    Report::More more;
    more.label = row.from.is_literal() ? spell(row.from.literal()) : "";
    more.second = other.span;
    more.second_label = "this row always wins";
    more.notes = {"the longest match wins, then the earlier row"};
    more.help = same        ? "delete one of the two rows"
                : longer    ? "delete this row, or give the other row a narrower context"
                : inherited ? "drop this row as well, with its `from` and drop = true, or give the "
                              "other row a narrower context"
                            : "delete this row, or move it before the other row";
    if (by.turned) {
      more.second_label = "in the reverse direction, this row always wins";
      more.help = "delete this row, or write only = \"forward\" in the other row";
    }
    report_.error(Code::AR0203, row.place(), "this row can never match", std::move(more));
  }

  bool check_forms(const Row &row, const Shape &shape) {
    auto possible = [&](const Pattern &pattern) { return check_form(pattern, shape); };
    return possible(row.from) && std::all_of(row.after.begin(), row.after.end(), possible) &&
           std::all_of(row.before.begin(), row.before.end(), possible);
  }

  // Returns false if the input of the stage cannot contain the literal text of the pattern.
  bool check_form(const Pattern &from, const Shape &shape) {
    for (const Literal &literal : literals(from.items)) {
      if (!shape.empty() && shaped(literal.text, shape) != literal.text) {
        report_.error(Code::AR0204, from.span,
                      fmt::format("no text in {} contains this", shape_name(shape)),
                      {.label = spell(literal.text),
                       .second = shape.back()->span,
                       .second_label = "this stage produces the input of the table",
                       .help = fmt::format("write it as it reaches the table: {}",
                                           spell(shaped(literal.text, shape)))});
        return false;
      }
      if (shape.empty() && !literal.escaped && to_form(literal.text, Form::nfc) != literal.text) {
        report_.error(
            Code::AR0125, from.span, "this text is not in NFC",
            {.label = spell(literal.text),
             .help = fmt::format("write {}, or use escapes if you mean the decomposed text",
                                 spell(to_form(literal.text, Form::nfc)))});
        return false;
      }
    }
    return true;
  }

  static constexpr std::size_t max_words_reported = 20;

  const RuleSet &set_;
  Report &report_;
  TableCost cost_;          // of all tables of the file
  bool forms_known_ = true; // no `form` or `marks` stage has an error of its own
};

} // namespace

void check_meaning(const RuleSet &set, Report &report) {
  if (!set.broken) { // otherwise lost lines may be the cause
    Checker(set, report).check();
  }
}

} // namespace arnorm
