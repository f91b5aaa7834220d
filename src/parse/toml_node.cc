#include "parse/toml_node.h"

#include <algorithm>

#include "characters/utf.h"
#include "parse/toml_text.h"

namespace arnorm {
namespace {

// The number of bytes that a piece adds to the value.
std::size_t length_in_value(const TextPiece &piece) {
  switch (piece.kind) {
  case TextPiece::Kind::plain:
    return piece.end - piece.begin;
  case TextPiece::Kind::line_end:
    return 1;
  case TextPiece::Kind::escape: {
    std::string utf8;
    append_utf8(utf8, piece.c);
    return utf8.size();
  }
  default:
    return 0;
  }
}

} // namespace

const Entry *Node::find(std::string_view key) const {
  auto found = std::find_if(entries.begin(), entries.end(),
                            [&](const Entry &entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

Span Node::inside(std::size_t begin, std::size_t end) const {
  return ValuePlaces(*this).inside(begin, end);
}

ValuePlaces::ValuePlaces(const Node &node)
    : span_(node.span), text_(span_.source->text(), span_.begin), at_(text_.at()),
      piece_(text_.next()) {}

Span ValuePlaces::inside(std::size_t begin, std::size_t end) {
  std::size_t from = written_at(begin, true);
  return {span_.source, from, std::max(from, written_at(end, false))};
}

// The offset in the file of byte `offset` of the value. If folded lines precede that byte, the
// result is after them for the beginning of a range (`begins`), and before them for its end.
std::size_t ValuePlaces::written_at(std::size_t offset, bool begins) {
  for (; at_ < span_.end; piece_ = text_.next()) {
    std::size_t length = length_in_value(piece_);
    bool folded = piece_.kind == TextPiece::Kind::folded;
    if (piece_.kind == TextPiece::Kind::end || piece_.is_wrong() ||
        (in_value_ >= offset && !(folded && begins))) {
      break;
    }
    if (piece_.kind == TextPiece::Kind::plain && in_value_ + length > offset) {
      return piece_.begin + (offset - in_value_);
    }
    in_value_ += length;
    at_ = piece_.end;
  }
  return at_;
}

std::vector<bool> Node::escapes() const {
  std::string_view written = span.source->text().substr(span.begin, span.end - span.begin);
  if (written.starts_with('\'') || written.find('\\') == std::string_view::npos) {
    return {};
  }
  std::vector<bool> result;
  QuotedText text(span.source->text(), span.begin);
  for (TextPiece piece = text.next(); text.at() < span.end; piece = text.next()) {
    result.resize(result.size() + length_in_value(piece), piece.kind == TextPiece::Kind::escape);
  }
  result.resize(string.size());
  return result;
}

std::string_view type_name(Node::Type type) {
  switch (type) {
  case Node::Type::string:
    return "a string";
  case Node::Type::integer:
    return "an integer";
  case Node::Type::boolean:
    return "true or false";
  case Node::Type::array:
    return "an array";
  case Node::Type::table:
    return "a table";
  case Node::Type::other:
  case Node::Type::lost:
    break;
  }
  return "a float, date or time";
}

} // namespace arnorm
