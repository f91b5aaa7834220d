#include "mutation/row_mutants.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "check/test_coverage.h"
#include "rules/flat_rules.h"
#include "rules/word_list.h"
#include "stages/stage_kind.h"

namespace arnorm::test {
namespace {

// What a changed row writes in addition. No stage that ships removes it.
constexpr char32_t addition = U'x';

// Tags are characters of planes 15 and 16, which no rule file that ships has.
constexpr char32_t first_tag = 0xF0000;
constexpr char32_t last_tag = 0x10FFFD;

bool is_tag(char32_t c) { return c >= first_tag && c <= last_tag; }
char32_t tag_of(std::size_t row) { return first_tag + static_cast<char32_t>(row); }
std::size_t row_of(char32_t tag) { return tag - first_tag; }

// The text of the mutant that changes this row; without a row, the text of the set as it is.
std::u32string without_tags(const std::u32string &tagged, char32_t changed = 0) {
  std::u32string text;
  for (char32_t c : tagged) {
    if (!is_tag(c)) {
      text += c;
    } else if (c == changed) {
      text += addition;
    }
  }
  return text;
}

std::u32string run(const Pass *pass, const std::u32string &text) {
  if (pass == nullptr) { // a stage that does nothing
    return text;
  }
  std::u32string out;
  pass->start()->feed(text, true, out);
  return out;
}

// A test in one direction.
struct TestText {
  std::u32string from;
  std::u32string to;
  const RuleTest *test;
};

std::vector<TestText> texts_of(const RuleSet &set, Direction direction) {
  std::vector<TestText> texts;
  for (const RuleTest &test : set.tests) {
    bool turned = test.direction == TestDirection::both && direction == Direction::reverse;
    bool runs = test.direction == TestDirection::both ||
                (test.direction == TestDirection::reverse) == (direction == Direction::reverse);
    if (runs && test.fails.empty()) {
      texts.push_back(
          {to_utf32(turned ? test.to : test.from), to_utf32(turned ? test.from : test.to), &test});
    }
  }
  return texts;
}

class Mutants {
public:
  Mutants(const RuleSetPtr &set, RuleLibrary &library, std::string &failure)
      : set_(set), library_(library), failure_(failure) {
    for (CoveredRow &row : coverage_of_tests(set, library)) {
      add({.place = row.place,
           .what = row.place.source == set->file ? "row" : "word",
           .reason = row.untested,
           .fired = row.hits > 0});
    }
    for (std::size_t i = 0; i < set->stages.size(); ++i) {
      const Stage &stage = set->stages[i];
      if (is_whole(stage)) {
        add({.place = stage.span, .what = key_of(stage), .stage = i + 1, .fired = true});
      }
    }
  }

  std::vector<RowMutant> run() {
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      std::vector<TestText> texts = texts_of(*set_, direction);
      if (!texts.empty()) {
        run(direction, texts);
      }
    }
    for (RowMutant &mutant : mutants_) {
      if (!mutant.fired && !mutant.reason.empty()) {
        mutant.fate = RowMutant::Fate::exempt;
      }
    }
    return std::move(mutants_);
  }

private:
  // A step as it is, and with tags if its rows are of the file.
  struct TaggedStep {
    PassPtr plain;
    PassPtr tagged;
  };
  // A stage of the file without rows, which comes to these steps.
  struct WholeStage {
    std::size_t mutant;
    std::size_t first;
    std::size_t end;
  };
  using Place = std::pair<const Source *, std::size_t>;

  bool is_own(const Span &span) const { return span.source == set_->file; }

  // A stage of the file that is left out as a whole.
  bool is_whole(const Stage &stage) const {
    return is_own(stage.span) && !std::holds_alternative<TableStage>(stage.what) &&
           !std::holds_alternative<WordsStage>(stage.what);
  }

  static Place key(const Span &span) { return {span.source.get(), span.begin}; }

  void add(RowMutant mutant) {
    if (by_place_.try_emplace(key(mutant.place), mutants_.size()).second) {
      mutants_.push_back(std::move(mutant));
    }
  }

  bool is_killed(std::size_t mutant) const {
    return mutants_[mutant].fate == RowMutant::Fate::killed;
  }

  void run(Direction direction, const std::vector<TestText> &texts) {
    Report report;
    std::vector<Step> steps;
    lay_out(set_, direction, library_, steps, report);
    steps_.clear();
    for (const Step &step : steps) {
      steps_.push_back({pass_of(step, report), tagged(step)});
    }
    if (report.has_errors()) {
      failure_ = "the set cannot run";
      return;
    }
    std::vector<WholeStage> stages = whole_stages(direction);
    for (const TestText &text : texts) {
      run(text, stages);
    }
  }

  // Where the stages of the file that are left out begin and end among the steps.
  std::vector<WholeStage> whole_stages(Direction direction) {
    std::vector<WholeStage> stages;
    std::size_t at = 0;
    for (std::size_t i = 0; i < set_->stages.size(); ++i) {
      bool forward = direction == Direction::forward;
      const Stage &stage = set_->stages[forward ? i : set_->stages.size() - 1 - i];
      std::size_t count = steps_of(stage, direction);
      if (is_whole(stage) && count > 0) {
        stages.push_back({by_place_.at(key(stage.span)), at, at + count});
      }
      at += count;
    }
    return stages;
  }

  std::size_t steps_of(const Stage &stage, Direction direction) {
    auto alone = std::make_shared<RuleSet>();
    alone->stages = {stage};
    Report ignored;
    std::vector<Step> steps;
    lay_out(alone, direction, library_, steps, ignored);
    return steps.size();
  }

  PassPtr tagged(const Step &step) {
    if (const auto *table = std::get_if<TableStage>(&step.stage->what)) {
      return tagged(*table, step);
    }
    const auto *words = std::get_if<WordsStage>(&step.stage->what);
    return words != nullptr && is_own(step.stage->span) ? tagged(*words, step) : nullptr;
  }

  PassPtr tagged(const TableStage &table, const Step &step) {
    std::vector<OrientedRow> rows = oriented_rows(table, step.stage->only, step.direction);
    bool any = false;
    for (OrientedRow &row : rows) {
      auto mutant = by_place_.find(key(table.rows[row.number].place()));
      if (mutant != by_place_.end()) {
        Row changed = *row.row;
        changed.to.pieces.push_back({std::u32string(1, tag_of(mutant->second)), 0});
        row.row = std::make_shared<const Row>(std::move(changed));
        any = true;
      }
    }
    Report ignored;
    return any ? TablePass::make(flatten(std::move(rows), ignored)) : nullptr;
  }

  PassPtr tagged(const WordsStage &words, const Step &step) {
    bool turned = is_turned(step);
    std::string text;
    words.list->for_each([&](const WordLine &word) {
      std::string tag =
          to_utf8(std::u32string(1, tag_of(by_place_.at(key(words.list->span_of(word))))));
      text += fmt::format("{}{}\t{}{}\n", word.from, turned ? tag : "", word.to, turned ? "" : tag);
    });
    WordsStage changed = words;
    changed.list = std::make_shared<const WordList>(
        std::make_shared<const Source>(words.name, std::move(text)), words.list->size());
    changed.index = nullptr;
    return std::make_unique<const WordsPass>(changed, turned);
  }

  void run(const TestText &text, const std::vector<WholeStage> &stages) {
    std::vector<std::u32string> inputs{text.from}; // of each step, and the result
    for (const TaggedStep &step : steps_) {
      inputs.push_back(test::run(step.plain.get(), inputs.back()));
    }
    if (inputs.back() != text.to) {
      fail(text, "fails as the set is");
      return;
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].tagged) {
        change_rows(text, i, inputs);
      }
    }
    for (const WholeStage &stage : stages) {
      judge(stage.mutant, inputs[stage.first], stage.end, text);
    }
  }

  void change_rows(const TestText &text, std::size_t step,
                   const std::vector<std::u32string> &inputs) {
    std::u32string out = test::run(steps_[step].tagged.get(), inputs[step]);
    if (without_tags(out) != inputs[step + 1]) {
      fail(text, "has another result where rows write tags");
    }
    std::set<char32_t> tags;
    std::copy_if(out.begin(), out.end(), std::inserter(tags, tags.end()), is_tag);
    for (char32_t tag : tags) {
      judge(row_of(tag), without_tags(out, tag), step + 1, text);
    }
  }

  // Runs the rest of the steps on the text that a mutant wrote.
  void judge(std::size_t mutant, std::u32string written, std::size_t next, const TestText &text) {
    if (is_killed(mutant)) {
      return;
    }
    for (std::size_t i = next; i < steps_.size(); ++i) {
      written = test::run(steps_[i].plain.get(), written);
    }
    if (written != text.to) {
      mutants_[mutant].fate = RowMutant::Fate::killed;
    }
  }

  void fail(const TestText &text, std::string_view why) {
    const Span &place = text.test->span;
    failure_ = fmt::format("{}:{}: this test {}", place.source->name(),
                           place.source->line_of(place.begin), why);
  }

  const RuleSetPtr &set_;
  RuleLibrary &library_;
  std::string &failure_;
  std::vector<RowMutant> mutants_;
  std::map<Place, std::size_t> by_place_;
  std::vector<TaggedStep> steps_;
};

} // namespace

std::vector<RowMutant> row_mutants(const RuleSetPtr &set, RuleLibrary &library,
                                   std::string &failure) {
  return Mutants(set, library, failure).run();
}

} // namespace arnorm::test
