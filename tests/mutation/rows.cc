// Changes each row of the rule sets that ship, one at a time, and tells which changes the tests of
// its file do not notice; see row_mutants.h.
//
// usage: arnorm-mutated-rows [SET|FILE]...
//
// equivalent_stages.toml lists stages that no test can notice, with reasons.
//
// Exit status: 1 if a mutant survives, if a listed one does not, or if a test fails as the set is;
// otherwise 0.
#include <cstdio>
#include <map>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "mutation/row_mutants.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

namespace {

using Fate = RowMutant::Fate;
using Stages = std::map<std::pair<std::string, std::size_t>, std::string>; // set, number: reason

struct Counts {
  std::size_t sets = 0;
  std::map<std::string, std::map<Fate, std::size_t>> by_what; // "row", "word", "stage"
  std::size_t equivalent = 0;                                 // stages that are listed
  std::size_t trouble = 0; // survivors, and sets that could not be changed
};

const Node &value(const Node &table, std::string_view key) {
  const Entry *entry = table.find(key);
  if (entry == nullptr) {
    throw std::runtime_error(fmt::format("equivalent_stages.toml: {} is missing", key));
  }
  return entry->value;
}

Stages equivalent_stages() {
  Report report;
  std::string file = "tests/mutation/equivalent_stages.toml";
  Node root = parse_toml(std::make_shared<Source>(file, read_text(source_path(file))), report).root;
  Stages stages;
  for (const Node &each : value(root, "stage").items) {
    std::size_t number = static_cast<std::size_t>(value(each, "stage").integer);
    stages[{value(each, "set").string, number}] = value(each, "reason").string;
  }
  return stages;
}

void print_survivor(const RowMutant &mutant) {
  const Source &file = *mutant.place.source;
  std::size_t line = file.line_of(mutant.place.begin);
  fmt::print("{}:{}:{}: no test notices when this {} {}: {}\n", file.name(), line,
             file.column_of(mutant.place.begin), mutant.what,
             mutant.what == "row" || mutant.what == "word" ? "writes one more character"
                                                           : "is left out",
             file.line(line));
}

// Whether a stage is listed as equivalent. If a test notices it all the same, that is an error.
bool is_listed(const std::string &name, const RowMutant &mutant, const Stages &listed,
               Counts &counts) {
  if (!listed.contains({name, mutant.stage})) {
    return false;
  }
  if (mutant.fate != Fate::survived) {
    ++counts.trouble;
    fmt::print("{}: a test notices stage {}, which equivalent_stages.toml lists\n", name,
               mutant.stage);
  }
  return true;
}

void change_rows(const std::string &name, const Stages &listed, Counts &counts) {
  RuleLibrary library({});
  Report report;
  std::string failure;
  RuleSetPtr set = library.load(name, {}, report);
  std::vector<RowMutant> mutants;
  if (set) {
    mutants = row_mutants(set, library, failure);
  } else {
    failure = "cannot be loaded";
  }
  if (!failure.empty()) {
    fmt::print("{}: {}\n", name, failure);
    ++counts.trouble;
  }
  ++counts.sets;
  for (const RowMutant &mutant : mutants) {
    if (is_listed(name, mutant, listed, counts)) {
      ++counts.equivalent;
      continue;
    }
    ++counts.by_what[mutant.stage == 0 ? mutant.what : "stage"][mutant.fate];
    if (mutant.fate == Fate::survived) {
      ++counts.trouble;
      print_survivor(mutant);
    }
  }
}

} // namespace

int main(int count, char **arguments) {
  std::vector<std::string> names(arguments + 1, arguments + count);
  Counts counts;
  Stages listed = equivalent_stages();
  for (const std::string &name : names.empty() ? shipped() : names) {
    change_rows(name, listed, counts);
  }
  fmt::print("{} sets\n", counts.sets);
  for (auto &[what, fates] : counts.by_what) {
    fmt::print("{}s: {} changed, {} killed, {} survived; {} that no test fires say why\n", what,
               fates[Fate::killed] + fates[Fate::survived], fates[Fate::killed],
               fates[Fate::survived], fates[Fate::exempt]);
  }
  fmt::print("stages that no text can tell: {}\n", counts.equivalent);
  return counts.trouble == 0 && counts.by_what["row"][Fate::killed] > 0 ? 0 : 1;
}
