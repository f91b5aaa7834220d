#include "source.h"

#include <algorithm>

#include "names.h"
#include "utf.h"

namespace arnorm {

namespace {

constexpr std::size_t stride = 256; // code points between known offsets

std::size_t step(std::string_view text, std::size_t at) {
  return std::max<std::size_t>(1, sequence_length(text.substr(at)));
}

} // namespace

Source::Source(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), starts_{0}, numbers_{0} {
  if (text_.starts_with("\xEF\xBB\xBF")) { // a byte order mark has no column
    text_.erase(0, 3);
  }
  std::size_t number = 0;
  for (std::size_t at = 0; at < text_.size(); at += step(text_, at), ++number) {
    if (number % stride == 0) {
      points_.push_back(at);
    }
    if (text_[at] == '\n') {
      starts_.push_back(at + 1);
      numbers_.push_back(number + 1);
    }
  }
}

std::size_t Source::offset(std::size_t line, std::size_t column) const {
  if (line == 0 || line > starts_.size()) {
    return text_.size();
  }
  std::size_t number = numbers_[line - 1] + std::max<std::size_t>(column, 1) - 1;
  if (number / stride >= points_.size()) {
    return text_.size();
  }
  std::size_t at = points_[number / stride];
  for (std::size_t i = number % stride; i > 0 && at < text_.size(); --i) {
    at += step(text_, at);
  }
  return at;
}

std::size_t Source::code_points_before(std::size_t offset) const {
  auto after = std::upper_bound(points_.begin(), points_.end(), offset);
  if (after == points_.begin()) {
    return 0;
  }
  auto block = static_cast<std::size_t>(after - points_.begin()) - 1;
  std::string_view rest = std::string_view(text_).substr(points_[block], offset - points_[block]);
  return block * stride + count_code_points(rest);
}

std::size_t Source::column_of(std::size_t offset) const {
  return code_points_before(offset) - numbers_[line_of(offset) - 1] + 1;
}

std::size_t Source::line_of(std::size_t offset) const {
  auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::size_t>(after - starts_.begin());
}

std::string_view Source::line(std::size_t number) const {
  std::size_t begin = starts_[number - 1];
  std::size_t end = number < starts_.size() ? starts_[number] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') {
    --end;
  }
  return std::string_view(text_).substr(begin, end - begin);
}

Place place_of(const Span &span, std::string label) {
  const Source &source = *span.source;
  Place place;
  place.file = source.name();
  place.line = source.line_of(span.begin);
  place.text = source.line(place.line);
  place.label = std::move(label);
  // A span over several lines is shown by its first.
  std::size_t start = source.line_start(place.line);
  std::size_t stop = std::min(span.end, start + place.text.size());
  place.column = source.column_of(span.begin);
  place.length = 1;
  if (stop > span.begin) {
    std::string_view shown = source.text().substr(span.begin, stop - span.begin);
    place.length = count_code_points(shown);
    place.label = place.label.empty() ? spell_deceptive(shown) : place.label;
  }
  return place;
}

Place whole_file(std::string name) {
  Place place;
  place.file = std::move(name);
  return place;
}

} // namespace arnorm
