#include "startup.h"

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <benchmark/benchmark.h>

#include "arnorm/arnorm.h"
#include "text/text.h"

namespace arnorm::bench {
namespace {

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

[[noreturn]] void load_and_report(int to) {
  double begin = processor_seconds();
  Loaded loaded = Chain::load(startup_chain);
  double seconds = loaded ? processor_seconds() - begin : 0;
  bool told = write(to, &seconds, sizeof seconds) == sizeof seconds;
  _exit(told ? 0 : 1);
}

std::optional<double> load_in_a_copy() {
  int ends[2];
  if (pipe(ends) != 0) {
    return std::nullopt;
  }
  pid_t child = fork();
  if (child == 0) {
    load_and_report(ends[1]);
  }
  close(ends[1]);
  double seconds = 0;
  bool told = child > 0 && read(ends[0], &seconds, sizeof seconds) == sizeof seconds;
  close(ends[0]);
  if (child > 0) {
    waitpid(child, nullptr, 0);
  }
  return told && seconds > 0 ? std::optional(seconds) : std::nullopt;
}

double seconds_of(const timeval &time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

// Runs a program with `input` as its standard input and returns the processor time that it took.
std::optional<double> run_process(const std::vector<std::string> &words, const std::string &input) {
  std::vector<char *> arguments;
  for (const std::string &word : words) {
    arguments.push_back(const_cast<char *>(word.c_str())); // posix_spawnp does not write to them
  }
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int failed = posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);

  int status = 0;
  rusage used{};
  if (failed != 0 || wait4(child, &status, 0, &used) != child || status != 0) {
    return std::nullopt;
  }
  return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

// A file of one line. It is removed at the end of the program.
const std::string &small_file() {
  struct File {
    File() { std::ofstream(path) << make_text(Kind::prose, 1); }
    ~File() { std::remove(path.c_str()); }
    std::string path = std::filesystem::temp_directory_path() /
                       ("arnorm-bench-" + std::to_string(getpid()) + ".txt");
  };
  static const File file;
  return file.path;
}

void register_process(const char *benchmark, const std::vector<std::string> &words) {
  if (!run_process(words, small_file())) {
    std::fprintf(stderr, "bench: cannot run %s; it is left out\n", words.front().c_str());
    return;
  }
  auto run = [words](benchmark::State &state) {
    for (auto _ : state) {
      state.SetIterationTime(run_process(words, small_file()).value_or(0));
    }
    state.SetItemsProcessed(state.iterations());
  };
  benchmark::RegisterBenchmark(benchmark, run)->UseManualTime();
}

void load_chain(benchmark::State &state) {
  for (auto _ : state) {
    Loaded loaded = Chain::load(startup_chain);
    benchmark::DoNotOptimize(loaded);
  }
  state.SetItemsProcessed(state.iterations());
}

} // namespace

std::optional<double> first_load() {
  std::optional<double> best;
  for (int i = 0; i < 5; ++i) {
    std::optional<double> seconds = load_in_a_copy();
    if (seconds && (!best || *seconds < *best)) {
      best = seconds;
    }
  }
  return best;
}

void register_startup() {
  benchmark::RegisterBenchmark(load_again, load_chain);
#ifdef ARNORM_COMMAND
  register_process(start_arnorm, {ARNORM_COMMAND, startup_chain});
#endif
  Loaded loaded = Chain::load(startup_chain);
  if (loaded) {
    register_process(start_uconv,
                     {"uconv", "-f", "utf-8", "-t", "utf-8", "-x", loaded->icu_rules().rules});
  }
  register_process(start_uconv_plain, {"uconv", "-f", "utf-8", "-t", "utf-8"});
}

} // namespace arnorm::bench
