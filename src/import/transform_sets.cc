#include "import/transform_sets.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t max_expanded = 1 << 20; // with variables

// The set with its variables written out, and its strings taken out.
class Expansion {
public:
  Expansion(std::string_view text, const std::vector<TransformVariable> &variables)
      : text_(text), variables_(variables) {}

  TransformSet expand() {
    while (at_ < text_.size() && !result_.error) {
      step();
      if (result_.text.size() > max_expanded) {
        result_.error = "this set is too large";
      }
    }
    std::sort(result_.strings.begin(), result_.strings.end(), [](const auto &a, const auto &b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    result_.strings.erase(std::unique(result_.strings.begin(), result_.strings.end()),
                          result_.strings.end());
    if (operates_ && !result_.strings.empty()) {
      result_.error = "a set with strings is part of a difference or an intersection";
    }
    return std::move(result_);
  }

private:
  void step() {
    char c = text_[at_];
    if (c == '\\') {
      escape();
    } else if (text_.substr(at_).starts_with("[:")) {
      copy(std::min(text_.find(":]", at_), text_.size() - 2) + 2 - at_);
    } else if (c == '{') {
      string();
    } else if (c == '$') {
      variable();
    } else {
      operates_ = operates_ || c == '&' || (c == '-' && text_.substr(at_ + 1).starts_with('['));
      if (c == '[') {
        bool negated = text_.substr(at_ + 1).starts_with('^');
        negated_.push_back(negated || (!negated_.empty() && negated_.back()));
      } else if (c == ']' && !negated_.empty()) {
        negated_.pop_back();
      }
      copy(1);
    }
  }

  void copy(std::size_t length) {
    result_.text += text_.substr(at_, length);
    at_ += length;
  }

  void escape() {
    std::string_view rest = text_.substr(at_);
    bool braces = rest.size() > 2 && rest[2] == '{' &&
                  std::string_view("pPNux").find(rest[1]) != std::string_view::npos;
    std::size_t close = braces ? rest.find('}') : 1;
    copy(std::min(rest.size(), close == std::string_view::npos ? rest.size() : close + 1));
  }

  void variable() {
    std::string_view name = variable_name(text_.substr(at_ + 1));
    if (name.empty()) { // the edge of the text
      result_.text += "\\uFFFF";
      ++at_;
      return;
    }
    auto found = std::find_if(variables_.rbegin(), variables_.rend(),
                              [&](const TransformVariable &each) { return each.name == name; });
    if (found == variables_.rend()) {
      result_.error = fmt::format("there is no variable `${}`", sanitize_for_terminal(name));
      return;
    }
    at_ += 1 + name.size();
    if (found->is_set) {
      result_.text += found->text;
      for (const std::u32string &each : found->items[0].strings) {
        keep(each);
      }
      return;
    }
    for (const TransformItem &item : found->items) {
      if (item.kind != TransformItem::Kind::set || !item.set.is_single() || item.max != 1) {
        result_.error = fmt::format("`${}` is not a set", sanitize_for_terminal(name));
        return;
      }
      result_.text += escaped_character(item.set.first());
    }
  }

  // Strings are no members of a complement.
  void keep(std::u32string string) {
    if (negated_.empty() || !negated_.back()) {
      result_.strings.push_back(std::move(string));
    }
  }

  void string() {
    std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) {
      result_.error = "this `{` is never closed";
      return;
    }
    std::u32string string;
    for (char32_t c : to_utf32(text_.substr(at_ + 1, close - at_ - 1))) {
      if (c == U'\\' || c == U'$' || c == U'{') {
        result_.error = "a string in a set has an escape or a variable";
      } else if (c > 0x7F || !is_ignored_space(static_cast<char>(c))) {
        string += c;
      }
    }
    at_ = close + 1;
    if (string.size() == 1) {
      result_.text += escaped_character(string[0]);
    } else if (!string.empty()) {
      keep(std::move(string));
    }
  }

  std::string_view text_;
  const std::vector<TransformVariable> &variables_;
  TransformSet result_;
  std::vector<bool> negated_; // for each open bracket
  std::size_t at_ = 0;
  bool operates_ = false;
};

bool is_name_character(char32_t c) {
  return c < 0x80 ? is_name_byte(static_cast<char>(c)) : u_isIDPart(static_cast<UChar32>(c)) != 0;
}

} // namespace

std::string_view variable_name(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_character(first_character(text.substr(length)).c)) {
    length += first_character(text.substr(length)).length;
  }
  return text.substr(0, length);
}

char32_t escaped_control(char32_t letter) {
  constexpr std::pair<char32_t, char32_t> controls[] = {
      {U'a', 7}, {U'b', 8}, {U'e', 27}, {U'f', 12}, {U'n', 10}, {U'r', 13}, {U't', 9}, {U'v', 11}};
  auto known = std::find_if(std::begin(controls), std::end(controls),
                            [&](const auto &each) { return each.first == letter; });
  return known == std::end(controls) ? letter : known->second;
}

std::string escaped_character(char32_t c) {
  auto value = static_cast<unsigned>(c);
  return c <= 0xFFFF ? fmt::format("\\u{:04X}", value) : fmt::format("\\U{:08X}", value);
}

std::size_t transform_set_length(std::string_view text) {
  if (text.starts_with('[')) {
    return bracket_length(text);
  }
  if (text.starts_with("\\p{") || text.starts_with("\\P{")) {
    std::size_t close = text.find('}');
    return close == std::string_view::npos ? 0 : close + 1;
  }
  return 0;
}

TransformSet read_transform_set(std::string_view text,
                                const std::vector<TransformVariable> &variables,
                                const NamedSets &memory) {
  TransformSet result = Expansion(text, variables).expand();
  if (result.error) {
    return result;
  }
  if (result.text.starts_with('\\')) {
    result.text = "[" + result.text + "]";
  }
  SetResult read = parse_set(result.text, memory);
  if (read.error && read.error->kind == SetError::surrogate) {
    result.error = surrogate_error;
    result.help = surrogate_help;
  } else if (read.error) {
    result.error =
        read.error->kind == SetError::file_full || read.error->kind == SetError::too_large
            ? "the sets of this file are too large"
            : "this is not a set that ICU knows";
  }
  result.set = std::move(read.set);
  return result;
}

} // namespace arnorm
