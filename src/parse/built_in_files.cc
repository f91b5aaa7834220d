#include "parse/built_in_files.h"

#include <algorithm>

namespace arnorm {
namespace {

constexpr std::string_view built_in_folder = "<built-in>/";

} // namespace

std::string name_of(const BuiltinRules &builtin) {
  return std::string(built_in_folder).append(builtin.path);
}

bool is_built_in_key(std::string_view key) { return key.starts_with(built_in_folder); }

std::string_view path_of_key(std::string_view key) { return key.substr(built_in_folder.size()); }

const BuiltinRules *find_builtin(const std::string &name, const std::vector<std::string> &folders) {
  for (const std::string &folder : folders) {
    std::string path = folder + name + ".toml";
    for (const BuiltinRules &builtin : builtin_rules()) {
      if (builtin.path == path) {
        return &builtin;
      }
    }
  }
  return nullptr;
}

const ReadyRules *find_ready(std::string_view key) {
  std::span<const ReadyRules> all = ready_rules();
  auto found = std::find_if(all.begin(), all.end(), [&](const ReadyRules &each) {
    return is_built_in_key(key) && each.path == path_of_key(key);
  });
  return found == all.end() ? nullptr : &*found;
}

std::shared_ptr<const Source> source_of(const BuiltinRules &builtin) {
  std::string name = name_of(builtin);
  return std::make_shared<Source>(name, builtin.packed,
                                  Home{.origin = Origin::built_in, .key = name});
}

std::shared_ptr<const Source> built_in_source(std::string_view path) {
  std::span<const BuiltinRules> all = builtin_rules();
  auto found = std::find_if(all.begin(), all.end(),
                            [&](const BuiltinRules &each) { return each.path == path; });
  return found == all.end() ? nullptr : source_of(*found);
}

} // namespace arnorm
