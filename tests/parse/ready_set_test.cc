// Sets that the library has ready to run, against the same sets read from their files.
#include "parse/ready_set.h"

#include <boost/test/unit_test.hpp>

#include "chain/chain_access.h"
#include "chain/description.h"
#include "chain/fingerprint.h"
#include "chain/layout.h"
#include "parse/built_in_files.h"
#include "parse/rule_library.h"
#include "rules/flat_rules.h"
#include "rules/ready_table.h"
#include "support/support.h"

namespace arnorm::test {

BOOST_AUTO_TEST_SUITE(ready_set)

namespace {

using Purpose = RuleLibrary::Purpose;

Options built_in_only() { return {.files = Files::none}; }

// A set from a library of each kind. These keep what they have read, because to read all files
// takes seconds.
struct Both {
  explicit Both(const std::string &name)
      : ready(ready_library().load(name, {}, report)),
        whole(whole_library().load(name, {}, report)) {
    BOOST_REQUIRE_MESSAGE(ready && whole, name);
  }
  static RuleLibrary &ready_library() {
    static RuleLibrary library(built_in_only(), Purpose::running);
    return library;
  }
  static RuleLibrary &whole_library() {
    static RuleLibrary library(built_in_only(), Purpose::everything);
    return library;
  }
  Report report;
  RuleSetPtr ready, whole;
};

bool is_ready(const RuleSet &set) { return !set.file->is_unpacked(); }

bool same(const Span &a, const Span &b) {
  return a.source->name() == b.source->name() && a.begin == b.begin && a.end == b.end;
}

bool same(const OutputPiece &a, const OutputPiece &b) {
  return a.text == b.text && a.begin == b.begin && a.end == b.end && a.is_text == b.is_text;
}

bool same(const Rule &a, const Rule &b) {
  return a.after == b.after && a.from == b.from && a.before == b.before && a.row == b.row &&
         std::equal(a.to.begin(), a.to.end(), b.to.begin(), b.to.end(),
                    [](const OutputPiece &x, const OutputPiece &y) { return same(x, y); });
}

bool same(const FlatRules &a, const FlatRules &b) {
  bool sets = a.sets.size() == b.sets.size();
  for (SetPool::Id id = 0; sets && id < a.sets.size(); ++id) {
    sets = a.sets[id] == b.sets[id];
  }
  return sets && a.behind == b.behind && a.ahead == b.ahead && a.longest == b.longest &&
         std::equal(a.rules.begin(), a.rules.end(), b.rules.begin(), b.rules.end(),
                    [](const Rule &x, const Rule &y) { return same(x, y); });
}

bool same(const TableCost &a, const TableCost &b) {
  return a.rules == b.rules && a.items == b.items && a.overlaps == b.overlaps &&
         a.comparisons == b.comparisons;
}

void require_same_table(const Stage &ready, const Stage &whole, const std::string &name) {
  const Rows &rows = std::get<TableStage>(ready.what).rows;
  const auto &table = std::get<TableStage>(whole.what);
  BOOST_REQUIRE_MESSAGE(rows.ready() != nullptr, name);
  BOOST_TEST(rows.size() == table.rows.size(), name);
  for (Direction direction : {Direction::forward, Direction::reverse}) {
    if (!runs(whole.only, direction)) {
      continue;
    }
    std::vector<OrientedRow> oriented = oriented_rows(table, whole.only, direction);
    BOOST_TEST(rows.ready()->acts(direction) == !oriented.empty(), name);
    BOOST_TEST(rows.ready()->turns_line_feed(direction) ==
                   std::any_of(oriented.begin(), oriented.end(), turns_line_feed),
               name);
    Report report;
    TableCost cost, other;
    BOOST_TEST(
        same(rows.ready()->rules(direction, cost), flatten(std::move(oriented), report, other)),
        name);
    BOOST_TEST(same(cost, other), name);
  }
}

// The stages of a set in a direction, or nothing where it has none.
std::string canonical(const RuleSetPtr &set, Direction direction, RuleLibrary &library) {
  Report report;
  std::vector<Step> steps;
  lay_out(set, direction, library, steps, report);
  return report.has_errors() ? "" : canonical_rules(steps);
}

std::string converted(const std::string &name, Direction direction, RuleLibrary &library) {
  const Options options{.direction = direction, .files = Files::none};
  Loaded loaded = ChainAccess::load(name, options, library);
  const std::string text = "قَالَ الشَّيْخُ: «لَا إِلٰهَ إِلَّا اللّٰهُ» "
                           "فِي ١٤٤٥هـ؛ ﷺ ک‌ی "
                           "qAla Al$~ayoxu mudarris";
  return loaded ? loaded->apply(text) : "";
}

std::vector<std::string> listed(const std::string &name, Purpose purpose) {
  RuleLibrary library(built_in_only(), purpose);
  Loaded loaded = ChainAccess::load(name, built_in_only(), library);
  std::vector<std::string> files;
  for (const SetInfo &set : loaded ? loaded->sets() : std::vector<SetInfo>{}) {
    files.push_back(set.file + " " + std::to_string(set.rows));
  }
  return files;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_set_is_ready_and_is_read_without_its_text) {
  for (const std::string &name : some_when_sanitized(shipped())) {
    Report report;
    RuleLibrary library(built_in_only(), Purpose::running);
    RuleSetPtr set = library.load(name, {}, report);
    BOOST_REQUIRE_MESSAGE(set, name);
    Loaded loaded = ChainAccess::load(name, built_in_only(), library);
    BOOST_TEST(bool(loaded), name);
    for (const RuleSetPtr &each : library.sets()) {
      BOOST_TEST(is_ready(*each), name << " reads the text of " << each->name);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_ready_set_is_that_of_its_file) {
  for (const std::string &name : some_when_sanitized(shipped())) {
    Both both(name);
    const RuleSet &ready = *both.ready;
    const RuleSet &whole = *both.whole;
    SetInfo a = info_of(ready);
    SetInfo b = info_of(whole);
    BOOST_TEST((a.name == b.name && a.title == b.title && a.source == b.source &&
                a.file == b.file && a.origin == b.origin && a.scripts.from == b.scripts.from &&
                a.scripts.to == b.scripts.to && a.reversible == b.reversible &&
                a.idempotent == b.idempotent),
               name);
    BOOST_REQUIRE_MESSAGE(ready.stages.size() == whole.stages.size(), name);
    for (std::size_t i = 0; i < ready.stages.size(); ++i) {
      const Stage &stage = ready.stages[i];
      BOOST_REQUIRE_MESSAGE(stage.what.index() == whole.stages[i].what.index(), name);
      BOOST_TEST((stage.only == whole.stages[i].only && same(stage.span, whole.stages[i].span)),
                 name);
      if (std::holds_alternative<TableStage>(stage.what)) {
        require_same_table(stage, whole.stages[i], name);
      }
    }
  }
}

// Sets without rules of their own run those of others.
BOOST_AUTO_TEST_CASE(a_ready_set_does_the_same_and_has_the_same_fingerprint) {
  for (const std::string &name : some_when_sanitized(shipped_with_rules())) {
    Both both(name);
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      BOOST_TEST(converted(name, direction, Both::ready_library()) ==
                     converted(name, direction, Both::whole_library()),
                 name);
      BOOST_TEST((canonical(both.ready, direction, Both::ready_library()) ==
                  canonical(both.whole, direction, Both::whole_library())),
                 name);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_chain_has_the_same_sets_with_as_many_rows) {
  for (const char *name : {"search", "buckwalter-xml", "ala-lc-plain-unvocalized", "arabtex"}) {
    BOOST_TEST(listed(name, Purpose::running) == listed(name, Purpose::everything),
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(rows_are_read_from_the_file_when_they_are_needed) {
  Both both("buckwalter");
  const auto table = [](const RuleSet &set) -> const Rows & {
    auto stage = std::find_if(set.stages.begin(), set.stages.end(), [](const Stage &each) {
      return std::holds_alternative<TableStage>(each.what);
    });
    return std::get<TableStage>(stage->what).rows;
  };
  const std::vector<Row> &ready = table(*both.ready).all();
  const std::vector<Row> &whole = table(*both.whole).all();
  BOOST_REQUIRE(ready.size() == whole.size());
  for (std::size_t i = 0; i < ready.size(); ++i) {
    BOOST_TEST((same(ready[i].span, whole[i].span) && ready[i].note == whole[i].note));
  }
}

// A file that replaces one that a set includes or extends changes the set.
BOOST_AUTO_TEST_CASE(a_set_is_not_ready_where_a_file_that_it_needs_is_replaced) {
  const std::string sets = "format = 1\nname = 'arabic'\n[sets]\n";
  Options options{.files = Files::none, .texts = {{"arabic", sets}}};
  Report report;
  RuleLibrary library(options, Purpose::running);
  library.load("buckwalter", {}, report);
  BOOST_TEST(report.has_errors()); // its names are missing
}

BOOST_AUTO_TEST_CASE(a_set_of_the_user_takes_the_place_of_one_that_a_ready_set_uses) {
  const std::string rules = "format = 1\nname = 'fold-teh-marbuta'\n"
                            "[[stage]]\ntable = [{ from = 'ة', to = 'ك' }]\n";
  Options options{.files = Files::none, .texts = {{"fold-teh-marbuta", rules}}};
  Loaded loaded = Chain::load("search", options);
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded->apply("ة") == "ك");
}

BOOST_AUTO_TEST_CASE(a_set_of_the_user_extends_a_ready_set) {
  const std::string rules =
      "format = 1\nname = 'own'\nextends = 'buckwalter'\noverride = [{ from = 'ب', to = 'B' }]\n"
      "[[stage]]\nuse = 'buckwalter'\n";
  Loaded loaded = Chain::parse(rules, {.files = Files::none}, "own");
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  BOOST_TEST(loaded->apply("بت") == "Bt");
  BOOST_TEST(loaded->sets().size() == 2u); // itself and buckwalter, once
}

// No bytes make it read beyond them.
BOOST_AUTO_TEST_CASE(damaged_bytes_are_no_set) {
  ReadyContext context{
      [](std::string_view path) { return built_in_source(path); },
      [] { return RuleSetPtr(); },
  };
  const ReadyRules *packed = find_ready("<built-in>/romanize/buckwalter.toml");
  BOOST_REQUIRE(packed != nullptr);
  const std::string bytes = packed->packed.unpacked();
  BOOST_TEST(read_ready(bytes, ready_sets(), context).has_value());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_TEST(!read_ready(bytes.substr(0, size), ready_sets(), context), size);
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = '\xFF';
    auto set = read_ready(damaged, ready_sets(), context);
    for (const Stage &stage : set ? set->set->stages : std::vector<Stage>{}) {
      if (const auto *table = std::get_if<TableStage>(&stage.what)) {
        TableCost cost;
        table->rows.ready()->rules(Direction::forward, cost);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace arnorm::test
