#include "tool/filter/file_plan.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "tool/io/destination.h"
#include "tool/io/file_version.h"
#include "tool/io/log.h"

namespace arnorm::tool {
namespace {

namespace fs = std::filesystem;

// An input file. `below` is its path relative to the directory that was named, or just its name.
struct InputFile {
  fs::path file;
  fs::path below;
  std::optional<FileVersion> version = {}; // nothing if there is no such file
};

// Whether a file cannot be examined because it cannot be found, so that it cannot be read either.
bool is_missing(int error) {
  return error == ENOENT || error == ENOTDIR || error == EACCES || error == ELOOP ||
         error == ENAMETOOLONG;
}

class Planner {
public:
  explicit Planner(const FilterArguments &arguments) : arguments_(arguments) {
    std::error_code error;
    into_folder_ = !arguments.output.empty() &&
                   (arguments.output.ends_with('/') || fs::is_directory(arguments.output, error));
  }

  Plan run() {
    if (into_folder_ && !make_folder(arguments_.output)) {
      return std::move(plan_);
    }
    find_sources();
    std::erase_if(sources_, [&](InputFile &source) { return !examine(source); });
    if (unknown_ && (arguments_.in_place || into_folder_)) {
      return std::move(plan_); // one of them could be overwritten
    }
    for (const InputFile &source : sources_) {
      add(source);
    }
    return std::move(plan_);
  }

private:
  void fail(const std::string &message) {
    log_error(message);
    plan_.complete = false;
  }

  // A file that is there but cannot be examined could be any other one, which is noted. One that
  // cannot be found could not.
  void fail_to_read(const std::string &name, const std::error_code &error) {
    fail(fmt::format("cannot read {}: {}", name, error.message()));
    unknown_ = unknown_ || !is_missing(error.value());
  }

  bool make_folder(const fs::path &folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
      fail(fmt::format("cannot create the directory {}: {}", folder.string(), error.message()));
    }
    return !error;
  }

  void find_sources() {
    for (const std::string &word : arguments_.files) {
      std::error_code error;
      const bool is_folder = arguments_.recursive && word != "-" && fs::is_directory(word, error);
      if (error && !is_missing(error.value())) {
        fail_to_read(word, error);
      } else if (is_folder) {
        walk(word);
      } else {
        sources_.push_back({word, fs::path(word).filename()});
      }
    }
  }

  // Notes which file an input is. Returns false, after an error message, if that cannot be known.
  // One that cannot be found is reported when its turn comes.
  bool examine(InputFile &source) {
    const bool is_stdin = source.file == "-";
    source.version =
        is_stdin ? FileVersion::of(STDIN_FILENO) : FileVersion::of(source.file.string());
    const std::error_code error(source.version ? 0 : errno, std::generic_category());
    if (source.version) {
      inputs_.emplace(*source.version, source.file.string());
    } else if (!is_missing(error.value()) && !(is_stdin && error.value() == EBADF)) {
      fail_to_read(is_stdin ? "standard input" : source.file.string(), error);
      return false;
    }
    return true;
  }

  // The input that a name leads to, under its first name; empty if it is not an input. Nothing,
  // after an error message, if that cannot be known.
  std::optional<std::string> input_at(const std::string &name) {
    auto file = FileVersion::of(name);
    if (!file && !is_missing(errno)) {
      fail(fmt::format("cannot write to {}: {}", name, std::generic_category().message(errno)));
      return std::nullopt;
    }
    auto input = file ? inputs_.find(*file) : inputs_.end();
    return input == inputs_.end() ? "" : input->second;
  }

  // A backup replaces any file of its name. Reports an error and returns false if that is an input.
  bool backup_is_free(const std::string &file, const std::string &target) {
    if (arguments_.backup.empty()) {
      return true;
    }
    auto input = input_at(destination_of(target).file + arguments_.backup);
    if (input && !input->empty()) {
      fail(fmt::format("skipping {}: its backup would replace {}, which is also an input", file,
                       *input));
    }
    return input && input->empty();
  }

  bool is_target(const fs::path &folder) const {
    std::error_code error;
    return into_folder_ && fs::equivalent(folder, arguments_.output, error);
  }

  void walk(const fs::path &root) {
    std::vector<fs::path> files;
    std::vector<fs::path> folders{root};
    while (!folders.empty()) {
      fs::path folder = std::exchange(folders.back(), {});
      folders.pop_back();
      look_into(folder, files, folders);
    }
    std::sort(files.begin(), files.end());
    for (const fs::path &file : files) {
      sources_.push_back({file, file.lexically_relative(root)});
    }
  }

  void look_into(const fs::path &folder, std::vector<fs::path> &files,
                 std::vector<fs::path> &folders) {
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      switch (kind_of(*at)) {
      case fs::file_type::directory:
        if (!is_target(at->path())) { // its files are output, not input
          folders.push_back(at->path());
        }
        break;
      case fs::file_type::regular:
        files.push_back(at->path());
        break;
      default:
        break; // links, pipes, devices
      }
    }
    if (error) {
      fail_to_read(folder.string(), error);
    }
  }

  // Not every file system tells the kind with the name. Where it must be asked for, that may fail.
  fs::file_type kind_of(const fs::directory_entry &entry) {
    std::error_code error;
    if (entry.is_symlink(error)) {
      return fs::file_type::symlink;
    }
    bool is_folder = !error && entry.is_directory(error);
    bool is_file = !error && entry.is_regular_file(error);
    if (error) {
      fail_to_read(entry.path().string(), error);
    }
    return is_folder ? fs::file_type::directory
           : is_file ? fs::file_type::regular
                     : fs::file_type::unknown;
  }

  void add(const InputFile &found) {
    std::string file = found.file.string();
    if (arguments_.in_place) {
      add_in_place(file, found.version);
    } else if (into_folder_) {
      add_into_folder(found, fs::path(arguments_.output) / found.below);
    } else {
      plan_.jobs.push_back({file, {}});
    }
  }

  // Rewriting a file twice would transform its result again.
  void add_in_place(const std::string &file, const std::optional<FileVersion> &version) {
    bool fresh = true;
    if (version) {
      std::tie(std::ignore, fresh) = in_place_.emplace(*version, file);
    }
    if (version && version->is_special()) { // the result would be read again
      fail(fmt::format("skipping {}: -i rewrites only regular files", file));
    } else if (!fresh) {
      fail(fmt::format("skipping {}: it is the same file as {}", file, in_place_.at(*version)));
    } else if (backup_is_free(file, file)) {
      plan_.jobs.push_back({file, file});
    }
  }

  // Compares files, not their names, because two names may lead to the same file.
  void add_into_folder(const InputFile &source, const fs::path &target) {
    std::error_code error;
    const std::string file = source.file.string();
    const std::string name = target.string();
    const std::string place = fs::weakly_canonical(destination_of(name).file, error).string();
    if (file == "-") {
      fail("standard input cannot be written to a directory, because it has no file name");
      return;
    }
    auto [known, fresh] = targets_.emplace(place, file);
    const std::optional<std::string> input = input_at(name);
    if (!input) {
      return;
    }
    if (!fresh) {
      fail(fmt::format("skipping {}: {} is already written to {}", file, known->second, name));
    } else if (source.version && !input->empty() &&
               inputs_.find(*source.version)->second == *input) {
      fail(fmt::format("skipping {}: it would be written onto itself; use -i to rewrite it", file));
    } else if (!input->empty()) {
      fail(fmt::format("skipping {}: {} is the same file as {}, which is also an input", file, name,
                       *input));
    } else if (backup_is_free(file, name) && make_folder(target.parent_path())) {
      plan_.jobs.push_back({file, name});
    }
  }

  const FilterArguments &arguments_;
  bool into_folder_ = false;
  bool unknown_ = false; // some file could be any other one
  Plan plan_;
  std::vector<InputFile> sources_;
  std::map<FileVersion, std::string> inputs_;   // the first name of each input
  std::map<std::string, std::string> targets_;  // the input of each output file
  std::map<FileVersion, std::string> in_place_; // the first name of each file to rewrite
};

} // namespace

Plan plan_of(const FilterArguments &arguments) { return Planner(arguments).run(); }

} // namespace arnorm::tool
