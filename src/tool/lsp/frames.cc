#include "tool/lsp/frames.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace arnorm::tool {
namespace {

std::string_view trimmed(std::string_view text) {
  std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  std::size_t end = text.find_last_not_of(" \t") + 1; // npos + 1 is 0
  return text.substr(begin, end - begin);
}

bool is_named(std::string_view name, std::string_view wanted) {
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b;
  });
}

} // namespace

// Reads one line of a header. Returns false after an error.
bool FrameReader::read_field(std::string_view line) {
  std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    problem_ = "a header without a colon";
    return false;
  }
  std::string_view value = trimmed(line.substr(colon + 1));
  if (!is_named(line.substr(0, colon), "content-length")) {
    return true; // Content-Type, or one of a later version
  }
  std::size_t length = 0;
  auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
  bool number = !value.empty() && end == value.data() + value.size();
  if (length_ || !number || error == std::errc::invalid_argument) {
    problem_ = "Content-Length is not one number";
  } else if (error != std::errc() || length > max_body) {
    problem_ = fmt::format("a message of more than {} MiB", max_body >> 20);
  }
  length_ = length;
  return problem_.empty();
}

// Returns false if the header is not complete, or after an error.
bool FrameReader::read_header() {
  std::string_view rest = std::string_view(buffer_).substr(begin_);
  std::size_t end = rest.substr(0, max_header).find("\r\n\r\n");
  if (end == std::string_view::npos) {
    problem_ = rest.size() >= max_header ? "a header that does not end" : "";
    return false;
  }
  begin_ += end + 4;
  rest = rest.substr(0, end);
  while (!rest.empty()) {
    std::size_t stop = std::min(rest.find("\r\n"), rest.size());
    if (!read_field(rest.substr(0, stop))) {
      return false;
    }
    rest.remove_prefix(std::min(stop + 2, rest.size()));
  }
  problem_ = length_ ? "" : "a header without Content-Length";
  return problem_.empty();
}

std::optional<std::string> FrameReader::next() {
  if (!problem_.empty() || (!length_ && !read_header()) || buffer_.size() - begin_ < *length_) {
    return std::nullopt;
  }
  std::string body = buffer_.substr(begin_, *length_);
  begin_ += *length_;
  length_.reset();
  return body;
}

std::string frame(std::string_view body) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", body.size(), body);
}

} // namespace arnorm::tool
