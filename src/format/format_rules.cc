#include "format/format_rules.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "characters/display_width.h"
#include "characters/utf.h"
#include "format/array_layout.h"
#include "format/commented_toml.h"
#include "format/row_columns.h"
#include "format/same_meaning.h"
#include "parse/toml_reader.h"

namespace arnorm {
namespace {

constexpr std::size_t max_value = 48; // that comments of names are aligned to

using Lines = std::vector<CommentedLine>;

bool is_header(const CommentedLine &line) { return line.kind == CommentedLine::Kind::header; }

// Comments right above a header belong to it. There is an empty line before them, and none after
// the header.
void part_sections(Lines &lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_header(lines[i])) {
      continue;
    }
    std::size_t first = i;
    while (first > 0 && !lines[first].blank_before &&
           lines[first - 1].kind == CommentedLine::Kind::comment) {
      --first;
    }
    lines[first].blank_before = first > 0;
    if (i + 1 < lines.size() && !is_header(lines[i + 1])) {
      lines[i + 1].blank_before = false;
    }
  }
}

class Formatter {
public:
  explicit Formatter(Lines lines) : lines_(std::move(lines)) { part_sections(lines_); }

  std::string text() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].blank_before) {
        out_.emplace_back();
      }
      if (i == 0 || lines_[i].blank_before || is_header(lines_[i])) {
        measure_group(i);
      }
      append(lines_[i]);
    }
    std::string text;
    for (const std::string &line : out_) {
      text += line + "\n";
    }
    return text;
  }

private:
  // The widths of the keys and values from line `i` to the next empty line, in a section of names.
  void measure_group(std::size_t i) {
    names_ =
        is_header(lines_[i]) ? lines_[i].key == "[sets]" || lines_[i].key == "[patterns]" : names_;
    key_width_ = 0;
    value_width_ = 0;
    if (!names_) {
      return;
    }
    for (std::size_t at = i; at < lines_.size() && (at == i || !lines_[at].blank_before); ++at) {
      if (lines_[at].kind == CommentedLine::Kind::entry) {
        measure(lines_[at]);
      }
    }
  }

  void measure(const CommentedLine &line) {
    key_width_ = std::max(key_width_, display_width(line.key));
    if (!line.comment.empty() && !line.value.multi_line) {
      std::size_t width = display_width(inline_text(line.value));
      value_width_ = width > max_value ? value_width_ : std::max(value_width_, width);
    }
  }

  void append(const CommentedLine &line) {
    if (line.kind == CommentedLine::Kind::comment) {
      out_.push_back(line.comment);
      return;
    }
    if (is_header(line)) {
      out_.push_back(with_comment(line.key, line.comment));
      return;
    }
    std::size_t width = display_width(line.key);
    std::string before = line.key + std::string(key_width_ > width ? key_width_ - width : 0, ' ');
    before += " = ";
    if (line.value.kind == CommentedValue::Kind::array) {
      append_padded_array(before, line);
    } else {
      out_.push_back(with_comment(before + padded(inline_text(line.value), line), line.comment));
    }
  }

  void append_padded_array(const std::string &before, const CommentedLine &line) {
    std::size_t begin = out_.size();
    if (line.comment.empty() || !names_) {
      append_array(before, line, out_);
      return;
    }
    CommentedLine bare = line;
    bare.comment.clear();
    append_array(before, bare, out_);
    std::string &last = out_.back();
    last = with_comment(begin + 1 == out_.size() ? before + padded(last.substr(before.size()), line)
                                                 : last,
                        line.comment);
  }

  // A value before a comment, as wide as those of its group.
  std::string padded(std::string value, const CommentedLine &line) const {
    std::size_t width = display_width(value);
    if (!line.comment.empty() && width < value_width_ && value.find('\n') == std::string::npos) {
      value.append(value_width_ - width, ' ');
    }
    return value;
  }

  Lines lines_;
  std::vector<std::string> out_;
  bool names_ = false; // in [sets] or [patterns]
  std::size_t key_width_ = 0;
  std::size_t value_width_ = 0;
};

std::string without_cr(std::string_view text) {
  std::string out(text);
  std::erase(out, '\r'); // TOML has it only in line ends
  return out;
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (char c : text) {
    out += c == '\n' ? "\r\n" : std::string(1, c);
  }
  return out;
}

bool has_crlf(std::string_view text) {
  std::size_t end = text.find('\n');
  return end != std::string_view::npos && end > 0 && text[end - 1] == '\r';
}

// Whether a text can be read. Reports its errors.
bool read(const std::shared_ptr<const Source> &source, Node &root, Report &report) {
  std::string_view text = source->text();
  if (std::size_t bad = find_malformed(text); bad != std::string_view::npos) {
    source->hide();
    report.error(Code::AR0001, Span{source, bad, bad + 1}, "this file is not valid UTF-8",
                 {.help = "save the file as UTF-8"});
    return false;
  }
  TomlResult toml = parse_toml(source, report);
  root = std::move(toml.root);
  return !toml.broken;
}

} // namespace

std::optional<std::string> format_rules(const std::shared_ptr<const Source> &source,
                                        Report &report) {
  Node before;
  if (!read(source, before, report)) {
    return std::nullopt;
  }
  std::string original = without_cr(source->text());
  std::string text = Formatter(read_commented_toml(original)).text();
  Report ignored;
  Node after;
  auto result = std::make_shared<Source>(source->name(), text);
  if (!read(result, after, ignored) || !is_same_tree(before, after) ||
      !has_same_comments(original, text)) {
    return std::nullopt;
  }
  return has_crlf(source->text()) ? with_crlf(text) : text;
}

} // namespace arnorm
