#include "tool/filter/pipeline.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "chain/threads.h"

namespace arnorm::tool {

// The order of reading and writing among the threads, and whether to continue.
class Pipeline::Order {
public:
  std::mutex reading;
  std::size_t turns = 0; // turns taken so far; guarded by `reading`
  bool all_read = false; // guarded by `reading`

  // Nothing more will be written, so nothing more need be read. Set only by the thread whose turn
  // it is.
  std::atomic<bool> stopped = false;

  void wait_for(std::size_t turn) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return turn_ == turn; });
  }

  void pass_on() {
    {
      std::lock_guard lock(mutex_);
      ++turn_;
    }
    changed_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t turn_ = 0;
};

// The place of a block in the order of writing. The turn is passed on even after an exception;
// otherwise the other threads would wait forever. The block is then missing, and nothing may be
// written after it.
class Pipeline::Turn {
public:
  explicit Turn(Order &order) : order_(order), number_(order.turns++) {}
  ~Turn() {
    wait();
    order_.stopped = order_.stopped || !done_;
    order_.pass_on();
  }
  Turn(const Turn &) = delete;
  Turn &operator=(const Turn &) = delete;

  void wait() const { order_.wait_for(number_); }
  void done() { done_ = true; }

private:
  Order &order_;
  std::size_t number_;
  bool done_ = false;
};

void Pipeline::run(std::span<Worker> workers) {
  Order order;
  in_threads(reader_.is_short() ? workers.first(1) : workers, [&](Worker &worker) {
    while (do_block(worker, order)) {
    }
  });
}

// Returns false when nothing is left to do.
bool Pipeline::do_block(Worker &worker, Order &order) {
  std::unique_lock reading(order.reading);
  if (order.all_read || order.stopped) {
    return false;
  }
  order.all_read = true; // in case of an exception, after which bytes would be missing
  reader_.next(*worker.records, worker.block);
  order.all_read = worker.block.kind == RecordBlock::none;
  if (order.all_read) {
    return false;
  }
  Turn turn(order);
  if (worker.block.kind == RecordBlock::records || worker.block.kind == RecordBlock::lines) {
    reading.unlock();
    bool complete = reader_.fill(*worker.records, worker.block);
    Findings findings = transform(worker);
    turn.wait();
    write(worker, findings, order);
    order.stopped = order.stopped || !complete;
  } else {
    turn.wait();
    long_record(worker, order); // still under `reading`: it reads the rest of the record
  }
  turn.done();
  return true;
}

void Pipeline::long_record(Worker &worker, Order &order) {
  while (worker.block.kind == RecordBlock::piece && !order.stopped) {
    write(worker, transform(worker), order);
    reader_.next(*worker.records, worker.block);
  }
  worker.block.kind = RecordBlock::last_piece; // resets the state, even if the result is discarded
  Findings findings = transform(worker);
  write(worker, findings, order);
}

Findings Pipeline::transform(Worker &worker) {
  Findings findings;
  worker.out.clear();
  std::string_view bytes = worker.block.bytes();
  if (worker.block.kind == RecordBlock::records) {
    worker.records->transform(bytes, *worker.work, worker.out, findings);
  } else if (worker.block.kind == RecordBlock::lines) {
    worker.records->transform_lines(bytes, *worker.work, worker.out, findings);
  } else {
    bool last = worker.block.kind == RecordBlock::last_piece;
    worker.records->piece(bytes, last, *worker.work, worker.out, findings);
  }
  findings.bytes_in = bytes.size();
  findings.bytes_out = worker.out.size();
  return findings;
}

void Pipeline::write(const Worker &worker, const Findings &findings, Order &order) {
  if (order.stopped) {
    return;
  }
  findings_.append(findings);
  if (!write_(worker.out, findings_) || findings_.stop) {
    order.stopped = true;
  }
}

} // namespace arnorm::tool
