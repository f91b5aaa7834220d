// Built-in rule files and the pages of diagnostics as files that an editor can open.
//
// A built-in file is opened where it was installed, if that copy is the same. Otherwise, all of
// them are written to a temporary folder, read-only, when the first one is asked for. The folder
// goes with this object.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace arnorm::tool {

class BuiltinFiles {
public:
  BuiltinFiles() = default;
  ~BuiltinFiles();
  BuiltinFiles(const BuiltinFiles &) = delete;
  BuiltinFiles &operator=(const BuiltinFiles &) = delete;

  // The path of "<built-in>/normalize/clean.toml". Empty if it cannot be written.
  std::string path_of(std::string_view name);

  // The path of the page of a diagnostic, likewise.
  std::string page_of(const std::string &code);

  // The text of "<built-in>/normalize/clean.toml".
  static std::optional<std::string> text_of(std::string_view name);

private:
  bool make_folder();

  std::string folder_; // empty until it is needed
  bool failed_ = false;
  bool rules_written_ = false;
};

} // namespace arnorm::tool
