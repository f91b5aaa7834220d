#include "tool/records/json_path.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace arnorm::tool {
namespace {

std::optional<std::size_t> number_of(std::string_view digits) {
  std::size_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  bool whole = error == std::errc() && end == digits.data() + digits.size();
  bool leading_zero = digits.size() > 1 && digits[0] == '0';
  return whole && !leading_zero ? std::optional(number) : std::nullopt;
}

// RFC 6901: ~1 is a slash and ~0 a tilde. A number may be an index or a key.
std::optional<JsonPath> parse_pointer(std::string_view text, std::string &problem) {
  JsonPath path;
  for (std::size_t begin = 1; begin <= text.size();) {
    std::size_t end = std::min(text.find('/', begin), text.size());
    std::string key;
    for (std::size_t i = begin; i < end; ++i) {
      char next = i + 1 < end ? text[i + 1] : '\0';
      if (text[i] != '~') {
        key += text[i];
      } else if (next == '0' || next == '1') {
        key += next == '0' ? '~' : '/';
        ++i;
      } else {
        problem = fmt::format("in `{}`, a `~` is not followed by 0 or 1 (RFC 6901)", text);
        return std::nullopt;
      }
    }
    path.push_back({key, number_of(key), false});
    begin = end + 1;
  }
  return path;
}

class DottedPath {
public:
  explicit DottedPath(std::string_view text) : text_(text) {}

  std::optional<JsonPath> parse(std::string &problem) {
    bool good = !text_.empty();
    while (good && at_ < text_.size()) {
      good = text_[at_] == '[' ? brackets() : key();
    }
    if (!good) {
      problem = fmt::format("`{}` is not a valid path; examples are text, meta.title, "
                            "items[].name, items[2], a\\.b and /meta/title",
                            text_);
      return std::nullopt;
    }
    return std::move(path_);
  }

private:
  bool brackets() {
    std::size_t close = text_.find(']', at_);
    if (close == std::string_view::npos) {
      return false;
    }
    std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
    auto number = number_of(inside);
    path_.push_back({std::nullopt, number, inside.empty()});
    at_ = close + 1;
    return number || inside.empty();
  }

  // Parses a key and, unless it is the first, the dot before it.
  bool key() {
    if (!path_.empty() && text_[at_++] != '.') {
      return false;
    }
    std::string name;
    for (; at_ < text_.size() && text_[at_] != '.' && text_[at_] != '['; ++at_) {
      at_ += text_[at_] == '\\' && at_ + 1 < text_.size() ? 1 : 0;
      name += text_[at_];
    }
    bool ends_in_dot = at_ + 1 == text_.size() && text_[at_] == '.';
    path_.push_back({name, std::nullopt, false});
    return !name.empty() && !ends_in_dot;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  JsonPath path_;
};

} // namespace

std::optional<JsonPath> parse_json_path(std::string_view text, std::string &problem) {
  return text.starts_with('/') ? parse_pointer(text, problem) : DottedPath(text).parse(problem);
}

std::string json_path_text(const JsonPath &path) {
  std::string text;
  for (const JsonStep &step : path) {
    if (!step.key) {
      text += step.every ? "[]" : fmt::format("[{}]", *step.index);
      continue;
    }
    text += text.empty() ? "" : ".";
    for (char c : *step.key) {
      bool special = c == '.' || c == '[' || c == '\\' || (c == '/' && text.empty());
      text += special ? "\\" : "";
      text += c;
    }
  }
  return text;
}

} // namespace arnorm::tool
