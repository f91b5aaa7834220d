#include "tool/filter/worker_setup.h"

#include <algorithm>

#include <fmt/format.h>

#include "chain/chain_access.h"
#include "chain/layout.h"
#include "check/mapping_sets.h"
#include "check/script_letters.h"
#include "tool/io/log.h"
#include "tool/records/align_records.h"
#include "tool/records/csv_records.h"
#include "tool/records/jsonl_records.h"
#include "tool/records/line_records.h"
#include "tool/records/tsv_records.h"
#include "tool/report/messages.h"
#include "tool/text/chain_transform.h"
#include "tool/text/counting_transform.h"
#include "tool/text/protecting_transform.h"
#include "tool/text/quoting_transform.h"
#include "tool/text/source_letters.h"

namespace arnorm::tool {

namespace {

// Sorts marks canonically. Part of what --lossless writes, so no file of the user's may replace it.
constexpr const char *mark_sorter = "lossless-mark-order";
constexpr const char *mark_sorter_rules = "format = 1\nname = \"lossless-mark-order\"\n"
                                          "[[stage]]\nmarks = \"canonical\"\n";

Options with_mark_sorter(Options options) {
  options.texts[mark_sorter] = mark_sorter_rules;
  return options;
}

} // namespace

WorkerSetup::WorkerSetup(const FilterArguments &arguments)
    : arguments_(arguments),
      library_(arguments.lossless ? with_mark_sorter(arguments.options) : arguments.options,
               RuleLibrary::Purpose::running) {}

bool WorkerSetup::open() {
  if (!read_fields()) {
    return false;
  }
  chain_ = ChainAccess::load(arguments_.chain, arguments_.options, library_);
  log_error(chain_.diagnostics);
  if (!chain_) {
    return false;
  }
  return (!arguments_.lossless || load_backward()) && keeps_lines() &&
         ((arguments_.protect & protect_latin) == 0 || look_at_scripts()) &&
         (!looks_at_each_letter(arguments_.unmapped) || find_letters()) &&
         (!arguments_.stats || make_counter());
}

// In reverse, the sorter at the beginning of the chain runs last.
bool WorkerSetup::load_backward() {
  Options options = arguments_.options;
  if (options.direction == Direction::forward) {
    options.direction = Direction::reverse;
    backward_ = ChainAccess::load(arguments_.chain, options, library_);
    log_error(backward_.diagnostics);
    if (!backward_) {
      log_error("--lossless needs a chain that can run backwards");
      return false;
    }
  }
  sorting_ =
      ChainAccess::load(std::string(mark_sorter) + "," + arguments_.chain, options, library_);
  if (!sorting_) {
    log_error(sorting_.diagnostics);
  }
  return static_cast<bool>(sorting_);
}

bool WorkerSetup::read_fields() {
  std::string problem;
  for (const std::string &field : arguments_.jsonl) {
    if (auto path = parse_json_path(field, problem)) {
      paths_.push_back(std::move(*path));
    }
  }
  const std::string &words = arguments_.csv.empty() ? arguments_.tsv : arguments_.csv;
  if (!words.empty()) {
    columns_ = Columns::parse(words, problem);
  }
  if (!problem.empty()) {
    log_error(problem);
  }
  return problem.empty();
}

bool WorkerSetup::read_header(std::string_view record, std::span<Worker> workers,
                              std::string &problem) const {
  char end = arguments_.zero ? '\0' : '\n';
  auto header = arguments_.csv.empty() ? tsv_fields(record, delimiter(), end)
                                       : csv_fields(record, delimiter(), end);
  return std::all_of(workers.begin(), workers.end(),
                     [&](Worker &worker) { return worker.columns->read_header(header, problem); });
}

const std::vector<Step> &WorkerSetup::steps() const {
  return ChainAccess::compiled(*chain_).steps();
}

// Looks for the first unmapped letter, unless told otherwise. Latin letters are usual in text of
// any script, and --lossless quotes what it is not sure of.
std::optional<LetterScan> WorkerSetup::scan() const {
  auto [from, to] = chain_->scripts();
  auto script = script_of_code(from);
  bool wanted = arguments_.unmapped == Unmapped::first && !arguments_.lossless && !to.empty() &&
                script && script != script_of_code(to) && script != USCRIPT_LATIN;
  return wanted ? std::optional<LetterScan>(*script) : std::nullopt;
}

std::vector<std::string> WorkerSetup::sets_for(char32_t letter) const {
  const std::vector<SetInfo> own = chain_->sets(); // whose rows for it have contexts
  std::vector<std::string> names =
      sets_that_map(letter, chain_->scripts(), max_named_sets + 1 + own.size());
  for (const SetInfo &set : own) {
    std::erase(names, set.name);
  }
  return names;
}

bool WorkerSetup::find_letters() {
  letters_ = source_letters(steps());
  if (letters_.empty()) {
    log_error(fmt::format("--unmapped needs a chain that converts between scripts; `{}` does not",
                          arguments_.chain));
  }
  return !letters_.empty();
}

// Words in Latin letters are recognized by their form, unless the chain reads Latin letters.
bool WorkerSetup::look_at_scripts() {
  auto [from, to] = chain_->scripts();
  decodes_ = from.empty() ? arguments_.options.direction == Direction::reverse : from == "Latn";
  if (decodes_ && to == "Latn") {
    log_error(fmt::format("--protect latin needs a chain that does not both read and write Latin "
                          "letters, as `{}` does; list the other kinds instead",
                          arguments_.chain));
    return false;
  }
  return true;
}

bool WorkerSetup::keeps_lines() const {
  bool is_text_or_escaped = arguments_.zero || arguments_.lossless || !arguments_.csv.empty() ||
                            !paths_.empty() || arguments_.align;
  Report report;
  if (!is_text_or_escaped) {
    check_line_feeds(steps(), report);
  }
  bool keeps = !report.has_errors();
  log_error(report.take());
  return keeps;
}

bool WorkerSetup::make_counter() {
  Report report;
  counter_ = RowCounter::build(steps(), report);
  log_error(report.take());
  return counter_ != nullptr;
}

std::vector<Worker> WorkerSetup::workers(std::size_t count) {
  std::vector<Worker> workers;
  for (std::size_t i = 0; i < count; ++i) {
    auto columns = columns_ ? std::make_shared<Columns>(*columns_) : nullptr;
    workers.push_back(arguments_.align ? align_worker(columns)
                                       : Worker{records(columns), work(), columns});
  }
  return workers;
}

// Fields of CSV and JSON may hold several lines; other records are a line each.
Worker WorkerSetup::align_worker(const std::shared_ptr<Columns> &columns) {
  bool holds_lines = !arguments_.csv.empty() || !paths_.empty();
  auto work =
      std::make_unique<AlignTransform>(*chain_, arguments_.invalid, *arguments_.align, holds_lines);
  auto lines = std::make_unique<AlignRecords>(records(columns), *work);
  return {std::move(lines), std::move(work), columns};
}

std::unique_ptr<RowCounts> WorkerSetup::hits() const {
  if (!counter_) {
    return nullptr;
  }
  auto all = std::make_unique<RowCounts>(*counter_);
  for (const auto &hits : hits_) {
    all->add(*hits);
  }
  return all;
}

std::unique_ptr<Transform> WorkerSetup::chain_work(const Chain &chain) {
  auto first = scan();
  auto work = first ? std::make_unique<ChainTransform>(chain, arguments_.invalid, *first)
                    : std::make_unique<ChainTransform>(chain, arguments_.invalid,
                                                       arguments_.unmapped, letters_);
  if (!counter_) {
    return work;
  }
  hits_.push_back(std::make_shared<RowCounts>(*counter_, arguments_.invalid));
  return std::make_unique<CountingTransform>(std::move(work), hits_.back());
}

std::unique_ptr<Transform> WorkerSetup::work() {
  std::unique_ptr<Transform> work = chain_work(*chain_);
  bool reverse = arguments_.options.direction == Direction::reverse;
  if (arguments_.lossless && reverse) { // the quotes mark what is protected
    return std::make_unique<UnquotingTransform>(std::move(work), chain_work(*sorting_));
  }
  std::optional<Protected> spans;
  if (arguments_.protect != 0) {
    spans.emplace(arguments_.protect, decodes_ ? &*chain_ : nullptr, arguments_.invalid);
  }
  if (arguments_.lossless) {
    return std::make_unique<QuotingTransform>(std::move(work), *backward_, *sorting_,
                                              arguments_.invalid, std::move(spans), separators());
  }
  if (spans) {
    return std::make_unique<ProtectingTransform>(std::move(*spans), std::move(work));
  }
  return work;
}

// The bytes that separate or enclose fields. A field that the chain gave one of them would be
// quoted as CSV and remain so on the way back, or could not be written at all.
std::string WorkerSetup::separators() const {
  return !arguments_.csv.empty()   ? std::string{delimiter(), '"'}
         : !arguments_.tsv.empty() ? std::string{delimiter()}
                                   : std::string();
}

std::unique_ptr<Records> WorkerSetup::records(const std::shared_ptr<const Columns> &columns) const {
  char end = arguments_.zero ? '\0' : '\n';
  if (!paths_.empty()) {
    return make_jsonl_records(paths_, end, arguments_.stats, arguments_.strict);
  }
  if (!arguments_.csv.empty()) {
    return make_csv_records(columns, delimiter(), end, arguments_.stats, arguments_.strict);
  }
  if (!arguments_.tsv.empty()) {
    return make_tsv_records(columns, delimiter(), end, arguments_.stats);
  }
  return make_line_records(end, arguments_.stats || arguments_.align); // then one by one
}

} // namespace arnorm::tool
