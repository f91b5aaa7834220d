#include "tool/filter/filter.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "chain/threads.h"
#include "tool/filter/file_plan.h"
#include "tool/filter/pipeline.h"
#include "tool/filter/progress.h"
#include "tool/filter/worker_setup.h"
#include "tool/io/console.h"
#include "tool/io/count_bytes.h"
#include "tool/io/log.h"
#include "tool/io/output.h"
#include "tool/options/command_line.h"
#include "tool/report/input_diagnostics.h"
#include "tool/report/messages.h"
#include "tool/report/stats.h"

namespace arnorm::tool {
namespace {

// The size of all files in bytes; nothing if one of them has no size.
std::optional<std::size_t> total_size(const std::vector<Job> &jobs) {
  std::size_t sum = 0;
  for (const Job &job : jobs) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(job.input, error)) {
      return std::nullopt;
    }
    sum += std::filesystem::file_size(job.input, error);
  }
  return sum;
}

class Filter {
public:
  Filter(const FilterArguments &arguments, WorkerSetup &setup, Plan plan)
      : arguments_(arguments), setup_(setup), workers_(setup.workers(arguments.jobs)),
        plan_(std::move(plan)),
        progress_(arguments.progress, arguments.progress ? total_size(plan_.jobs) : std::nullopt) {
    worsen(plan_.complete ? exit_fine : exit_trouble);
    findings_.looked_for_unmapped = looks_at_each_letter(arguments.unmapped);
  }

  int run() {
    if (!plan_.jobs.empty() && plan_.jobs[0].output.empty()) {
      run_together();
    } else {
      run_apart();
    }
    tell_first_unmapped();
    if (arguments_.stats) {
      auto hits = setup_.hits();
      const auto &replaced = setup_.replaced();
      report(arguments_.json ? stats_json(findings_, hits.get(), replaced)
                             : stats_text(findings_, hits.get(), replaced, stderr_is_terminal()));
    }
    return status_;
  }

private:
  // Writes all files to the same output, one after another.
  void run_together() {
    Output output;
    if (!arguments_.output.empty() && !output.open(arguments_.output)) {
      worsen(exit_trouble);
      return;
    }
    for (const Job &job : plan_.jobs) {
      if (!do_file(job, output)) {
        break;
      }
    }
    look_for_fields(output.closed());
    finish(output, arguments_.output, status_);
  }

  // Writes each file to an output of its own. If there are many files, each thread processes one at
  // a time; otherwise all threads work on the same file.
  void run_apart() {
    if (plan_.jobs.size() < 2 * workers_.size() || workers_.size() == 1) {
      std::for_each(plan_.jobs.begin(), plan_.jobs.end(),
                    [&](const Job &job) { do_apart(job, workers_); });
      look_for_fields(false);
      return;
    }
    at_the_same_time_ = true;
    std::atomic<std::size_t> next = 0;
    in_threads(std::span(workers_), [&](Worker &worker) {
      for (std::size_t i; (i = next++) < plan_.jobs.size();) {
        do_apart(plan_.jobs[i], {&worker, 1});
      }
    });
    look_for_fields(false);
  }

  // Reports fields that no record has, unless the run ended early.
  void look_for_fields(bool ended_early) {
    if (ended_early || findings_.stop) {
      return;
    }
    auto found = missing_fields(findings_, arguments_.jsonl, setup_.columns(), arguments_.strict);
    if (!found.empty()) {
      log_error(found);
      worsen(arguments_.strict ? exit_data : exit_fine);
    }
  }

  // Whether the bytes of a file can be UTF-8. If not, that has been reported.
  bool is_text(BlockReader &reader) const {
    if (arguments_.takes_any_bytes) {
      return true;
    }
    std::string_view encoding = wide_encoding(reader.peek(workers_[0].records->end()));
    if (!encoding.empty()) {
      Diagnostic diagnostic = wide_input(reader.name(), encoding);
      log_error(std::span<const Diagnostic>(&diagnostic, 1));
    }
    return encoding.empty();
  }

  void worsen(int status) {
    std::lock_guard lock(mutex_);
    status_ = std::max(status_, status);
  }

  // Writes one file to an output of its own. An error does not affect the other files.
  void do_apart(const Job &job, std::span<Worker> workers) {
    BlockReader reader;
    Output output;
    if (!reader.open(job.input) || !output.open(job.output, arguments_.backup)) {
      worsen(exit_trouble);
      return;
    }
    if (arguments_.in_place && reader.version()) {
      output.expect(*reader.version());
    }
    finish(output, job.output, pass(job, reader, output, workers).status);
  }

  // Writes one of the files that share an output. Returns false if the others must not follow.
  bool do_file(const Job &job, Output &output) {
    BlockReader reader;
    if (!reader.open(job.input)) {
      worsen(exit_trouble);
      return true;
    }
    if (!output.replaces_file() && reader.is_file_of(output.descriptor())) {
      log_error(
          fmt::format("{} is both input and output; use -i, or -o with its name", reader.name()));
      worsen(exit_trouble);
      return true;
    }
    if (reader.version() && output.replaces(*reader.version())) {
      output.expect(*reader.version());
    }
    return !pass(job, reader, output, workers_).stopped && !output.failed();
  }

  struct Outcome {
    int status;
    bool stopped; // the data had a problem that ended the run
  };

  // Runs a file through the pipeline and reports the findings.
  Outcome pass(const Job &job, BlockReader &reader, Output &output, std::span<Worker> workers) {
    Findings header;
    if (!is_text(reader) ||
        (setup_.needs_header() && !copy_header(reader, output, workers, header))) {
      worsen(exit_trouble);
      return {exit_trouble, false};
    }
    std::size_t seen = 0;
    Pipeline pipeline(reader, header, [&](std::string_view text, const Findings &findings) {
      progress_.add(findings.bytes_in - std::exchange(seen, findings.bytes_in));
      bool written = output.write(text) && output.flush();
      if (findings.first_unmapped) {
        found_unmapped(job, reader.name(), *findings.first_unmapped);
      }
      return written;
    });
    pipeline.run(workers);
    const Findings &findings = pipeline.findings();
    add(findings);
    for (const std::string &sentence : sentences(findings, arguments_)) {
      log_error(fmt::format("{}: {}", reader.name(), sentence));
    }
    if (findings.stop) {
      log_error(fmt::format("{}: {}", reader.name(), stop_sentence(*findings.stop)));
    }
    log_diagnostics(findings, reader.name());
    bool stopped = findings.stop || findings.unfinished.count > 0 ||
                   (arguments_.strict && findings.bad_records.count > 0);
    bool bad = stopped || findings.no_text.count > 0;
    bool trouble = reader.failed() || (output.failed() && !output.closed());
    int status = trouble ? exit_trouble : bad ? exit_data : exit_fine;
    worsen(status);
    return {status, stopped && !trouble};
  }

  static void log_diagnostics(const Findings &findings, const std::string &file) {
    std::vector<Diagnostic> all;
    if (findings.no_text.count > 0) {
      all.push_back(no_text(file, findings.no_text));
    }
    if (auto encoding = old_encoding(file, findings)) {
      all.push_back(std::move(*encoding));
    }
    if (!all.empty()) {
      log_error(all);
    }
  }

  // Told at once, so that the user need not wait for the end of a long input. If files are
  // processed at the same time, only the end shows which of them is the first one with such a
  // letter.
  void found_unmapped(const Job &job, const std::string &file,
                      const Findings::FirstUnmapped &found) {
    std::lock_guard lock(mutex_);
    if (!unmapped_ || &job < unmapped_->job) {
      unmapped_ = {&job, file, found};
    }
    if (!at_the_same_time_) {
      tell_first_unmapped();
    }
  }

  void tell_first_unmapped() {
    if (unmapped_ && !std::exchange(unmapped_told_, true)) {
      auto sets = setup_.sets_for(unmapped_->found.letter);
      log_error(fmt::format("{}: {}", unmapped_->file,
                            first_unmapped_sentence(unmapped_->found, sets, arguments_)));
    }
  }

  void add(const Findings &findings) {
    std::lock_guard lock(mutex_);
    findings_.append(findings);
  }

  // Copies the header after reading the names of the columns. An empty file needs no header.
  bool copy_header(BlockReader &reader, Output &output, std::span<Worker> workers,
                   Findings &findings) {
    Worker &worker = workers[0];
    reader.first(*worker.records, worker.block);
    std::string_view record = worker.block.bytes();
    std::string problem = "the header line is too long";
    if (worker.block.kind == RecordBlock::none) {
      return !reader.failed();
    }
    if (worker.block.kind != RecordBlock::records ||
        !setup_.read_header(record, workers, problem)) {
      log_error(fmt::format("{}: {}", reader.name(), problem));
      return false;
    }
    findings.lines = count_bytes(record, worker.records->end());
    findings.bytes_in = findings.bytes_out = record.size();
    return arguments_.align || output.append(record);
  }

  // An incomplete output file is discarded.
  void finish(Output &output, const std::string &name, int status) {
    if (status != exit_fine && output.replaces_file()) {
      log_error(fmt::format("nothing was written to {}", name));
    } else if (!output.finish()) {
      worsen(exit_trouble);
    }
  }

  const FilterArguments &arguments_;
  const WorkerSetup &setup_;
  std::vector<Worker> workers_;
  Plan plan_;
  Progress progress_;
  bool at_the_same_time_ = false; // each thread processes a file of its own
  std::mutex mutex_;              // guards the members below
  Findings findings_;             // in all files
  struct FirstUnmapped {
    const Job *job;
    std::string file;
    Findings::FirstUnmapped found;
  };
  std::optional<FirstUnmapped> unmapped_;
  bool unmapped_told_ = false;
  int status_ = exit_fine;
};

} // namespace

int filter_main(int argc, char **argv) {
  auto parsed = parse_filter(argc, argv);
  if (!parsed.arguments) {
    return parsed.status;
  }
  return run_filter(*parsed.arguments);
}

int run_filter(const FilterArguments &arguments) {
  WorkerSetup setup(arguments);
  if (!setup.open()) {
    return exit_trouble;
  }
  if (arguments.fingerprint) {
    return print(setup.chain().fingerprint() + "\n") ? exit_fine : exit_trouble;
  }
  return Filter(arguments, setup, plan_of(arguments)).run();
}

} // namespace arnorm::tool
