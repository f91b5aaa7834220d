// Processes the blocks of a file in several threads and writes the results in order.
//
// Each thread reads a block, transforms it and writes the result. Only one thread reads at a time.
// Only one thread writes at a time, in the order in which the blocks were read. A block therefore
// stays in the cache of one processor, and there are never more blocks than threads. Does not
// depend on the transform.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "tool/filter/block_reader.h"
#include "tool/records/columns.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// The state of one thread, reused for all files.
struct Worker {
  std::unique_ptr<Records> records;
  std::unique_ptr<Transform> work;
  std::shared_ptr<Columns> columns; // those of `records`; null if it has no columns
  RecordBlock block = {};
  std::string out = {};
};

class Pipeline {
public:
  // Receives the output in order, and all findings so far. Returns false to end the run.
  using Write = std::function<bool(std::string_view out, const Findings &findings)>;

  // `findings` covers what has already been read of the file.
  Pipeline(BlockReader &reader, Findings findings, Write write)
      : reader_(reader), write_(std::move(write)), findings_(std::move(findings)) {}

  // Processes the file, up to a `stop`: in one thread for each worker, or in a single thread if the
  // file is short.
  void run(std::span<Worker> workers);

  // The findings in what has been processed of the file.
  const Findings &findings() const { return findings_; }

private:
  class Order;
  class Turn;
  bool do_block(Worker &worker, Order &order);
  void long_record(Worker &worker, Order &order);
  static Findings transform(Worker &worker);
  void write(const Worker &worker, const Findings &findings, Order &order);

  BlockReader &reader_;
  Write write_;
  Findings findings_;
};

} // namespace arnorm::tool
