#include "diagnostics/source.h"

#include <algorithm>

#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm {

namespace {

constexpr std::size_t stride = 256; // code points between known offsets

std::size_t step(std::string_view text, std::size_t at) {
  Character character = first_character(text.substr(at));
  return character.c == ill_formed ? 1 : character.length;
}

// A byte order mark has no column.
std::string_view without_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

} // namespace

Source::Source(std::string name, std::string text, Home home)
    : name_(std::move(name)), own_text_(std::move(text)), home_(std::move(home)),
      text_(without_mark(own_text_)), is_unpacked_(true) {}

Source::Source(std::string name, PackedText packed, Home home)
    : name_(std::move(name)), packed_(packed), home_(std::move(home)), is_unpacked_(false) {}

Source::~Source() { delete lines_.load(); }

void Source::unpack_once() const {
  unpacking_.run([this] {
    own_text_ = packed_.unpacked();
    text_ = without_mark(own_text_);
    is_unpacked_.store(true, std::memory_order_release);
  });
}

Source::Lines::Lines(std::string_view text) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); at += step(text, at), ++number) {
    if (number % stride == 0) {
      points.push_back(at);
    }
    if (text[at] == '\n') {
      starts.push_back(at + 1);
      numbers.push_back(number + 1);
    }
  }
}

const Source::Lines &Source::lines() const {
  if (const Lines *known = lines_.load()) {
    return *known;
  }
  auto made = std::make_unique<const Lines>(text());
  const Lines *first = nullptr;
  return lines_.compare_exchange_strong(first, made.get()) ? *made.release() : *first;
}

std::size_t Source::offset(std::size_t line, std::size_t column) const {
  const auto &[starts, points, numbers] = lines();
  if (line == 0 || line > starts.size()) {
    return text().size();
  }
  std::size_t number = numbers[line - 1] + std::max<std::size_t>(column, 1) - 1;
  if (number / stride >= points.size()) {
    return text().size();
  }
  std::size_t at = points[number / stride];
  for (std::size_t i = number % stride; i > 0 && at < text().size(); --i) {
    at += step(text(), at);
  }
  return at;
}

std::size_t Source::code_points_before(std::size_t offset) const {
  const std::vector<std::size_t> &points = lines().points;
  auto after = std::upper_bound(points.begin(), points.end(), offset);
  if (after == points.begin()) {
    return 0;
  }
  auto block = static_cast<std::size_t>(after - points.begin()) - 1;
  std::string_view rest = text().substr(points[block], offset - points[block]);
  return block * stride + count_code_points(rest);
}

std::size_t Source::column_of(std::size_t offset) const {
  return code_points_before(offset) - lines().numbers[line_of(offset) - 1] + 1;
}

std::size_t Source::line_of(std::size_t offset) const {
  const std::vector<std::size_t> &starts = lines().starts;
  auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  return static_cast<std::size_t>(after - starts.begin());
}

std::size_t Source::line_start(std::size_t number) const { return lines().starts[number - 1]; }

std::string_view Source::line(std::size_t number) const {
  const std::vector<std::size_t> &starts = lines().starts;
  std::size_t begin = starts[number - 1];
  std::size_t end = number < starts.size() ? starts[number] - 1 : text().size();
  if (end > begin && text()[end - 1] == '\r') {
    --end;
  }
  return text().substr(begin, end - begin);
}

namespace {

// Quotes the line of a place, or the part of a long line around the place.
void quote_line(Place &place, const Source &source) {
  std::size_t start = source.line_start(place.line);
  std::string_view line = source.line(place.line);
  std::size_t length = source.column_of(start + line.size()) - 1;
  std::size_t column = std::min(place.column - 1, length);
  if (length <= max_quoted) {
    place.text = line;
    return;
  }
  place.skipped = column > max_quoted / 2 ? column - max_quoted / 2 : 0;
  place.cut = place.skipped + max_quoted < length;
  std::size_t begin = source.offset(place.line, place.skipped + 1) - start;
  std::size_t end =
      place.cut ? source.offset(place.line, place.skipped + max_quoted + 1) - start : line.size();
  place.text = line.substr(begin, end - begin);
}

// The part of a text that a label names.
std::string_view labelled(std::string_view text) {
  constexpr std::size_t max = 4096; // bytes
  return text.substr(0, text.size() > max ? max - incomplete_tail(text.substr(0, max)) : max);
}

} // namespace

Place place_of(const Span &span, std::string label) {
  const Source &source = *span.source;
  Place place;
  place.file = source.name();
  place.line = source.line_of(span.begin);
  // Of a span of several lines, only the first line is shown.
  std::size_t stop =
      std::min(span.end, source.line_start(place.line) + source.line(place.line).size());
  place.column = source.column_of(span.begin);
  place.length = 1;
  place.label = std::move(label);
  place.offset = source.bytes_before() + span.begin;
  if (stop > span.begin) {
    std::string_view shown = source.text().substr(span.begin, stop - span.begin);
    place.bytes = shown.size();
    place.length = source.column_of(stop) - place.column;
    place.label = place.label.empty() ? spell_bidi(labelled(shown)) : place.label;
  }
  place.hidden = source.is_hidden();
  if (!place.hidden) {
    quote_line(place, source);
  }
  return place;
}

std::string written(const Span &span) {
  return std::string(span.source->text().substr(span.begin, span.end - span.begin));
}

Place whole_file(std::string name) {
  Place place;
  place.file = std::move(name);
  return place;
}

} // namespace arnorm
