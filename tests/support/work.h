// Runs the filter on bytes without files, for tests and fuzzers that examine only the result.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "tool/filter/block_reader.h"
#include "tool/filter/pipeline.h"
#include "tool/filter/worker_setup.h"
#include "tool/settings.h"

namespace arnorm::test {

struct Done {
  std::string out;
  tool::Findings findings;
};

class Work {
public:
  // `bad` if the chain cannot be loaded.
  explicit Work(tool::FilterArguments arguments)
      : arguments_(std::move(arguments)), setup_(arguments_), good_(setup_.open()) {
    if (good_) {
      workers_ = setup_.workers(1);
    }
  }

  bool good() const { return good_; }

  // Transforms records in one block.
  Done records(std::string_view bytes) {
    Done done;
    tool::Worker &worker = workers_[0];
    std::string padded = std::string(bytes) + std::string(tool::Records::padding, '\0');
    bytes = std::string_view(padded).substr(0, bytes.size());
    worker.records->transform(bytes, *worker.work, done.out, done.findings);
    return done;
  }

  // The same in blocks, as from a file that returns `size` bytes per read, up to a `stop`.
  Done blocks(std::string_view bytes, std::size_t size) {
    Done done;
    std::string block;
    bool grown = false;
    while ((!bytes.empty() || !block.empty()) && !done.findings.stop) {
      std::size_t taken = std::min(size, bytes.size());
      block += bytes.substr(0, taken);
      bytes.remove_prefix(taken);
      std::size_t whole = workers_[0].records->whole(block, bytes.empty(), grown);
      grown = whole == 0;
      Done some;
      if (whole > 0) {
        some = records(std::string_view(block).substr(0, whole));
      } else if (bytes.empty()) {
        whole = workers_[0].records->single_lines(block, true);
        workers_[0].records->transform_lines(std::string_view(block).substr(0, whole),
                                             *workers_[0].work, some.out, some.findings);
      }
      some.findings.bytes_in = whole;
      done.out += some.out;
      done.findings.append(some.findings);
      block.erase(0, whole);
    }
    return done;
  }

  // The same as the command does it, from a file or a pipe.
  Done file(const std::string &path) {
    Done done;
    tool::BlockReader reader;
    if (reader.open(path)) {
      tool::Pipeline pipeline(reader, {}, [&](std::string_view out, const tool::Findings &) {
        done.out += out;
        return true;
      });
      pipeline.run(std::span(workers_).first(1));
      done.findings = pipeline.findings();
    }
    return done;
  }

  // Transforms one text in pieces of `size` bytes.
  Done pieces(std::string_view text, std::size_t size) {
    Done done;
    for (; text.size() > size; text.remove_prefix(size)) {
      workers_[0].work->piece(text.substr(0, size), false, done.out, done.findings);
    }
    workers_[0].work->piece(text, true, done.out, done.findings);
    return done;
  }

private:
  tool::FilterArguments arguments_;
  tool::WorkerSetup setup_;
  bool good_;
  std::vector<tool::Worker> workers_;
};

} // namespace arnorm::test
