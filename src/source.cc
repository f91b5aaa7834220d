#include "source.h"

#include <algorithm>

#include "utf.h"

namespace arnorm {

Source::Source(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), starts_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') {
      starts_.push_back(i + 1);
    }
  }
}

std::size_t Source::offset(std::size_t line, std::size_t column) const {
  if (line == 0 || line > starts_.size()) {
    return text_.size();
  }
  std::size_t at = starts_[line - 1];
  for (std::size_t i = 1; i < column && at < text_.size(); ++i) {
    at += std::max<std::size_t>(1, sequence_length(std::string_view(text_).substr(at)));
  }
  return std::min(at, text_.size());
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
  place.column = count_code_points(source.text().substr(start, span.begin - start)) + 1;
  place.length = 1;
  if (stop > span.begin) {
    place.length = count_code_points(source.text().substr(span.begin, stop - span.begin));
  }
  return place;
}

Place whole_file(std::string name) {
  Place place;
  place.file = std::move(name);
  return place;
}

} // namespace arnorm
