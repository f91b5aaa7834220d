#include "tool/records/columns.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "characters/names.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_digits = 5; // of a number; more columns than that is a mistake

bool is_number(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

void Columns::choose(std::size_t column) {
  chosen_.resize(std::max(chosen_.size(), column + 1));
  chosen_[column] = true;
}

std::optional<Columns> Columns::parse(std::string_view words, std::string &problem) {
  Columns columns;
  for (std::size_t begin = 0; begin <= words.size();) {
    std::size_t end = std::min(words.find(',', begin), words.size());
    std::string word(words.substr(begin, end - begin));
    begin = end + 1;
    if (word.empty()) {
      problem =
          fmt::format("a column in `{}` is empty; columns are joined by single commas", words);
      return std::nullopt;
    }
    if (!is_number(word)) {
      columns.names_.push_back(word);
    } else if (word.size() > max_digits || std::stoul(word) == 0) {
      problem = fmt::format("there is no column {}; they count from 1", word);
      return std::nullopt;
    } else {
      columns.choose(std::stoul(word));
    }
  }
  columns.by_number_ = columns.chosen_;
  return columns;
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
      problem = fmt::format("the first line has no column `{}`{}", name,
                            hint.empty() ? fmt::format("; it has `{}`", fmt::join(header, "`, `"))
                                         : "; " + hint);
      return false;
    }
  }
  return true;
}

} // namespace arnorm::tool
