#include "tool/records/columns.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "characters/names.h"
#include "characters/split.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_digits = 5; // of a column number; a larger one is a typing error

bool is_number(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The first names. A header may have thousands.
std::string some_of(const std::vector<std::string> &names) {
  constexpr std::size_t max_names = 20;
  auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), max_names));
  return fmt::format("`{}`{}", fmt::join(names.begin(), end, "`, `"),
                     end == names.end() ? "" : fmt::format(" and {} more", names.end() - end));
}

} // namespace

void Columns::choose(std::size_t column) {
  chosen_.resize(std::max(chosen_.size(), column + 1));
  chosen_[column] = true;
}

std::optional<Columns> Columns::parse(std::string_view words, std::string &problem) {
  Columns columns;
  for (std::string_view part : split(words, ',')) {
    std::string word(part);
    if (word.empty()) {
      problem = fmt::format("`{}` has an empty column; join columns with single commas", words);
      return std::nullopt;
    }
    if (!is_number(word)) {
      columns.names_.push_back(word);
    } else if (word.size() > max_digits || std::stoul(word) == 0) {
      problem = fmt::format("there is no column {}; columns are numbered from 1", word);
      return std::nullopt;
    } else {
      columns.choose(std::stoul(word));
    }
  }
  columns.by_number_ = columns.chosen_;
  return columns;
}

std::vector<std::size_t> Columns::numbers() const {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < by_number_.size(); ++i) {
    if (by_number_[i]) {
      numbers.push_back(i);
    }
  }
  return numbers;
}

bool Columns::read_header(const std::vector<std::string> &header, std::string &problem) {
  chosen_ = by_number_;
  for (const std::string &name : names_) {
    bool known = false;
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (header[i] == name) {
        choose(i + 1);
        known = true;
      }
    }
    if (!known) {
      std::string hint = did_you_mean(name, header);
      problem = fmt::format("the header line has no column `{}`; {}", name,
                            hint.empty() ? "it has " + some_of(header) : hint);
      return false;
    }
  }
  return true;
}

} // namespace arnorm::tool
