#include "tool/records/tsv_records.h"

#include <algorithm>
#include <utility>

#include "characters/split.h"
#include "tool/records/piece_comparison.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t longest_record = 1u << 18;

// A record without its end.
std::string_view without_end(std::string_view record, char end) {
  if (record.ends_with(end)) {
    record.remove_suffix(1);
    if (end == '\n' && record.ends_with('\r')) {
      record.remove_suffix(1);
    }
  }
  return record;
}

class TsvRecords : public Records {
public:
  TsvRecords(std::shared_ptr<const Columns> columns, char delimiter, char end, bool compare)
      : Records(end), columns_(std::move(columns)), delimiter_(delimiter), compare_(compare) {}

  std::size_t whole(std::string_view block, bool last, bool) override {
    return last ? block.size() : block.rfind(end()) + 1;
  }

  void transform(std::string_view records, Transform &work, std::string &out,
                 Findings &findings) override {
    for (std::size_t begin = 0; begin < records.size() && !findings.stop;) {
      std::size_t end_at = records.find(end(), begin);
      std::size_t after = std::min(end_at, records.size() - 1) + 1;
      findings.line = findings.lines + 1;
      record(records.substr(begin, after - begin), begin, work, out, findings);
      begin = after;
    }
  }

  void piece(std::string_view piece, bool last, Transform &work, std::string &out,
             Findings &findings) override;

  std::size_t longest() const override { return longest_record; }

private:
  void record(std::string_view record, std::size_t offset, Transform &work, std::string &out,
              Findings &findings) const;

  // Copies the byte order mark of a record, and returns its length.
  static std::size_t copy_mark(std::string_view record, std::string &out) {
    std::size_t size = record.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    out.append(record.substr(0, size));
    return size;
  }

  std::shared_ptr<const Columns> columns_;
  char delimiter_;
  bool compare_;
  std::size_t column_ = 1; // current column of a record in pieces
  bool in_record_ = false; // an earlier piece was of the same record
  PieceComparison comparison_;
};

void TsvRecords::record(std::string_view record, std::size_t offset, Transform &work,
                        std::string &out, Findings &findings) const {
  const std::string_view text = without_end(record, end());
  const std::size_t before = out.size();
  std::size_t begin = copy_mark(text, out);
  std::size_t column = 1;
  for (; begin <= text.size(); ++column) {
    std::size_t tab = std::min(text.find(delimiter_, begin), text.size());
    std::string_view field = text.substr(begin, tab - begin);
    if (columns_->has(column)) {
      findings.offset = offset + begin;
      const std::size_t from = out.size();
      work.whole(field, out, findings);
      refuse_ends(out, from, findings, delimiter_);
    } else {
      out.append(field);
    }
    out.append(text.substr(tab, 1));
    begin = tab + 1;
  }
  if (findings.stop) {
    out.resize(before);
    return;
  }
  findings.changed += compare_ && std::string_view(out).substr(before) != text ? 1 : 0;
  out.append(record.substr(text.size()));
  ++findings.lines;
  findings.records += text.empty() ? 0 : 1;
  findings.columns = std::max(findings.columns, column - 1);
}

void TsvRecords::piece(std::string_view piece, bool last, Transform &work, std::string &out,
                       Findings &findings) {
  findings.line = findings.lines + 1;
  const std::string_view text = last ? without_end(piece, end()) : piece;
  const std::size_t before = out.size();
  std::size_t begin = std::exchange(in_record_, !last) ? 0 : copy_mark(text, out);
  while (begin <= text.size()) {
    std::size_t tab = std::min(text.find(delimiter_, begin), text.size());
    std::string_view field = text.substr(begin, tab - begin);
    bool ends = tab < text.size() || last;
    if (columns_->has(column_)) {
      findings.offset = begin;
      const std::size_t from = out.size();
      work.piece(field, ends, out, findings);
      refuse_ends(out, from, findings, delimiter_);
    } else {
      out.append(field);
    }
    out.append(text.substr(tab, 1));
    column_ += ends ? 1 : 0;
    begin = tab + 1;
  }
  if (compare_) {
    comparison_.add(text, std::string_view(out).substr(before));
  }
  if (last) {
    ++findings.records;
    findings.columns = std::max(findings.columns, std::exchange(column_, 1) - 1);
    bool changed = comparison_.end();
    if (!findings.stop) {
      out.append(piece.substr(text.size()));
      ++findings.lines;
      findings.changed += changed ? 1 : 0;
    }
  }
}

} // namespace

std::unique_ptr<Records> make_tsv_records(std::shared_ptr<const Columns> columns, char delimiter,
                                          char end, bool compare) {
  return std::make_unique<TsvRecords>(std::move(columns), delimiter, end, compare);
}

std::vector<std::string> tsv_fields(std::string_view record, char delimiter, char end) {
  record = without_end(record, end);
  record.remove_prefix(record.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  std::vector<std::string_view> fields = split(record, delimiter);
  return {fields.begin(), fields.end()};
}

} // namespace arnorm::tool
