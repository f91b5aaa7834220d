#include "token_ranges.h"

#include <algorithm>

#include "arnorm/offsets.h"

namespace arnorm::sqlite {
namespace {

// How far around a place the beginning and the end of a cluster are looked for. A limit, because a
// row may consist of a letter and a million marks, with a token at each of them.
constexpr std::size_t max_cluster = 128;

constexpr std::string_view tatweel = "\u0640";

bool is_trail(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Whether one of U+0620 to U+064A begins here, Arabic letters in two bytes.
bool is_letter(std::string_view row, std::size_t at) {
  auto lead = static_cast<unsigned char>(row[at]);
  auto trail = static_cast<unsigned char>(row[at + 1]);
  return (lead == 0xD8 && trail >= 0xA0 && trail < 0xC0) || (lead == 0xD9 && trail <= 0x8A);
}

// A common case of two clusters that is quickly seen.
bool is_between_letters(std::string_view row, std::size_t at) {
  return at >= 2 && at + 2 <= row.size() && is_letter(row, at - 2) && is_letter(row, at);
}

// No cluster goes on with an ASCII character, but for a line feed after a carriage return.
bool continues_nothing(std::string_view row, std::size_t at) {
  return at >= row.size() || static_cast<unsigned char>(row[at]) < 0x80;
}

std::size_t character_begin(std::string_view row, std::size_t at) {
  for (int back = 0; back < 3 && at > 0 && at < row.size() && is_trail(row[at]); ++back) {
    --at;
  }
  return at;
}

// The cluster that a place lies in; empty between two of them.
Range cluster_at(std::string_view row, std::size_t at) {
  if (continues_nothing(row, at) || is_between_letters(row, at)) {
    return {at, at};
  }
  std::size_t begin = character_begin(row, at - std::min(at, max_cluster));
  std::size_t end = character_begin(row, std::min(at + max_cluster, row.size()));
  Range found = whole_clusters(row.substr(begin, end - begin), {at - begin, at - begin});
  return {found.begin + begin, found.end + begin};
}

// Where what was deleted right after an offset of the folded text ends in the row.
std::size_t deleted_until(const Alignment &map, std::size_t offset) {
  return offset < map.output_size() ? map.to_input({offset, offset + 1}).begin : map.input_size();
}

} // namespace

std::size_t TokenRanges::with_marks(std::size_t end, std::size_t folded_end) const {
  end = cluster_at(row_, end).end;
  if (!row_.substr(end).starts_with(tatweel)) {
    return end;
  }
  std::size_t deleted = deleted_until(map_, folded_end);
  while (end < deleted && row_.substr(end).starts_with(tatweel)) {
    end = cluster_at(row_, end + tatweel.size()).end;
  }
  return end;
}

Range TokenRanges::next(Range token) {
  Range range = map_.to_input(token);
  range.begin = std::max(cluster_at(row_, range.begin).begin, last_.begin);
  range.end = with_marks(range.end, token.end);
  if (token.begin >= seen_) {
    range.begin = std::max(range.begin, last_.end);
  }
  range.end = std::max(range.end, range.begin);
  seen_ = std::max(seen_, token.end);
  last_ = {range.begin, std::max(range.end, last_.end)};
  return range;
}

} // namespace arnorm::sqlite
