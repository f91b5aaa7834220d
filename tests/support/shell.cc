#include "support/shell.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <system_error>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace arnorm::test {
namespace {

void must(bool success, const char *what) {
  if (!success) {
    throw std::system_error(errno, std::generic_category(), what);
  }
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;

  Pipe() {
    std::array<int, 2> ends{};
    must(::pipe2(ends.data(), O_CLOEXEC) == 0, "pipe2");
    read_end = ends[0];
    write_end = ends[1];
  }
  ~Pipe() {
    ::close(read_end);
    close_write_end();
  }
  Pipe(const Pipe &) = delete;
  Pipe &operator=(const Pipe &) = delete;
  void close_write_end() {
    if (write_end >= 0) {
      ::close(write_end);
      write_end = -1;
    }
  }
};

std::string tool_folder() { return std::filesystem::path(ARNORM_TOOL).parent_path().string(); }

// Sets the environment of the commands. HOME is in the folder and does not exist.
void set_environment(const std::string &folder) {
  const char *path = std::getenv("PATH");
  ::setenv("PATH", (tool_folder() + ":" + (path == nullptr ? "/usr/bin:/bin" : path)).c_str(), 1);
  ::setenv("HOME", (folder + "/home").c_str(), 1);
  ::setenv("LC_ALL", "C.UTF-8", 1);
  for (const char *name : {"ARNORM_PATH", "XDG_DATA_HOME", "NO_COLOR"}) {
    ::unsetenv(name);
  }
}

// Runs the command in the child process. Does not return.
[[noreturn]] void become(const std::string &command, const std::string &folder, int out, int err) {
  std::signal(SIGPIPE, SIG_DFL); // it may be ignored in the parent
  int in = ::open("/dev/null", O_RDONLY);
  bool ready = ::dup2(in, STDIN_FILENO) >= 0 && ::dup2(out, STDOUT_FILENO) >= 0 &&
               ::dup2(err, STDERR_FILENO) >= 0 && ::chdir(folder.c_str()) == 0;
  if (ready) {
    set_environment(folder);
    ::execlp("bash", "bash", "-c", command.c_str(), nullptr);
  }
  ::_exit(127);
}

// Reads both pipes up to their ends.
void drain(const Pipe &out, const Pipe &err, Result &result) {
  std::array<pollfd, 2> ends{{{out.read_end, POLLIN, 0}, {err.read_end, POLLIN, 0}}};
  std::array<std::string *, 2> texts{&result.out, &result.err};
  std::vector<char> block(1u << 16);
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    must(::poll(ends.data(), ends.size(), -1) > 0, "poll");
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) {
        continue;
      }
      ssize_t count = ::read(ends[i].fd, block.data(), block.size());
      must(count >= 0, "read");
      texts[i]->append(block.data(), static_cast<std::size_t>(count));
      ends[i].fd = count == 0 ? -1 : ends[i].fd; // poll ignores negative descriptors
    }
  }
}

int wait_for(pid_t child) {
  int status = 0;
  must(::waitpid(child, &status, 0) == child, "waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

Result Shell::run(const std::string &command) const {
  Pipe out;
  Pipe err;
  pid_t child = ::fork();
  must(child >= 0, "fork");
  if (child == 0) {
    become(command, folder_.path(), out.write_end, err.write_end);
  }
  out.close_write_end();
  err.close_write_end();
  Result result;
  drain(out, err, result);
  result.status = wait_for(child);
  return result;
}

std::string Shell::good(const std::string &command) const {
  Result result = run(command);
  BOOST_TEST(result.status == 0, command << ": status " << result.status);
  BOOST_TEST(result.err == "", command << ": " << result.err);
  return result.out;
}

std::string Shell::with_fault(const std::string &fault) const {
  const std::string words = "env LD_PRELOAD=" ARNORM_FAULTS " ";
  // With the allocator of a sanitizer, the faults may be loaded and have no effect.
  const bool is_possible = run(words + "arnorm --version").status == 0 &&
                           run(words + "ARNORM_FAIL_ALLOCATION=1 arnorm --version").status != 0;
  return is_possible ? words + fault + " " : "";
}

bool Shell::exists(const std::string &name) const {
  return std::filesystem::exists(std::filesystem::symlink_status(path(name)));
}

void check_same(std::string_view got, std::string_view wanted) {
  auto [g, w] = std::mismatch(got.begin(), got.end(), wanted.begin(), wanted.end());
  BOOST_TEST((g == got.end() && w == wanted.end()), "the texts differ from byte "
                                                        << g - got.begin() << " on; " << got.size()
                                                        << " bytes, wanted " << wanted.size());
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::size_t lines(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string random_bytes(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < count) {
    text.push_back(static_cast<char>(random() & 0xFF));
  }
  return text;
}

std::string random_text(std::size_t pieces, unsigned seed) {
  static const std::array<std::string, 20> choices{
      "\n",     "\n",     "\r\n",         "\r",       std::string(1, '\0'),
      " ",      "ب",      "ال",           "أ",        "ّ",
      "َ",       "\u0640", "لآ",           "ﻻ",        "miSr",
      "\u200F", "\xD8",   "\xED\xB2\x80", "\xF0\x9F", "\xFF"};
  std::mt19937 random(seed);
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) {
    text += choices[random() % choices.size()];
  }
  return text;
}

} // namespace arnorm::test
