#include "check/unreachable_rows.h"

#include <algorithm>
#include <optional>
#include <set>
#include <variant>

#include <fmt/format.h>

#include "chain/layout.h"
#include "characters/names.h"
#include "rules/flat_rules.h"

namespace arnorm {
namespace {

const CodePointSet &everything() {
  static const CodePointSet all{{0, CodePointSet::edge}};
  return all;
}

CodePointSet with_property(const char *pattern) { return parse_set(pattern, {}).set; }

// What a form takes away, and what it takes apart: the characters that it decomposes.
struct FormSets {
  CodePointSet never; // in a text of the form
  CodePointSet apart;
};

const FormSets &sets_of(Form form) {
  static const FormSets all[] = {
      {with_property("[:NFC_QC=No:]"), with_property("[:NFD_QC=No:]")},
      {with_property("[:NFD_QC=No:]"), with_property("[:NFD_QC=No:]")},
      {with_property("[:NFKC_QC=No:]"), with_property("[:NFKD_QC=No:]")},
      {with_property("[:NFKD_QC=No:]"), with_property("[:NFKD_QC=No:]")},
  };
  return all[static_cast<int>(form)];
}

CodePointSet after_form(const CodePointSet &before, Form form) {
  const FormSets &sets = sets_of(form);
  CodePointSet after = before;
  if (before == everything()) {
    return after.minus(sets.never);
  }
  bool composes = form == Form::nfc || form == Form::nfkc;
  bool compatible = form == Form::nfkc || form == Form::nfkd;
  CodePointSet apart = before.intersected(sets.apart);
  for (auto [first, last] : apart.ranges()) {
    for (char32_t c = first; c <= last; ++c) {
      for (char32_t part : to_form(std::u32string(1, c), compatible ? Form::nfkd : Form::nfd)) {
        after.add({part, part});
      }
    }
  }
  if (composes) { // all that can be composed, whether its parts are there or not
    after = after.united(with_property("[:NFD_QC=No:]"));
  }
  return after.minus(sets.never);
}

// The rules of a table, and which characters they can find in its input.
class TableCheck {
public:
  TableCheck(const FlatRules &flat, const CodePointSet &input) : flat_(flat), input_(input) {}

  // The first set of a rule that nothing in the input is in; null if there is none.
  const CodePointSet *lacking(const Rule &rule) const {
    for (const auto *ids : {&rule.from, &rule.after, &rule.before}) {
      for (SetPool::Id id : *ids) {
        if (!flat_.sets[id].meets(input_)) {
          return &flat_.sets[id];
        }
      }
    }
    return nullptr;
  }

  // The characters that can occur in the output.
  CodePointSet output() const {
    CodePointSet taken;
    CodePointSet written;
    for (const Rule &rule : flat_.rules) {
      if (lacking(rule) != nullptr) {
        continue;
      }
      if (rule.stands_alone()) {
        taken = taken.united(flat_.sets[rule.from[0]]);
      }
      for (const OutputPiece &piece : rule.to) {
        for (char32_t c : piece.text) {
          written.add({c, c});
        }
        for (std::size_t i = piece.begin; !piece.is_text && i < piece.end; ++i) {
          written = written.united(flat_.sets[rule.from[i]].intersected(input_));
        }
      }
    }
    return input_.minus(taken).united(written);
  }

private:
  const FlatRules &flat_;
  const CodePointSet &input_;
};
using Box = std::vector<CodePointSet>;

// Tells whether rules win together wherever another one matches. What a rule matches is a box, a
// set for each position; what is left of it after a rule that is tried first is at most one box for
// each position.
class Cover {
public:
  Cover(const FlatRules &flat, const CodePointSet &input) : flat_(flat), input_(input) {}

  // Whether rules of other rows win wherever rule `number` matches. They are added to `winners`.
  bool covers(std::size_t number, std::set<std::size_t> &winners) {
    const Rule &rule = flat_.rules[number];
    std::vector<const Rule *> others;
    for (std::size_t i = 0; i < number; ++i) {
      const Rule &other = flat_.rules[i];
      if (other.row != rule.row && spend() && first_of(other).meets(first_of(rule))) {
        others.push_back(&other);
      }
    }
    return !others.empty() && is_left_nothing(box_of(rule), others, 0, winners) && budget_ > 0;
  }

private:
  // For a table; beyond that nothing is said.
  static constexpr std::size_t max_steps = 200'000;     // rules
  static constexpr std::size_t max_ranges = 20'000'000; // of the sets that are compared

  bool spend() {
    budget_ -= budget_ > 0 ? 1 : 0;
    return budget_ > 0;
  }

  void look_at(const CodePointSet &set) {
    ranges_ -= std::min(ranges_, set.ranges().size() + 1);
    budget_ = ranges_ == 0 ? 0 : budget_;
  }

  const CodePointSet &first_of(const Rule &rule) const { return flat_.sets[rule.from[0]]; }

  // Calls `one` with each position of a rule and its set.
  template <class Function> void for_each_set(const Rule &rule, Function one) const {
    std::size_t at = flat_.behind - rule.after.size();
    for (const auto *ids : {&rule.after, &rule.from, &rule.before}) {
      for (SetPool::Id id : *ids) {
        one(at++, flat_.sets[id]);
      }
    }
  }

  Box box_of(const Rule &rule) {
    Box box(flat_.behind + flat_.longest + flat_.ahead, input_);
    for_each_set(rule, [&](std::size_t at, const CodePointSet &set) {
      look_at(input_);
      box[at] = box[at].intersected(set);
    });
    return box;
  }

  bool is_left_nothing(Box box, const std::vector<const Rule *> &others, std::size_t next,
                       std::set<std::size_t> &winners) {
    for (; next < others.size() && spend(); ++next) {
      const Rule &other = *others[next];
      bool apart = false;
      for_each_set(other, [&](std::size_t at, const CodePointSet &set) {
        apart = apart || !box[at].meets(set);
      });
      if (apart) {
        continue;
      }
      bool nothing = true;
      for_each_set(other, [&](std::size_t at, const CodePointSet &set) {
        look_at(box[at]);
        CodePointSet rest = box[at].minus(set);
        if (nothing && !rest.empty()) {
          Box part = box;
          std::for_each(part.begin(), part.end(), [&](const CodePointSet &each) { look_at(each); });
          part[at] = std::move(rest);
          nothing = is_left_nothing(std::move(part), others, next + 1, winners);
        }
        box[at] = box[at].intersected(set);
      });
      winners.insert(other.row);
      return nothing;
    }
    return false;
  }

  const FlatRules &flat_;
  const CodePointSet &input_;
  std::size_t budget_ = max_steps;
  std::size_t ranges_ = max_ranges;
};

class ReachChecker {
public:
  ReachChecker(const RuleSetPtr &set, RuleLibrary &library, Report &report)
      : set_(set), library_(library), report_(report) {}

  void check(Direction direction) {
    Report known;
    steps_.clear();
    inputs_.assign(1, everything());
    lay_out(set_, direction, library_, steps_, known);
    for (std::size_t i = 0; !known.has_errors() && i < steps_.size(); ++i) {
      inputs_.push_back(after(i));
    }
  }

private:
  // The characters that can occur after a step. Of what is not known, all.
  CodePointSet after(std::size_t step) {
    const CodePointSet input = inputs_[step];
    const auto &what = steps_[step].stage->what;
    if (const auto *form = std::get_if<FormStage>(&what)) {
      return after_form(input, form->form);
    }
    if (const auto *remove = std::get_if<RemoveStage>(&what)) {
      return input.minus(remove->set);
    }
    if (const auto *table = std::get_if<TableStage>(&what)) {
      return after_table(step, *table, input);
    }
    bool same =
        std::holds_alternative<MarksStage>(what) || std::holds_alternative<SqueezeStage>(what);
    return same ? input : everything();
  }

  CodePointSet after_table(std::size_t step, const TableStage &table, const CodePointSet &input) {
    Report known;
    const Step &at = steps_[step];
    FlatRules flat = flatten(oriented_rows(table, at.stage->only, at.direction), known);
    if (known.has_errors()) {
      return everything();
    }
    TableCheck check(flat, input);
    if (at.set == set_) {
      check_rows(step, flat, check);
    }
    return check.output();
  }

  bool is_own(const OrientedRow &row) const {
    return !row.turned && row.row->span.source == set_->file;
  }

  void check_rows(std::size_t step, const FlatRules &flat, const TableCheck &check) {
    std::vector<std::vector<std::size_t>> rules(flat.rows.size()); // of each row
    for (std::size_t i = 0; i < flat.rules.size(); ++i) {
      rules[flat.rules[i].row].push_back(i);
    }
    Cover cover(flat, inputs_[step]);
    for (std::size_t row = 0; row < flat.rows.size(); ++row) {
      if (rules[row].empty() || !is_own(flat.rows[row])) {
        continue;
      }
      auto never = [&](std::size_t i) { return check.lacking(flat.rules[i]) != nullptr; };
      if (std::all_of(rules[row].begin(), rules[row].end(), never)) {
        report_lacking(step, *flat.rows[row].row, *check.lacking(flat.rules[rules[row][0]]));
        continue;
      }
      std::set<std::size_t> winners;
      auto lost = [&](std::size_t i) { return never(i) || cover.covers(i, winners); };
      if (std::all_of(rules[row].begin(), rules[row].end(), lost)) {
        report_covered(flat, *flat.rows[row].row, winners);
      }
    }
  }

  void report_lacking(std::size_t step, const Row &row, const CodePointSet &set) {
    std::size_t taker = step;
    while (taker > 0 && !set.meets(inputs_[taker])) {
      --taker;
    }
    if (!set.meets(inputs_[taker])) {
      return; // not even a text as it comes has it
    }
    std::string more = set.is_single() ? "" : ", ...";
    report_.warning(Code::AR0212, row.place(), "an earlier stage leaves nothing for this row",
                    {.label = spell(set.first()) + more,
                     .second = steps_[taker].stage->span,
                     .second_label = "after this stage, no text has it",
                     .help = "delete the row, or move it to a stage before that one"});
  }

  void report_covered(const FlatRules &flat, const Row &row, const std::set<std::size_t> &winners) {
    std::string lines;
    for (std::size_t each : winners) {
      const Span &span = flat.rows[each].row->span;
      lines += fmt::format("{}{}", lines.empty() ? "" : ", ", span.source->line_of(span.begin));
    }
    report_.warning(Code::AR0213, row.place(), "other rows together mask this row",
                    {.label = row.from.is_literal() ? spell(row.from.literal()) : "",
                     .second = flat.rows[*winners.begin()].row->span,
                     .second_label = "this row and others always win",
                     .notes = {"the rows that win: lines " + lines},
                     .help = "delete this row, or give one of the others a narrower context"});
  }

  const RuleSetPtr &set_;
  RuleLibrary &library_;
  Report &report_;
  std::vector<Step> steps_;
  std::vector<CodePointSet> inputs_; // of each step
};

} // namespace

void check_reachable(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  ReachChecker checker(set, library, report);
  checker.check(Direction::forward);
  checker.check(Direction::reverse);
}

} // namespace arnorm
