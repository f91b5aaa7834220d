#include "format/commented_toml.h"

#include <algorithm>
#include <utility>

#include "parse/toml_scalar.h"
#include "parse/toml_text.h"

namespace arnorm {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }

std::size_t end_of_string(std::string_view text, std::size_t begin) {
  QuotedText quoted(text, begin);
  for (;;) {
    TextPiece piece = quoted.next();
    if (piece.kind == TextPiece::Kind::end || piece.kind == TextPiece::Kind::not_closed) {
      return piece.end;
    }
  }
}

std::string_view comment_at(std::string_view text, std::size_t at) {
  std::string_view comment = text.substr(at, text.find('\n', at) - at);
  return comment.substr(0, comment.find_last_not_of(" \t\r") + 1);
}

class Splitter {
public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<CommentedLine> read() {
    std::vector<CommentedLine> lines;
    for (int line_ends = skip_lines(); at_ < text_.size(); line_ends = skip_lines()) {
      lines.push_back(line());
      lines.back().blank_before = line_ends > 1 && lines.size() > 1;
    }
    return lines;
  }

private:
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (is_space(next())) {
      ++at_;
    }
  }

  // Skips white space and returns the number of line ends in it.
  int skip_lines() {
    int count = 0;
    for (skip_space(); next() == '\n' || next() == '\r'; skip_space()) {
      count += next() == '\n' ? 1 : 0;
      ++at_;
    }
    return count;
  }

  std::string comment() {
    if (next() != '#') {
      return {};
    }
    std::string_view comment = comment_at(text_, at_);
    at_ = std::min(text_.find('\n', at_), text_.size());
    return std::string(comment);
  }

  CommentedLine line() {
    CommentedLine line;
    if (next() == '#') {
      line.comment = comment();
      return line;
    }
    line.kind = next() == '[' ? CommentedLine::Kind::header : CommentedLine::Kind::entry;
    if (line.kind == CommentedLine::Kind::header) {
      line.key = header();
    } else {
      line.key = key();
      line.value = value(true);
    }
    skip_space();
    line.comment = comment();
    return line;
  }

  // Text without the spaces outside of quotes, up to and without `stop`.
  template <class Stop> std::string without_spaces(Stop stop) {
    std::string out;
    while (at_ < text_.size() && !stop(next())) {
      std::size_t begin = at_;
      at_ = next() == '"' || next() == '\'' ? end_of_string(text_, at_) : at_ + 1;
      if (!is_space(text_[begin])) {
        out += text_.substr(begin, at_ - begin);
      }
    }
    return out;
  }

  std::string header() {
    return without_spaces([](char c) { return c == '#' || c == '\n'; });
  }

  // A key and the `=` after it.
  std::string key() {
    std::string key = without_spaces([](char c) { return c == '='; });
    ++at_;
    skip_space();
    return key;
  }

  // Only an `outer` array keeps its lines.
  CommentedValue value(bool outer) {
    std::size_t begin = at_;
    CommentedValue out;
    if (next() == '"' || next() == '\'') {
      at_ = end_of_string(text_, at_);
    } else if (next() == '[') {
      array(out);
    } else if (next() == '{') {
      table(out);
    } else {
      at_ += std::max<std::size_t>(1, word_length(text_.substr(at_)));
    }
    std::string_view written = text_.substr(begin, at_ - begin);
    bool keeps_lines = outer && out.kind == CommentedValue::Kind::array;
    if (out.kind == CommentedValue::Kind::plain ||
        (written.find('\n') != std::string_view::npos && !keeps_lines)) {
      out = CommentedValue();
      out.plain = written;
    }
    return out;
  }

  void table(CommentedValue &out) {
    out.kind = CommentedValue::Kind::table;
    ++at_;
    for (skip_lines(); at_ < text_.size() && next() != '}'; skip_lines()) {
      std::string name = key();
      out.pairs.push_back({std::move(name), value(false)});
      skip_lines();
      at_ += next() == ',' ? 1 : 0;
    }
    ++at_;
  }

  void array(CommentedValue &out) {
    out.kind = CommentedValue::Kind::array;
    ++at_;
    int line_ends = 0; // since the last item
    bool after_value = false;
    for (;;) {
      line_ends += skip_lines();
      out.multi_line = out.multi_line || line_ends > 0;
      if (at_ == text_.size() || next() == ']') {
        break;
      }
      if (next() == ',') {
        ++at_;
        continue;
      }
      bool comment_only = next() == '#';
      if (comment_only && after_value && line_ends == 0) {
        out.items.back().comment = comment();
        after_value = false;
        continue;
      }
      CommentedItem item;
      item.is_comment = comment_only;
      item.new_line = line_ends > 0 || comment_only;
      item.blank_before = line_ends > 1 && !out.items.empty();
      if (comment_only) {
        item.comment = comment();
      } else {
        item.value = value(false);
      }
      after_value = !comment_only;
      line_ends = 0;
      out.items.push_back(std::move(item));
    }
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

} // namespace

std::vector<CommentedLine> read_commented_toml(std::string_view text) {
  return Splitter(text).read();
}

std::vector<std::string_view> comments_of(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < text.size();) {
    char c = text[at];
    if (c == '"' || c == '\'') {
      at = end_of_string(text, at);
    } else if (c == '#') {
      found.push_back(comment_at(text, at));
      at = std::min(text.find('\n', at), text.size());
    } else {
      ++at;
    }
  }
  return found;
}

} // namespace arnorm
