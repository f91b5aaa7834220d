#include "support/fault_runs.h"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <sstream>
#include <vector>

#include "support/preload.h"

namespace arnorm::test {
namespace {

namespace fs = std::filesystem;

// Errors that a call may have; with those of `harmless` the run must not differ.
struct Kind {
  const char *name;
  std::vector<const char *> errors;
  std::vector<const char *> harmless;
};
const std::vector<Kind> kinds{
    {"open", {"EIO", "EMFILE"}, {"EINTR"}},
    {"read", {"EIO"}, {"EINTR"}},
    {"pread", {"EIO"}, {"EINTR"}},
    {"write", {"EIO", "ENOSPC", "EPIPE"}, {"EINTR"}},
    {"close", {}, {"EINTR", "EIO"}},
    {"fstat", {"EIO"}, {}},
    {"stat", {"EIO", "EACCES"}, {}},
    {"lstat", {"EIO", "EACCES"}, {}},
    {"lseek", {"EINVAL"}, {}},
    {"fsync", {"EIO", "ENOSPC"}, {"EINTR", "EINVAL"}},
    {"rename", {"EIO", "EACCES"}, {}},
    {"link", {"EIO"}, {"EPERM", "EMLINK"}}, // the file is renamed instead
    {"unlink", {"EIO"}, {}},
    {"mkostemp", {"EMFILE", "ENOSPC"}, {"EINTR"}},
    {"fchmod", {"EPERM"}, {}},
    {"fchown", {"EPERM"}, {}},
    {"fcntl", {"EMFILE"}, {}},
    {"poll", {"ENOMEM"}, {"EINTR"}},
    {"readlink", {"EIO"}, {}},
    {"pathconf", {}, {"EINVAL"}},
    {"getxattr", {"EIO"}, {"ENOTSUP"}},
    {"listxattr", {"EIO"}, {"ENOTSUP"}},
    {"setxattr", {"ENOSPC"}, {}},
    {"removexattr", {"EIO"}, {"ENOTSUP"}},
    {"mkdir", {"EACCES"}, {}},
    {"openat", {"EIO", "EMFILE"}, {}},
    {"fdopendir", {"ENOMEM"}, {}},
    {"readdir", {"EIO"}, {}},
    {"pthread_create", {}, {"EAGAIN"}},
};

int number_of(const std::string &error) {
  static const std::map<std::string, int> numbers{
      {"EACCES", EACCES}, {"EINVAL", EINVAL}, {"EIO", EIO},     {"EMFILE", EMFILE},
      {"ENOMEM", ENOMEM}, {"ENOSPC", ENOSPC}, {"EPERM", EPERM}, {"EPIPE", EPIPE}};
  return numbers.at(error);
}

// At most four of so many: the first two, the last, and one in between.
std::set<long> some_of(long count) {
  std::set<long> some;
  for (long number : {1L, 2L, count / 2, count}) {
    if (number >= 1 && number <= count) {
      some.insert(number);
    }
  }
  return some;
}

// Whether the lines of one text are among those of the other, in this order.
bool is_part_of(const std::string &part, const std::string &whole) {
  std::istringstream lines(part);
  std::istringstream all(whole);
  std::string other;
  for (std::string line; std::getline(lines, line);) {
    do {
      if (!std::getline(all, other)) {
        return false;
      }
    } while (other != line);
  }
  return true;
}

bool is_of_lost_attributes(const std::string &message) {
  return contains(message, "cannot keep ") || contains(message, "cannot copy the access control");
}

} // namespace

bool Faults::possible() const {
  bool can = !with_fault_calls(*this, "").empty();
  if (!can) {
    BOOST_TEST_MESSAGE("skipped: nothing can be loaded into the command");
  }
  return can;
}

State Faults::run_with(const Scenario &scenario, const std::string &words) const {
  for (const fs::directory_entry &entry : fs::directory_iterator(path("."))) {
    fs::remove_all(entry.path());
  }
  constexpr fs::perms rights =
      fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;
  for (const auto &[name, text] : scenario.before) {
    write(name, text);
    fs::permissions(path(name), rights);
  }
  std::string command = scenario.command;
  command.replace(command.find('@'), 1, words + "arnorm");
  State state;
  state.result = run(command);
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(path("."))) {
    if (entry.is_regular_file() && !entry.is_symlink()) {
      const std::string name = entry.path().lexically_relative(path("."));
      state.files[name] = read_text(entry.path());
      state.is_open =
          state.is_open || (scenario.before.contains(name) &&
                            (entry.status().permissions() & ~rights) != fs::perms::none);
    }
  }
  return state;
}

State Faults::run_with_fault(const Scenario &scenario, const std::string &fault) const {
  return run_with(scenario, with_fault_calls(*this, "ARNORM_FAULT=" + fault));
}

std::map<std::string, long> Faults::count_calls(const Scenario &scenario) const {
  State state = run_with(scenario, with_fault_calls(*this, "ARNORM_FAULT_LOG=calls.log"));
  std::map<std::string, long> counts;
  std::istringstream log(state.files["calls.log"]);
  for (std::string kind; log >> kind;) {
    ++counts[kind];
  }
  return counts;
}

bool is_complete(const State &whole, const State &got) {
  return got.result.out == whole.result.out && got.files == whole.files;
}

void check_whole(const Scenario &scenario, const State &whole, const State &got,
                 const std::string &about) {
  BOOST_TEST(got.result.status <= 2, about << ": status " << got.result.status);
  if (!scenario.reports && !scenario.answers) {
    BOOST_TEST((scenario.joins ? is_part_of(got.result.out, whole.result.out)
                               : whole.result.out.starts_with(got.result.out)),
               about << ": torn standard output");
  }
  BOOST_TEST(!got.is_open, about << ": somebody has rights that he had not");
  auto has = [](const Files &files, const std::string &name, const std::string &text) {
    auto file = files.find(name);
    return file != files.end() && file->second == text;
  };
  for (const auto &[name, text] : got.files) {
    BOOST_TEST((has(scenario.before, name, text) || has(whole.files, name, text)),
               about << ": " << name << " is neither old nor new");
  }
  for (const auto &[name, text] : scenario.before) {
    BOOST_TEST(got.files.contains(name), about << ": " << name << " is lost");
  }
}

void check_unchanged(const Scenario &scenario, const State &whole, const State &got,
                     const std::string &fault) {
  const std::string about = scenario.command + " with " + fault;
  check_whole(scenario, whole, got, about);
  BOOST_TEST(got.result.status == 0, about << ": " << got.result.err);
  BOOST_TEST(got.result.err == "", about << ": " << got.result.err);
  BOOST_TEST(is_complete(whole, got), about << ": incomplete");
}

void check_failure(const Scenario &scenario, const State &whole, const State &got,
                   const std::string &fault, const std::string &error) {
  const std::string about = scenario.command + " with " + fault + ": " + got.result.err;
  check_whole(scenario, whole, got, about);
  const bool may_be_silent = got.result.status == 0 || scenario.answers;
  if (error == "EPIPE" && !is_complete(whole, got) && may_be_silent) {
    BOOST_TEST(got.result.err == "", about);
    BOOST_TEST(got.result.out.size() < whole.result.out.size(), about);
  } else if (got.result.status == 0) {
    const bool says_so =
        scenario.answers && contains(got.result.out, std::strerror(number_of(error)));
    BOOST_TEST((is_complete(whole, got) || says_so), about << ": incomplete" << got.result.out);
    BOOST_TEST(
        (got.result.err.empty() || is_of_lost_attributes(got.result.err) || scenario.answers),
        about);
  } else {
    const std::string said = (scenario.reports ? got.result.out : "") + got.result.err;
    bool has_reason = contains(said, std::strerror(number_of(error))) ||
                      contains(said, " changed while it was being read");
    BOOST_TEST(has_reason, about);
    auto names = [&](const char *opening) {
      return scenario.reports ? contains(said, opening) : said.starts_with(opening);
    };
    BOOST_TEST((names("arnorm: ") || names("error[AR")), about << said);
  }
}

std::size_t fail_each(const Faults &shell, const Scenario &scenario, std::size_t one_in) {
  static std::size_t turn = 0;
  const State whole = shell.run_with(scenario, "");
  BOOST_TEST(whole.result.status == 0, scenario.command);
  BOOST_TEST(whole.result.err == "", scenario.command << whole.result.err);
  std::size_t runs = 0;
  auto runs_now = [&] { return turn++ % one_in == 0 && ++runs > 0; };
  std::map<std::string, long> counts = shell.count_calls(scenario);
  for (const Kind &kind : kinds) {
    for (long number : some_of(counts[kind.name])) {
      const std::string call = std::string(kind.name) + ':' + std::to_string(number) + ':';
      for (const std::string error : kind.errors) {
        if (runs_now()) {
          check_failure(scenario, whole, shell.run_with_fault(scenario, call + error), call + error,
                        error);
        }
      }
      for (const std::string error : kind.harmless) {
        if (runs_now()) {
          check_unchanged(scenario, whole, shell.run_with_fault(scenario, call + error),
                          call + error);
        }
      }
    }
    counts.erase(kind.name);
  }
  for (const auto &[kind, count] : counts) {
    BOOST_TEST(false, "no errors are known for " << kind);
  }
  return runs;
}

void interrupt_and_shorten(const Faults &shell, const Scenario &scenario, std::size_t bytes) {
  const State whole = shell.run_with(scenario, "");
  const std::string most = std::to_string(bytes);
  for (const std::string &fault :
       {"read:all:" + most + ",pread:all:" + most + ",write:all:" + most,
        std::string("open:odd:EINTR,read:odd:EINTR,pread:odd:EINTR,write:odd:EINTR,poll:odd:EINTR,"
                    "fsync:odd:EINTR,mkostemp:odd:EINTR,close:odd:EINTR"),
        std::string("pread:odd:EAGAIN,write:odd:EAGAIN")}) {
    check_unchanged(scenario, whole, shell.run_with_fault(scenario, fault), fault);
  }
}

} // namespace arnorm::test
