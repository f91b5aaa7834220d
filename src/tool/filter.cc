#include "filter.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "command_line.h"
#include "console.h"
#include "count_bytes.h"
#include "findings.h"
#include "output.h"
#include "pipeline.h"
#include "plan.h"
#include "progress.h"
#include "stats.h"
#include "workshop.h"

namespace arnorm::tool {
namespace {

// Bytes of all files; nothing where one of them has no size.
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
  Filter(const FilterArguments &arguments, Workshop &workshop, Plan plan)
      : arguments_(arguments), workshop_(workshop), workers_(workshop.workers(arguments.jobs)),
        plan_(std::move(plan)),
        progress_(arguments.progress, arguments.progress ? total_size(plan_.jobs) : std::nullopt) {
    worsen(plan_.complete ? exit_fine : exit_trouble);
  }

  int run() {
    bool common = !plan_.jobs.empty() && plan_.jobs[0].output.empty();
    std::optional<Output> output;
    if (common) {
      output.emplace();
      if (!arguments_.output.empty() && !output->open(arguments_.output)) {
        return exit_trouble;
      }
    }
    for (const Job &job : plan_.jobs) {
      if (common ? !do_file(job, *output) : !do_apart(job)) {
        break;
      }
    }
    if (common) {
      finish(*output, arguments_.output, status_);
    }
    if (arguments_.stats) {
      auto hits = workshop_.hits();
      report(arguments_.json ? stats_json(found_, hits.get())
                             : stats_text(found_, hits.get(), stderr_is_terminal()));
    }
    return status_;
  }

private:
  void worsen(int status) { status_ = std::max(status_, status); }

  // A file that becomes one of its own. What is wrong with it concerns no other.
  bool do_apart(const Job &job) {
    BlockReader reader;
    Output output;
    if (!reader.open(job.input) || !output.open(job.output, arguments_.backup)) {
      worsen(exit_trouble);
      return true;
    }
    int status = pass(reader, output);
    finish(output, job.output, status);
    return true;
  }

  // One of the files that go to the same place. False when there is no point in going on.
  bool do_file(const Job &job, Output &output) {
    BlockReader reader;
    if (!reader.open(job.input)) {
      worsen(exit_trouble);
      return true;
    }
    if (!output.replaces_file() && reader.is_file_of(output.descriptor())) {
      complain(fmt::format("{} is read and written to at once; use -i, or -o with its name",
                           reader.name()));
      worsen(exit_trouble);
      return true;
    }
    return pass(reader, output) != exit_data && !output.failed();
  }

  // Takes a file through the pipeline and tells what was met in it.
  int pass(BlockReader &reader, Output &output) {
    Found header;
    if (workshop_.needs_header() && !copy_header(reader, output, header)) {
      worsen(exit_trouble);
      return exit_trouble;
    }
    Pipeline pipeline(reader, header, [&](std::string_view text, const Found &found) {
      progress_.show(found_.bytes_in + found.bytes_in);
      return output.write(text) && output.flush();
    });
    pipeline.run(workers_);
    const Found &found = pipeline.found();
    found_.append(found);
    for (const std::string &sentence : sentences(found, arguments_)) {
      complain(fmt::format("{}: {}", reader.name(), sentence));
    }
    if (found.stop) {
      complain(fmt::format("{}: {}", reader.name(), stop_sentence(*found.stop)));
    }
    bool bad = found.stop || (arguments_.strict && found.bad_records.count > 0);
    bool trouble = reader.failed() || (output.failed() && !output.closed());
    int status = trouble ? exit_trouble : bad ? exit_data : exit_fine;
    worsen(status);
    return status;
  }

  // The first record says what the others hold. An empty file needs none.
  bool copy_header(BlockReader &reader, Output &output, Found &found) {
    Worker &worker = workers_[0];
    reader.first(*worker.records, worker.block);
    std::string_view record = worker.block.bytes();
    std::string problem = "the first line is too long for a header";
    if (worker.block.kind == Block::none) {
      return !reader.failed();
    }
    if (worker.block.kind != Block::records || !workshop_.read_header(record, problem)) {
      complain(fmt::format("{}: {}", reader.name(), problem));
      return false;
    }
    found.lines = count_bytes(record, worker.records->end());
    found.bytes_in = found.bytes_out = record.size();
    return output.append(record);
  }

  // An output file that is known to lack something does not take its name.
  void finish(Output &output, const std::string &name, int status) {
    if (status != exit_fine && output.replaces_file()) {
      complain(fmt::format("nothing was written to {}", name));
    } else if (!output.finish()) {
      worsen(exit_trouble);
    }
  }

  const FilterArguments &arguments_;
  const Workshop &workshop_;
  std::vector<Worker> workers_;
  Plan plan_;
  Progress progress_;
  Found found_; // in all files
  int status_ = exit_fine;
};

} // namespace

int filter_main(int argc, char **argv) {
  auto parsed = parse_filter(argc, argv);
  if (!parsed.arguments) {
    return parsed.status;
  }
  Workshop workshop(*parsed.arguments);
  return workshop.open() ? Filter(*parsed.arguments, workshop, plan_of(*parsed.arguments)).run()
                         : exit_trouble;
}

} // namespace arnorm::tool
