#include "format/row_columns.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "characters/display_width.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t max_cell = 48; // that others are aligned to

// The columns of a row. Keys that are not here follow in their own order.
struct ColumnOfKey {
  std::string_view key;
  std::size_t column;
};
constexpr std::array row_keys{
    ColumnOfKey{"from", 0},     ColumnOfKey{"letters", 0}, ColumnOfKey{"after", 1},
    ColumnOfKey{"before", 2},   ColumnOfKey{"to", 3},      ColumnOfKey{"drop", 3},
    ColumnOfKey{"add", 4},      ColumnOfKey{"only", 5},    ColumnOfKey{"back", 6},
    ColumnOfKey{"untested", 7}, ColumnOfKey{"note", 8},
};
constexpr std::size_t other_column = 9;
constexpr std::size_t columns = 10;
constexpr std::size_t max_aligned = 7; // the rest are sentences, and follow where they may

std::size_t column_of(std::string_view key) {
  auto found = std::find_if(row_keys.begin(), row_keys.end(),
                            [&](const ColumnOfKey &each) { return each.key == key; });
  return found == row_keys.end() ? other_column : found->column;
}

bool is_row(const CommentedValue &value) {
  return std::any_of(value.pairs.begin(), value.pairs.end(),
                     [](const CommentedPair &pair) { return column_of(pair.key) == 0; });
}

std::string pair_text(const CommentedPair &pair) {
  return pair.key + " = " + inline_text(pair.value);
}

using Cells = std::array<std::string, columns>;

Cells cells_of(const CommentedValue &row) {
  Cells cells;
  for (const CommentedPair &pair : row.pairs) {
    std::string &cell = cells[column_of(pair.key)];
    cell += (cell.empty() ? "" : ", ") + pair_text(pair);
  }
  return cells;
}

std::string joined(const std::vector<std::string> &parts) {
  std::string out;
  for (const std::string &part : parts) {
    out += (out.empty() ? "" : ", ") + part;
  }
  return out;
}

std::string table_text(const CommentedValue &value) {
  std::vector<std::string> parts;
  if (is_row(value)) {
    for (std::string &cell : cells_of(value)) {
      if (!cell.empty()) {
        parts.push_back(std::move(cell));
      }
    }
  } else {
    std::transform(value.pairs.begin(), value.pairs.end(), std::back_inserter(parts), pair_text);
  }
  return parts.empty() ? "{}" : "{ " + joined(parts) + " }";
}

class Columns {
public:
  Columns(const std::vector<Cells> &rows, bool commented) : commented_(commented) {
    for (const Cells &row : rows) {
      for (std::size_t i = 0; i < max_aligned; ++i) {
        std::size_t width = display_width(row[i]);
        widths_[i] = width > max_cell ? widths_[i] : std::max(widths_[i], width);
      }
    }
    for (std::size_t i = 1; i <= max_aligned; ++i) {
      std::size_t with_gap = widths_[i - 1] == 0 ? 0 : widths_[i - 1] + gap;
      starts_[i] = std::min(starts_[i - 1] + with_gap, max_start);
    }
  }

  std::string text(const Cells &row) const {
    std::string out = "{";
    std::size_t at = 0; // the column after what is written
    std::size_t end = 0;
    for (std::size_t i = 0; i < columns; ++i) {
      if (row[i].empty()) {
        continue;
      }
      out += at == 0 ? " " : ", ";
      at += at == 0 ? 0 : gap;
      pad(out, at, i < max_aligned ? starts_[i] : 0);
      out += row[i];
      at += display_width(row[i]);
      end = i < max_aligned ? starts_[i] + widths_[i] : 0;
    }
    pad(out, at, commented_ ? end : 0);
    return out + " }";
  }

private:
  static constexpr std::size_t gap = 2;        // the comma and a space
  static constexpr std::size_t max_start = 96; // no row has a larger hole

  static void pad(std::string &out, std::size_t &at, std::size_t wanted) {
    if (at < wanted) {
      out.append(wanted - at, ' ');
      at = wanted;
    }
  }

  bool commented_;
  std::array<std::size_t, columns> widths_{};
  std::array<std::size_t, columns> starts_{};
};

} // namespace

bool fits_in_line(std::string_view line) {
  return std::max(display_width(line), count_code_points(line)) <= max_format_width;
}

std::string inline_text(const CommentedValue &value) {
  if (value.kind == CommentedValue::Kind::plain) {
    return value.plain;
  }
  if (value.kind == CommentedValue::Kind::table) {
    return table_text(value);
  }
  std::vector<std::string> parts;
  for (const CommentedItem &item : value.items) {
    parts.push_back(inline_text(item.value));
  }
  bool tables = !value.items.empty() && value.items.front().value.plain.empty() &&
                value.items.front().value.kind == CommentedValue::Kind::table;
  std::string space = tables ? " " : "";
  return "[" + space + joined(parts) + space + "]";
}

std::vector<std::string> rows_in_columns(const std::vector<const CommentedValue *> &rows,
                                         bool commented) {
  std::vector<Cells> cells;
  std::transform(rows.begin(), rows.end(), std::back_inserter(cells),
                 [](const CommentedValue *row) { return cells_of(*row); });
  Columns columns(cells, commented);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool plain = rows[i]->kind != CommentedValue::Kind::table || !is_row(*rows[i]);
    std::string text = plain ? inline_text(*rows[i]) : columns.text(cells[i]);
    out.push_back(!plain && !fits_in_line("  " + text + ",") ? inline_text(*rows[i]) : text);
  }
  return out;
}

} // namespace arnorm
