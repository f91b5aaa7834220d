// Sets up workers from the options: chains, records and transforms.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "arnorm/arnorm.h"
#include "characters/code_point_set.h"
#include "check/row_counter.h"
#include "parse/rule_library.h"
#include "rules/step.h"
#include "tool/filter/pipeline.h"
#include "tool/records/columns.h"
#include "tool/records/json_path.h"
#include "tool/settings.h"
#include "tool/text/letter_scan.h"

namespace arnorm::tool {

class WorkerSetup {
public:
  explicit WorkerSetup(const FilterArguments &arguments);

  // Loads the chain. Returns false after an error, which has been reported.
  bool open();

  const Chain &chain() const { return *chain_; }

  // Sets that map a letter which the chain does not map.
  std::vector<std::string> sets_for(char32_t letter) const;

  // The rule files that replace built-in ones.
  const std::vector<RuleLibrary::Replaced> &replaced() const { return library_.replaced(); }

  // Makes workers for `count` threads. They use the chains, so they must not outlive this object.
  std::vector<Worker> workers(std::size_t count);

  // Whether the first record of each file is a header, because columns are selected by name.
  bool needs_header() const { return columns_ && columns_->needs_header(); }

  // The columns of --tsv or --csv; null for other records.
  const Columns *columns() const { return columns_ ? &*columns_ : nullptr; }

  // Finds the columns in a header. Returns false if one is missing; `problem` then says which.
  bool read_header(std::string_view record, std::span<Worker> workers, std::string &problem) const;

  // The counts of all workers together; null without --stats.
  std::unique_ptr<RowCounts> hits() const;

private:
  const std::vector<Step> &steps() const;
  bool load_backward();
  bool read_fields();
  std::string separators() const;
  char delimiter() const {
    return arguments_.delimiter.value_or(arguments_.csv.empty() ? '\t' : ',');
  }
  bool keeps_lines() const;
  bool find_letters();
  std::optional<LetterScan> scan() const;
  bool look_at_scripts();
  bool make_counter();
  std::unique_ptr<Transform> chain_work(const Chain &chain);
  std::unique_ptr<Transform> work();
  Worker align_worker(const std::shared_ptr<Columns> &columns);
  std::unique_ptr<Records> records(const std::shared_ptr<const Columns> &columns) const;

  const FilterArguments &arguments_;
  RuleLibrary library_;
  Loaded chain_;
  Loaded backward_;                           // the same chain in reverse; only for --lossless
  Loaded sorting_;                            // that chain, then canonical order; likewise
  std::optional<Columns> columns_;            // of --tsv and --csv
  std::vector<JsonPath> paths_;               // of --jsonl
  CodePointSet letters_;                      // of --unmapped
  bool decodes_ = false;                      // the chain reads Latin letters; for --protect latin
  std::unique_ptr<const RowCounter> counter_; // of --stats
  std::vector<std::shared_ptr<RowCounts>> hits_; // by worker
};

} // namespace arnorm::tool
