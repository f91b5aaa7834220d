#include "tool/filter/file_plan.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "tool/io/log.h"

namespace arnorm::tool {
namespace {

namespace fs = std::filesystem;

// A file and its path below the folder that was named, or its own name.
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
    for (const std::string &word : arguments_.files) {
      std::error_code error;
      if (arguments_.recursive && word != "-" && fs::is_directory(word, error)) {
        walk(word);
      } else {
        add({word, fs::path(word).filename()});
      }
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
      fail(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
    }
    return !error;
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
      add({file, file.lexically_relative(root)});
    }
  }

  void look_into(const fs::path &folder, std::vector<fs::path> &files,
                 std::vector<fs::path> &folders) {
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      std::error_code ignored;
      if (at->is_directory(ignored) && !at->is_symlink(ignored)) {
        if (!is_target(at->path())) { // what is made there is not to be read again
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

  // Twice would transform what has been transformed.
  void add_in_place(const std::string &file) {
    struct stat status {};
    bool there = ::stat(file.c_str(), &status) == 0;
    auto [known, fresh] = in_place_.emplace(std::pair(status.st_dev, status.st_ino), file);
    if (there && !fresh) {
      fail(fmt::format("{} is left out: it is the same file as {}", file, known->second));
    } else {
      plan_.jobs.push_back({file, file});
    }
  }

  void add_into_folder(const std::string &file, const fs::path &target) {
    std::error_code error;
    auto [known, fresh] = targets_.emplace(target.lexically_normal().string(), file);
    if (file == "-") {
      fail("standard input has no name that a file in a folder could have");
    } else if (!fresh) {
      fail(fmt::format("{} is left out: {} becomes {} already", file, known->second,
                       target.string()));
    } else if (fs::equivalent(file, target, error)) {
      fail(fmt::format("{} is left out: it would become itself; -i does that", file));
    } else if (make_folder(target.parent_path())) {
      plan_.jobs.push_back({file, target.string()});
    }
  }

  const FilterArguments &arguments_;
  bool into_folder_ = false;
  Plan plan_;
  std::map<std::string, std::string> targets_; // and what becomes them
  std::map<std::pair<dev_t, ino_t>, std::string> in_place_;
};

} // namespace

Plan plan_of(const FilterArguments &arguments) { return Planner(arguments).run(); }

} // namespace arnorm::tool
