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

} // namespace

void TextDocument::set(std::string text) {
  text_ = std::move(text);
  starts_.assign(1, 0);
  for (std::size_t at = 0; (at = text_.find_first_of("\r\n", at)) != std::string::npos;) {
    at += text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n' ? 2 : 1;
    starts_.push_back(at);
  }
}

void TextDocument::replace(std::size_t begin, std::size_t end, std::string_view text) {
  begin = std::min(begin, text_.size());
  end = std::clamp(end, begin, text_.size());
  std::string all = std::move(text_);
  all.replace(begin, end - begin, text);
  set(std::move(all));
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
