// Processes the blocks of a file in several threads and writes the results in order.
//
// A thread reads a block, works on it and writes it; one at a time reads, and one at a time
// writes, when it is its turn. So a block stays with one processor and its cache, and there are
// never more blocks than threads. Knows nothing of what the work is.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "tool/filter/block_reader.h"
#include "tool/records/columns.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// What one thread needs, kept from file to file.
struct Worker {
  std::unique_ptr<Records> records;
  std::unique_ptr<Transform> work;
  std::shared_ptr<Columns> columns; // that the records are about; null: they have none
  RecordBlock block = {};
  std::string out = {};
};

class Pipeline {
public:
  // Takes what comes out, in order, with everything that was findings so far; false ends the run.
  using Write = std::function<bool(std::string_view out, const Findings &findings)>;

  // `findings` is of what has been read of the file already.
  Pipeline(BlockReader &reader, Findings findings, Write write)
      : reader_(reader), write_(std::move(write)), findings_(std::move(findings)) {}

  // Runs the whole file, up to a `stop`; in as many threads as there are workers, or in one if it
  // is short.
  void run(std::span<Worker> workers);

  // Of the file, as far as it went.
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
