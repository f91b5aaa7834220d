#include "tool/filter/file_plan.h"

#include <algorithm>
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
};

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
    for (const InputFile &source : sources_) {
      if (auto file = version_of(source)) {
        inputs_.emplace(*file, source.file.string());
      }
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
      if (arguments_.recursive && word != "-" && fs::is_directory(word, error)) {
        walk(word);
      } else {
        sources_.push_back({word, fs::path(word).filename()});
      }
    }
  }

  static std::optional<FileVersion> version_of(const InputFile &source) {
    return source.file == "-" ? FileVersion::of(STDIN_FILENO)
                              : FileVersion::of(source.file.string());
  }

  // The input that a name leads to, under its first name; empty if it is not an input.
  std::string input_at(const std::string &name) const {
    auto file = FileVersion::of(name);
    auto input = file ? inputs_.find(*file) : inputs_.end();
    return input == inputs_.end() ? "" : input->second;
  }

  // A backup replaces any file of its name. Reports an error and returns false if that is an input.
  bool backup_is_free(const std::string &file, const std::string &target) {
    std::string backup = destination_of(target).file + arguments_.backup;
    std::string input = arguments_.backup.empty() ? "" : input_at(backup);
    if (!input.empty()) {
      fail(fmt::format("skipping {}: its backup would replace {}, which is also an input", file,
                       input));
    }
    return input.empty();
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
      std::error_code ignored;
      if (at->is_directory(ignored) && !at->is_symlink(ignored)) {
        if (!is_target(at->path())) { // its files are output, not input
          folders.push_back(at->path());
        }
      } else if (at->is_regular_file(ignored) && !at->is_symlink(ignored)) {
        files.push_back(at->path());
      }
    }
    if (error) {
      fail(fmt::format("cannot read {}: {}", folder.string(), error.message()));
    }
  }

  void add(const InputFile &found) {
    std::string file = found.file.string();
    if (arguments_.in_place) {
      add_in_place(file);
    } else if (into_folder_) {
      add_into_folder(file, fs::path(arguments_.output) / found.below);
    } else {
      plan_.jobs.push_back({file, {}});
    }
  }

  // Rewriting a file twice would transform its result again.
  void add_in_place(const std::string &file) {
    auto version = FileVersion::of(file);
    bool fresh = true;
    if (version) {
      std::tie(std::ignore, fresh) = in_place_.emplace(*version, file);
    }
    if (!fresh) {
      fail(fmt::format("skipping {}: it is the same file as {}", file, in_place_.at(*version)));
    } else if (backup_is_free(file, file)) {
      plan_.jobs.push_back({file, file});
    }
  }

  // Compares files, not their names, because two names may lead to the same file.
  void add_into_folder(const std::string &file, const fs::path &target) {
    std::error_code error;
    const std::string name = target.string();
    const std::string place = fs::weakly_canonical(destination_of(name).file, error).string();
    if (file == "-") {
      fail("standard input cannot be written to a directory, because it has no file name");
      return;
    }
    auto [known, fresh] = targets_.emplace(place, file);
    const std::string input = input_at(name);
    if (!fresh) {
      fail(fmt::format("skipping {}: {} is already written to {}", file, known->second, name));
    } else if (fs::equivalent(file, target, error)) {
      fail(fmt::format("skipping {}: it would be written onto itself; use -i to rewrite it", file));
    } else if (!input.empty()) {
      fail(fmt::format("skipping {}: {} is the same file as {}, which is also an input", file, name,
                       input));
    } else if (backup_is_free(file, name) && make_folder(target.parent_path())) {
      plan_.jobs.push_back({file, name});
    }
  }

  const FilterArguments &arguments_;
  bool into_folder_ = false;
  Plan plan_;
  std::vector<InputFile> sources_;
  std::map<FileVersion, std::string> inputs_;   // the first name of each input
  std::map<std::string, std::string> targets_;  // the input of each output file
  std::map<FileVersion, std::string> in_place_; // the first name of each file to rewrite
};

} // namespace

Plan plan_of(const FilterArguments &arguments) { return Planner(arguments).run(); }

} // namespace arnorm::tool
