#include "tool/lsp/format_edit.h"

#include <algorithm>
#include <memory>

#include "format/format_rules.h"

namespace arnorm::tool {
namespace {

// The length of the lines with which both texts begin.
std::size_t common_lines(std::string_view a, std::string_view b) {
  auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  std::string_view same = a.substr(0, static_cast<std::size_t>(end - a.begin()));
  return same.rfind('\n') + 1; // npos + 1 is 0
}

bool begins_line(std::string_view text, std::size_t at) { return at == 0 || text[at - 1] == '\n'; }

// The length of the lines with which both texts end.
std::size_t common_last_lines(std::string_view a, std::string_view b) {
  auto [end, other] = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  std::string_view same = a.substr(a.size() - static_cast<std::size_t>(end - a.rbegin()));
  if (begins_line(a, a.size() - same.size()) && begins_line(b, b.size() - same.size())) {
    return same.size();
  }
  std::size_t first = same.find('\n');
  return first == std::string_view::npos ? 0 : same.size() - first - 1;
}

} // namespace

std::optional<TextChange> format_edit(const std::string &text) {
  Report known;
  auto formatted = format_rules(std::make_shared<Source>("", text), known);
  if (!formatted || *formatted == text) {
    return std::nullopt;
  }
  std::string_view before = text;
  std::string_view after = *formatted;
  std::size_t begin = common_lines(before, after);
  std::size_t end = common_last_lines(before.substr(begin), after.substr(begin));
  return TextChange{begin, before.size() - end,
                    std::string(after.substr(begin, after.size() - begin - end))};
}

} // namespace arnorm::tool
