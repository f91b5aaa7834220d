#include "tool/lsp/text_document.h"

#include <algorithm>

#include "characters/utf.h"

namespace arnorm::tool {
namespace {

struct Step {
  std::size_t bytes;
  std::size_t units;
};

// The first character of a text. Each byte of what is not UTF-8 counts as one.
Step step(std::string_view text, PositionUnit unit) {
  Character character = first_character(text);
  std::size_t bytes = character.c == ill_formed ? 1 : character.length;
  std::size_t utf16 = character.c != ill_formed && character.c > 0xFFFF ? 2 : 1;
  return {bytes, unit == PositionUnit::utf8 ? bytes : unit == PositionUnit::utf16 ? utf16 : 1};
}

// The beginnings of lines in [begin, end], without that of the first line.
std::vector<std::size_t> line_starts(std::string_view text, std::size_t begin, std::size_t end) {
  begin = std::max<std::size_t>(begin, 1);
  std::string_view until_end = text.substr(0, end);
  std::vector<std::size_t> starts;
  for (std::size_t at = begin - 1; (at = until_end.find_first_of("\r\n", at)) < end;) {
    at += text.substr(at).starts_with("\r\n") ? 2 : 1;
    if (begin <= at && at <= end) {
      starts.push_back(at);
    }
  }
  return starts;
}

} // namespace

void TextDocument::set(std::string text) {
  text_ = std::move(text);
  starts_ = line_starts(text_, 0, text_.size());
  starts_.insert(starts_.begin(), 0);
}

// Looks at the new text and the character before it only: a client may send many parts at once. A
// CR before it and an LF that begins it, or follows it, are one end of a line.
void TextDocument::replace(std::size_t begin, std::size_t end, std::string_view text) {
  begin = std::min(begin, text_.size());
  end = std::clamp(end, begin, text_.size());
  text_.replace(begin, end - begin, text);
  auto from = std::lower_bound(starts_.begin() + 1, starts_.end(), begin);
  auto to = std::upper_bound(from, starts_.end(), end);
  std::for_each(to, starts_.end(),
                [&](std::size_t &start) { start += text.size() - (end - begin); });
  std::vector<std::size_t> found = line_starts(text_, begin, begin + text.size());
  starts_.insert(starts_.erase(from, to), found.begin(), found.end());
}

std::string_view TextDocument::line(std::size_t number) const {
  std::size_t end = number + 1 < starts_.size() ? starts_[number + 1] : text_.size();
  std::string_view line = std::string_view(text_).substr(starts_[number], end - starts_[number]);
  while (line.ends_with('\n') || line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

std::size_t TextDocument::line_of(std::size_t offset) const {
  auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::size_t>(after - starts_.begin()) - 1;
}

std::size_t TextDocument::line_begin(std::size_t offset) const { return starts_[line_of(offset)]; }

std::size_t TextDocument::line_end(std::size_t offset) const {
  std::size_t number = line_of(offset);
  return starts_[number] + line(number).size();
}

std::size_t TextDocument::offset(Position position, PositionUnit unit) const {
  if (position.line >= starts_.size()) {
    return text_.size();
  }
  std::string_view rest = line(position.line);
  std::size_t at = starts_[position.line];
  std::size_t units = 0;
  while (!rest.empty()) {
    Step next = step(rest, unit);
    if (units + next.units > position.character) {
      break;
    }
    units += next.units;
    at += next.bytes;
    rest.remove_prefix(next.bytes);
  }
  return at;
}

Position TextDocument::position(std::size_t offset, PositionUnit unit) const {
  offset = std::min(offset, text_.size());
  std::size_t number = line_of(offset);
  std::string_view rest = line(number).substr(0, offset - starts_[number]);
  Position result{number, 0};
  while (!rest.empty()) {
    Step next = step(rest, unit);
    result.character += next.units;
    rest.remove_prefix(next.bytes);
  }
  return result;
}

} // namespace arnorm::tool
