#include "tool/filter/pipeline.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "tool/io/threads.h"

namespace arnorm::tool {

// Who reads, whose turn it is to write, and whether there is any point in going on.
class Pipeline::Order {
public:
  std::mutex reading;
  std::size_t turns = 0;           // given out, under `reading`
  std::atomic<bool> ended = false; // nothing more is to be read
  bool stopped = false;            // nothing more is to be written; for whose turn it is

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

// A turn is passed on however the work on it ends, or the other threads would wait for ever.
class Pipeline::Turn {
public:
  explicit Turn(Order &order) : order_(order), number_(order.turns++) {}
  ~Turn() {
    wait();
    order_.pass_on();
  }
  Turn(const Turn &) = delete;
  Turn &operator=(const Turn &) = delete;

  void wait() const { order_.wait_for(number_); }

private:
  Order &order_;
  std::size_t number_;
};

void Pipeline::run(std::span<Worker> workers) {
  Order order;
  in_threads(reader_.is_short() ? workers.first(1) : workers, [&](Worker &worker) {
    try {
      while (do_block(worker, order)) {
      }
    } catch (...) {
      order.ended = true; // for the others
      throw;
    }
  });
}

// False when there is no more to do.
bool Pipeline::do_block(Worker &worker, Order &order) {
  std::unique_lock reading(order.reading);
  if (order.ended) {
    return false;
  }
  reader_.next(*worker.records, worker.block);
  if (worker.block.kind == RecordBlock::none) {
    order.ended = true;
    return false;
  }
  Turn turn(order);
  if (worker.block.kind == RecordBlock::records) {
    reading.unlock();
    reader_.fill(worker.block);
    Findings findings = transform(worker);
    turn.wait();
    write(worker, findings, order);
  } else {
    turn.wait();
    long_record(worker, order); // and nobody reads meanwhile
  }
  return true;
}

void Pipeline::long_record(Worker &worker, Order &order) {
  while (worker.block.kind == RecordBlock::piece && !order.stopped) {
    write(worker, transform(worker), order);
    reader_.next(*worker.records, worker.block);
  }
  worker.block.kind = RecordBlock::last_piece; // so that all is as new, even if nobody wants it
  Findings findings = transform(worker);
  write(worker, findings, order);
}

Findings Pipeline::transform(Worker &worker) {
  Findings findings;
  worker.out.clear();
  std::string_view bytes = worker.block.bytes();
  if (worker.block.kind == RecordBlock::records) {
    worker.records->transform(bytes, *worker.work, worker.out, findings);
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
    order.ended = true;
  }
}

} // namespace arnorm::tool
