// The selected columns of a record: by number, or by the names in the header line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arnorm::tool {

class Columns {
public:
  // "2,3" or "title,text". Nothing when that is no list of columns; then `problem` says why.
  static std::optional<Columns> parse(std::string_view words, std::string &problem);

  // Whether the first record of a file names its columns. It must be read before `has` is asked.
  bool needs_header() const { return !names_.empty(); }

  // False when a name that was asked for is not there; then `problem` says so.
  bool read_header(const std::vector<std::string> &header, std::string &problem);

  // Columns count from 1.
  bool has(std::size_t column) const { return column < chosen_.size() && chosen_[column]; }

private:
  void choose(std::size_t column);

  std::vector<std::string> names_;
  std::vector<bool> by_number_;
  std::vector<bool> chosen_; // by number, those by name included
};

} // namespace arnorm::tool
