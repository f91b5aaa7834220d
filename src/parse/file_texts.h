// The texts of files by path: those of the file system, or texts that stand in for them.
//
// An editor holds a.toml with changes that are not saved. Whoever reads a.toml, also through a link
// or as `use = "a"` of another file, must get the text of the editor. A new file of the editor,
// which does not exist yet, can be found as well. Does not depend on rule files.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "parse/read_file.h"

namespace arnorm {

class FileTexts {
public:
  // From now on the file has this text.
  void put(const std::string &path, std::string text);

  // As in parse/read_file.h, but with the texts that were put.
  FileText read(const std::string &path, std::size_t limit,
                Readable readable = Readable::regular) const;
  std::optional<std::string> key(const std::string &path, std::error_code &error) const;
  std::optional<std::string> key(const std::string &path) const;

private:
  std::map<std::string, std::string> texts_; // by key
};

} // namespace arnorm
