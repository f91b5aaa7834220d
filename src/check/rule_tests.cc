#include "check/rule_tests.h"

#include <algorithm>

#include <fmt/format.h>

#include "chain/layout.h"
#include "chain/tracer.h"
#include "characters/growth_limit.h"
#include "characters/shown_text.h"
#include "characters/utf.h"
#include "check/test_coverage.h"
#include "rules/way_back.h"

namespace arnorm {
namespace {

class TestRunner {
public:
  TestRunner(const RuleSetPtr &set, RuleLibrary &library, Report &report)
      : set_(set), library_(library), report_(report) {}

  TestCounts run() {
    for (const RuleTest &test : set_->tests) {
      if (test.direction != TestDirection::reverse) {
        run_one(test, test.from, test.to, Direction::forward);
      }
      if (test.direction == TestDirection::reverse) {
        run_one(test, test.from, test.to, Direction::reverse);
      }
      if (test.direction == TestDirection::both) {
        run_one(test, test.to, test.from, Direction::reverse);
      }
    }
    return counts_;
  }

private:
  // A rule set in one direction, on both engines.
  struct Way {
    std::unique_ptr<const CompiledChain> compiled;
    std::unique_ptr<const CompiledChain> on_icu;
    std::vector<Diagnostic> obstacles;
    bool tried = false;
  };

  // Null when the set cannot run in that direction.
  const Way *way(Direction direction) {
    Way &way = ways_[direction == Direction::forward ? 0 : 1];
    if (!way.tried) {
      way.tried = true;
      Report own;
      std::vector<Step> steps;
      lay_out(set_, direction, library_, steps, own);
      if (!own.has_errors()) {
        way.compiled = CompiledChain::build(steps, own);
        way.on_icu =
            way.compiled ? CompiledChain::build(std::move(steps), own, Engine::icu) : nullptr;
      }
      way.obstacles = own.take();
      if (!way.on_icu && direction == Direction::forward) {
        for (const Diagnostic &d : way.obstacles) {
          report_.add(d);
        }
      }
    }
    return way.on_icu ? &way : nullptr;
  }

  // In the forward direction, the reason has already been reported.
  void report_no_way(const RuleTest &test, Direction direction) {
    if (direction == Direction::forward) {
      return;
    }
    Diagnostic d{.code = Code::AR0303,
                 .message = "this test runs backwards, but its rule set cannot",
                 .place = place_of(test.span),
                 .help =
                     "test only the forward direction, or write only = \"forward\" in that stage"};
    const Way &way = ways_[1];
    if (!way.obstacles.empty() && way.obstacles[0].place) {
      d.second = way.obstacles[0].place;
      d.second->label = way.obstacles[0].message;
    }
    report_.add(std::move(d));
  }

  void run_one(const RuleTest &test, const std::string &from, const std::string &to,
               Direction direction) {
    const Way *chain = way(direction);
    if (chain == nullptr) {
      ++counts_.failed;
      report_no_way(test, direction);
      return;
    }
    std::string got;
    std::string from_icu;
    try {
      chain->compiled->apply(from, Invalid::keep, got);
      chain->on_icu->apply(from, Invalid::keep, from_icu);
    } catch (const TextTooLong &error) {
      report_too_long(test, error);
      return;
    }
    bool agree = got == from_icu;
    got = got == to ? from_icu : got; // the wrong one, if any
    bool passes = got == to;
    if (!test.fails.empty()) {
      ++(passes ? counts_.failed : counts_.expected_failures);
      if (passes) {
        report_.error(Code::AR0302, test.span, "this test passes but is expected to fail",
                      {.notes = {"fails: " + test.fails}, .help = "delete `fails`"});
      }
      return;
    }
    ++(passes ? counts_.passed : counts_.failed);
    if (!passes) {
      counts_.failures.push_back({&test, direction, got, agree});
      report_failure(test, to, got, direction);
    }
  }

  void report_too_long(const RuleTest &test, const TextTooLong &error) {
    ++(test.fails.empty() ? counts_.failed : counts_.expected_failures);
    if (test.fails.empty()) {
      report_.error(
          Code::AR0301, test.span, "this test has no result",
          {.notes = {error.what()}, .help = "let fewer stages write several characters for one"});
    }
  }

  void report_failure(const RuleTest &test, const std::string &wanted_text,
                      const std::string &got_text, Direction direction) {
    if (report_.only_counts_error()) {
      return;
    }
    std::u32string wanted = to_utf32(wanted_text);
    std::u32string got = to_utf32(got_text);
    auto [w, g] = std::mismatch(wanted.begin(), wanted.end(), got.begin(), got.end());
    auto rest = [](std::u32string::iterator at, std::u32string &text) {
      return at == text.end() ? std::string("the end of the text")
                              : with_code_points(std::u32string(at, std::min(at + 3, text.end())));
    };
    Report::More more;
    more.help = "correct the rules or the test, or write fails = \"why rules alone cannot do it\"";
    more.notes.push_back("expected: " + (wanted.empty() ? "the empty text" : wanted_text));
    more.notes.push_back("got:      " + (got.empty() ? "the empty text" : got_text));
    more.notes.push_back(
        fmt::format("from character {} on, expected: {}", w - wanted.begin() + 1, rest(w, wanted)));
    more.notes.push_back(
        fmt::format("from character {} on, got:      {}", w - wanted.begin() + 1, rest(g, got)));
    if (direction == Direction::reverse) {
      add_way_back(more.notes, wanted, static_cast<std::size_t>(w - wanted.begin()));
    }
    add_trace(more.notes,
              direction == Direction::forward || test.direction != TestDirection::both ? test.from
                                                                                       : test.to,
              direction);
    report_.error(Code::AR0301, test.span,
                  direction == Direction::forward ? "this test fails"
                                                  : "this test fails in the reverse direction",
                  std::move(more));
  }

  // Why the rows that write the expected character forward did not restore it.
  void add_way_back(std::vector<std::string> &notes, const std::u32string &wanted, std::size_t at) {
    for (const Stage &stage : set_->stages) {
      const auto *table = std::get_if<TableStage>(&stage.what);
      if (table == nullptr || stage.only != Only::both) {
        continue;
      }
      WayBack way_back(table->rows);
      for (const Row &row : table->rows) {
        if (row.from.is_literal() && covers(wanted, at, row.from.literal())) {
          add_way_back(notes, row, way_back.winner(row));
        }
      }
    }
  }

  void add_way_back(std::vector<std::string> &notes, const Row &row, const Row *winner) {
    if (notes.size() >= max_notes) {
      return;
    }
    if (is_forward_for_its_context(row)) {
      notes.push_back(fmt::format("{} has a context, so it runs forward only; for the way back, "
                                  "write a row with only = \"reverse\"",
                                  line_of(row)));
    } else if (winner != nullptr) {
      notes.push_back(fmt::format("{} and {} have the same result, and on the way back the earlier "
                                  "one wins",
                                  line_of(*winner), line_of(row)));
    }
  }

  static std::string line_of(const Row &row) {
    return fmt::format("the row {}:{}", row.span.source->name(),
                       row.span.source->line_of(row.span.begin));
  }

  // Whether an occurrence of `part` in the text contains the character at `at`.
  static bool covers(const std::u32string &text, std::size_t at, const std::u32string &part) {
    std::size_t from = at + 1 < part.size() ? 0 : at + 1 - part.size();
    std::size_t found = part.empty() ? std::u32string::npos : text.find(part, from);
    return found != std::u32string::npos && found <= at && at < text.size();
  }

  // The stages that changed the text, and the rows that did it: "stage 2, table: Ba (mine.toml:7)".
  void add_trace(std::vector<std::string> &notes, const std::string &text, Direction direction) {
    Trace trace;
    try {
      trace = Tracer(*way(direction)->compiled).trace(text, {});
    } catch (const TextTooLong &) {
      return;
    }
    for (std::size_t i = 0; i < trace.stages.size(); ++i) {
      const StageTrace &stage = trace.stages[i];
      if (stage.in != stage.out) {
        notes.push_back(
            fmt::format("stage {}, {} of {}: {}{}", i + 1, stage.stage.kind, stage.stage.set,
                        stage.out.empty() ? "the empty text" : stage.out, rows_of(stage)));
      }
    }
  }

  // " (mine.toml:7, 9)"
  static std::string rows_of(const StageTrace &stage) {
    std::string out;
    std::string file;
    for (const TracedRow &row : stage.rows) {
      out += out.empty() ? "" : ", ";
      out += row.file == file ? std::to_string(row.line) : fmt::format("{}:{}", row.file, row.line);
      file = row.file;
    }
    return out.empty() ? "" : fmt::format(" ({})", out);
  }

  static constexpr std::size_t max_notes = 8;

  const RuleSetPtr &set_;
  RuleLibrary &library_;
  Report &report_;
  Way ways_[2];
  TestCounts counts_;
};

} // namespace

TestCounts run_tests(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  TestCounts counts = TestRunner(set, library, report).run();
  check_untested(set, library, report);
  return counts;
}

} // namespace arnorm
