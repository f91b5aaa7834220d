#include "parse/search_path.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "config.h"

namespace arnorm {
namespace {

namespace fs = std::filesystem;

std::string environment(const char *name) {
  const char *value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<std::string> split(const std::string &list) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= list.size();) {
    std::size_t end = std::min(list.find(':', begin), list.size());
    if (end > begin) {
      out.push_back(list.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  return out;
}

std::string user_folder() {
  std::string data = environment("XDG_DATA_HOME");
  std::string home = environment("HOME");
  if (data.empty() && !home.empty()) {
    data = home + "/.local/share";
  }
  return data.empty() ? "" : data + "/arnorm/rules";
}

bool is_below(const fs::path &file, const fs::path &folder) {
  fs::path way = file.lexically_relative(folder);
  return !way.empty() && *way.begin() != "..";
}

fs::path absolute(const std::string &file) {
  std::error_code error;
  return fs::absolute(file, error).lexically_normal();
}

// The path with symbolic links resolved; empty if there is no such file.
fs::path real(const std::string &file) {
  std::error_code error;
  fs::path path = fs::canonical(file, error);
  return error ? fs::path() : path;
}

} // namespace

SearchPath::SearchPath(const Options &options) : files_(options.files) {
  if (files_ == Files::none) {
    return;
  }
  auto add = [&](const std::string &path, bool unasked) {
    // Only existing folders, because each is searched for every name. One that the caller names and
    // that cannot be examined is searched too, which reports the error.
    std::error_code ignored;
    fs::file_type type = fs::status(path, ignored).type();
    if (type == fs::file_type::directory ||
        (!unasked && (type == fs::file_type::none || type == fs::file_type::unknown))) {
      folders_.push_back({path, path, unasked});
    }
  };
  for (const std::string &folder : options.path) {
    add(folder, false);
  }
  for (const std::string &folder : split(environment("ARNORM_PATH"))) {
    add(folder, false);
  }
  add(user_folder(), true);
  add(ARNORM_DATADIR "/rules", true);
}

std::string SearchPath::tree_of(const std::string &file, const std::string &tree) const {
  std::vector<std::string> trees;
  if (!tree.empty()) {
    trees.push_back(tree);
  }
  for (const Folder &folder : folders_) {
    trees.push_back(folder.path);
  }
  auto by_name = std::find_if(trees.begin(), trees.end(), [&](const std::string &each) {
    return is_below(absolute(file), absolute(each));
  });
  if (by_name == trees.end()) {
    return {};
  }
  fs::path target = real(file);
  if (target.empty()) { // reading the file will report this
    return *by_name;
  }
  auto found = std::find_if(trees.begin(), trees.end(),
                            [&](const std::string &each) { return is_below(target, real(each)); });
  return found == trees.end() ? std::string() : *found;
}

std::string normal(const std::string &file) { return fs::path(file).lexically_normal().string(); }

std::string folder_of(const std::string &file) {
  std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

} // namespace arnorm
