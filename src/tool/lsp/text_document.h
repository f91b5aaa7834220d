// A text with positions in the units of the protocol: lines, and bytes, UTF-16 code units or code
// points within a line.
//
// As in LSP 3.17, a line ends with LF, CR LF or CR. Does not depend on the protocol's JSON.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arnorm::tool {

// What `character` of a position counts (`positionEncoding`).
enum class PositionUnit { utf8, utf16, utf32 };

struct Position {
  std::size_t line = 0;
  std::size_t character = 0;
  auto operator<=>(const Position &) const = default;
};

struct PositionRange {
  Position start;
  Position end;
  auto operator<=>(const PositionRange &) const = default;
};

class TextDocument {
public:
  explicit TextDocument(std::string text = {}) { set(std::move(text)); }

  const std::string &text() const { return text_; }
  void set(std::string text);

  // Replaces bytes [begin, end).
  void replace(std::size_t begin, std::size_t end, std::string_view text);

  // A position beyond the end of its line or of the text is taken for that end, and one within a
  // character for the beginning of that character.
  std::size_t offset(Position position, PositionUnit unit) const;
  Position position(std::size_t offset, PositionUnit unit) const;
  PositionRange range(std::size_t begin, std::size_t end, PositionUnit unit) const {
    return {position(begin, unit), position(end, unit)};
  }

  // The beginning of the line that contains an offset, and its end before the line break.
  std::size_t line_begin(std::size_t offset) const;
  std::size_t line_end(std::size_t offset) const;
  std::size_t lines() const { return starts_.size(); }

private:
  std::string_view line(std::size_t number) const;
  std::size_t line_of(std::size_t offset) const;

  std::string text_;
  std::vector<std::size_t> starts_; // of each line
};

} // namespace arnorm::tool
