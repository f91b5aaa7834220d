#include "format/array_layout.h"

#include <algorithm>
#include <string_view>

#include "characters/display_width.h"
#include "format/code_point_comments.h"
#include "format/row_columns.h"

namespace arnorm {
namespace {

constexpr std::string_view indent = "  ";

bool fits(const std::string &line) { return display_width(line) <= max_format_width; }

bool is_table(const CommentedItem &item) {
  return !item.is_comment &&
         (item.value.kind == CommentedValue::Kind::table || item.value.plain.starts_with('{'));
}

bool has_comments(const std::vector<CommentedItem> &items) {
  return std::any_of(items.begin(), items.end(),
                     [](const CommentedItem &item) { return !item.comment.empty(); });
}

// Rows in a table, from one empty line or heading to the next.
class Rows {
public:
  Rows(const std::vector<CommentedItem> &items, std::vector<std::string> &out)
      : items_(items), out_(out) {}

  void append() {
    for (std::size_t begin = 0; begin < items_.size();) {
      std::size_t end = begin + 1;
      while (end < items_.size() && !begins_group(end)) {
        ++end;
      }
      append_group(begin, end);
      begin = end;
    }
  }

private:
  // A list of code points above a row belongs to the row, and other comments are headings.
  bool begins_group(std::size_t i) const {
    return items_[i].blank_before ||
           (items_[i].is_comment && !read_code_point_comment(items_[i].comment));
  }

  void append_group(std::size_t begin, std::size_t end) {
    std::vector<const CommentedValue *> rows;
    for (std::size_t i = begin; i < end; ++i) {
      if (!items_[i].is_comment) {
        rows.push_back(&items_[i].value);
      }
    }
    std::vector<std::string> plain = texts(rows, false);
    std::vector<std::string> comments = comments_of(begin, end, plain);
    bool commented = std::any_of(comments.begin(), comments.end(),
                                 [](const std::string &comment) { return !comment.empty(); });
    std::vector<std::string> texts_now = commented ? texts(rows, true) : std::move(plain);
    std::size_t row = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (items_[i].blank_before) {
        out_.emplace_back();
      }
      if (items_[i].is_comment) {
        out_.push_back(std::string(indent) + items_[i].comment);
      } else {
        append_row(items_[i].value, texts_now[row], comments[row]);
        ++row;
      }
    }
  }

  // A line that is too long with its comment gives up its columns. If that is not enough, a list of
  // code points moves to the line above.
  void append_row(const CommentedValue &row, const std::string &in_columns,
                  const std::string &comment) {
    if (comment.empty() || fits(with_comment(in_columns, comment))) {
      out_.push_back(with_comment(in_columns, comment));
      return;
    }
    std::string plain = std::string(indent) + inline_text(row) + ",";
    if (fits(with_comment(plain, comment)) || !read_code_point_comment(comment)) {
      out_.push_back(with_comment(plain, comment));
      return;
    }
    out_.push_back(std::string(indent) + comment);
    out_.push_back(in_columns);
  }

  static std::vector<std::string> texts(const std::vector<const CommentedValue *> &rows,
                                        bool commented) {
    std::vector<std::string> texts = rows_in_columns(rows, commented);
    for (std::string &text : texts) {
      text = std::string(indent) + text + ",";
    }
    return texts;
  }

  // A new comment is left out if the line would be too long or if the line above says the same.
  std::vector<std::string> comments_of(std::size_t begin, std::size_t end,
                                       const std::vector<std::string> &rows) const {
    std::vector<std::string> comments;
    for (std::size_t i = begin; i < end; ++i) {
      const CommentedItem &item = items_[i];
      if (item.is_comment) {
        continue;
      }
      if (!item.comment.empty()) {
        comments.push_back(renewed_comment(item.value, item.comment));
        continue;
      }
      std::string added = new_comment(item.value);
      bool above = i > 0 && items_[i - 1].is_comment && items_[i - 1].comment.starts_with(added);
      bool good = !above && fits(with_comment(rows[comments.size()], added));
      comments.push_back(good ? added : "");
    }
    return comments;
  }

  const std::vector<CommentedItem> &items_;
  std::vector<std::string> &out_;
};

// Values in the lines of their author, which end where they would be too long.
class Values {
public:
  Values(const std::vector<CommentedItem> &items, std::vector<std::string> &out)
      : items_(items), out_(out) {}

  void append() {
    for (const CommentedItem &item : items_) {
      if (item.new_line || item.blank_before) {
        end_line();
      }
      if (item.blank_before) {
        out_.emplace_back();
      }
      if (item.is_comment) {
        out_.push_back(std::string(indent) + item.comment);
      } else {
        add(inline_text(item.value) + ",");
      }
      if (!item.is_comment && !item.comment.empty()) {
        line_ = with_comment(std::move(line_), item.comment);
        end_line();
      }
    }
    end_line();
  }

private:
  void add(const std::string &text) {
    if (!line_.empty() && !fits(line_ + " " + text)) {
      end_line();
    }
    line_ += (line_.empty() ? std::string(indent) : " ") + text;
  }

  void end_line() {
    if (!line_.empty()) {
      out_.push_back(std::move(line_));
      line_.clear();
    }
  }

  const std::vector<CommentedItem> &items_;
  std::vector<std::string> &out_;
  std::string line_;
};

} // namespace

std::string with_comment(std::string text, const std::string &comment) {
  return comment.empty() ? text : std::move(text) + "   " + comment;
}

void append_array(const std::string &before, const CommentedLine &line,
                  std::vector<std::string> &out) {
  const std::vector<CommentedItem> &items = line.value.items;
  bool rows = std::any_of(items.begin(), items.end(), is_table);
  std::string one = before + inline_text(line.value);
  bool may_be_one = !line.value.multi_line && !has_comments(items) && (!rows || items.size() == 1);
  if (items.empty() || (may_be_one && fits(one))) {
    std::string comment = line.comment;
    if (rows && items.front().value.kind == CommentedValue::Kind::table) {
      const CommentedValue &row = items.front().value;
      std::string added = comment.empty() ? new_comment(row) : renewed_comment(row, comment);
      comment = !comment.empty() || fits(with_comment(one, added)) ? added : comment;
    }
    out.push_back(with_comment(std::move(one), comment));
    return;
  }
  out.push_back(before + "[");
  rows ? Rows(items, out).append() : Values(items, out).append();
  out.push_back(with_comment("]", line.comment));
}

} // namespace arnorm
