// The selected columns of a record: by number, or by the names in the header line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arnorm::tool {

class Columns {
public:
  // Parses "2,3" or "title,text". Returns nothing if `words` is not a list of columns; `problem`
  // then says why.
  static std::optional<Columns> parse(std::string_view words, std::string &problem);

  // Whether columns are selected by name. `read_header` must then be called before `has`.
  bool needs_header() const { return !names_.empty(); }

  // Finds the columns in a header. Returns false if one is missing; `problem` then says which.
  bool read_header(const std::vector<std::string> &header, std::string &problem);

  // The columns that are selected by number.
  std::vector<std::size_t> numbers() const;

  // Columns are numbered from 1.
  bool has(std::size_t column) const { return column < chosen_.size() && chosen_[column]; }

private:
  void choose(std::size_t column);

  std::vector<std::string> names_;
  std::vector<bool> by_number_;
  std::vector<bool> chosen_; // by_number_ and the columns of names_
};

} // namespace arnorm::tool
