#include "tool/records/csv_records.h"

#include <algorithm>
#include <utility>

#include "tool/io/count_bytes.h"
#include "tool/records/bounded_records.h"
#include "tool/records/field_text.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t longest_record = 1u << 22; // including line feeds within quotes

struct Field {
  std::string_view raw; // including quotes
  bool quoted;
};

// One parsed record.
struct Record {
  std::vector<Field> fields;
  std::size_t length = 0;        // including its end
  const char *problem = nullptr; // why it is malformed
  bool closed = true;            // false if the bytes end within quotes
};

// Parses records one after another. A malformed record ends at the end of its line.
class Parser {
public:
  Parser(std::string_view bytes, char delimiter, char end)
      : bytes_(bytes), delimiter_(delimiter), end_(end) {}

  bool at_end() const { return at_ == bytes_.size(); }

  void read(Record &record) {
    record.fields.clear();
    record.problem = nullptr;
    record.closed = true;
    const std::size_t begin = at_;
    if (bytes_.substr(at_).starts_with(byte_order_mark)) {
      at_ += byte_order_mark.size();
    }
    do {
      field(record);
    } while (record.closed && at_ < bytes_.size() && bytes_[at_] == delimiter_ && ++at_ > 0);
    end_of_line();
    record.length = at_ - begin;
  }

private:
  bool is_end(std::size_t at) const {
    return bytes_[at] == end_ ||
           (end_ == '\n' && bytes_[at] == '\r' && at + 1 < bytes_.size() && bytes_[at + 1] == '\n');
  }

  void end_of_line() {
    if (at_ < bytes_.size() && bytes_[at_] == '\r' && end_ == '\n') {
      ++at_;
    }
    if (at_ < bytes_.size() && bytes_[at_] == end_) {
      ++at_;
    }
  }

  void field(Record &record) {
    const std::size_t begin = at_;
    bool quoted = at_ < bytes_.size() && bytes_[at_] == '"';
    if (quoted && !quotes()) {
      record.problem = "unterminated quote";
      record.closed = false;
    }
    for (std::size_t rest = at_; at_ < bytes_.size() && bytes_[at_] != delimiter_ && !is_end(at_);
         ++at_) {
      if (quoted && at_ == rest) {
        record.problem = "text after a closing quote";
      } else if (!quoted && bytes_[at_] == '"') {
        record.problem = "quote in an unquoted field";
      }
    }
    record.fields.push_back({bytes_.substr(begin, at_ - begin), quoted});
  }

  // Skips a quoted text. Returns false, at the end of the bytes, if the closing quote is missing.
  bool quotes() {
    for (++at_;; at_ += 2) {
      at_ = std::min(bytes_.find('"', at_), bytes_.size());
      if (at_ == bytes_.size()) {
        return false;
      }
      if (at_ + 1 == bytes_.size() || bytes_[at_ + 1] != '"') {
        ++at_;
        return true;
      }
    }
  }

  std::string_view bytes_;
  char delimiter_;
  char end_;
  std::size_t at_ = 0;
};

// Finds the ends of records from their quotes, without parsing fields. When a block has grown, the
// search continues where it stopped, so that a record that arrives slowly is searched only once.
class EndFinder {
public:
  EndFinder(char delimiter, char end) : delimiter_(delimiter), end_(end) {}

  // Searches the new bytes, with `only_first` up to the end of the first record.
  void go_on(std::string_view bytes, bool only_first = false) {
    while (at_ < bytes.size() && !(only_first && whole_ > 0)) {
      if (state_ == State::quoted) {
        at_ = std::min(bytes.find('"', at_), bytes.size());
        state_ = at_ < bytes.size() ? State::after_quote : State::quoted;
        at_ += at_ < bytes.size() ? 1 : 0;
      } else {
        state_ = after(bytes[at_++]);
      }
    }
  }

  // The number of bytes up to the end of the last complete record.
  std::size_t whole() const { return whole_; }

  // Whether the bytes end within quotes.
  bool is_open() const { return state_ == State::quoted; }

private:
  enum class State { record_begin, field_begin, unquoted, quoted, after_quote };

  State after(char c) {
    const bool begins =
        state_ == State::field_begin || (state_ == State::record_begin && mark_ == 0);
    if (c == '"' && (begins || state_ == State::after_quote)) { // an opening or a doubled quote
      return State::quoted;
    }
    if (c == end_) {
      whole_ = at_;
      mark_ = 0;
      return State::record_begin;
    }
    if (state_ == State::record_begin && c == byte_order_mark[mark_]) {
      return ++mark_ == byte_order_mark.size() ? State::field_begin : State::record_begin;
    }
    return c == delimiter_ ? State::field_begin : State::unquoted;
  }

  char delimiter_;
  char end_;
  State state_ = State::record_begin;
  std::size_t mark_ = 0; // bytes of a byte order mark at the beginning of the record
  std::size_t at_ = 0;
  std::size_t whole_ = 0;
};

std::string unquoted(std::string_view raw) {
  std::string value;
  raw = raw.substr(1, raw.size() - 2);
  for (std::size_t quote; (quote = raw.find('"')) != std::string_view::npos;) {
    value.append(raw.substr(0, quote + 1));
    raw.remove_prefix(quote + 2);
  }
  return value.append(raw);
}

std::string value_of(const Field &field) {
  return field.quoted ? unquoted(field.raw) : std::string(field.raw);
}

void append_quoted(std::string_view value, std::string &out) {
  out += '"';
  for (std::size_t quote; (quote = value.find('"')) != std::string_view::npos;) {
    out.append(value.substr(0, quote + 1));
    out += '"';
    value.remove_prefix(quote + 1);
  }
  out.append(value);
  out += '"';
}

class CsvRecords : public BoundedRecords {
public:
  CsvRecords(std::shared_ptr<const Columns> columns, char delimiter, char end, bool compare,
             bool strict)
      : BoundedRecords(end, longest_record, strict), columns_(std::move(columns)),
        delimiter_(delimiter), compare_(compare), ends_(delimiter, end) {}

  bool ends_anywhere() const override { return false; }

  std::size_t whole(std::string_view block, bool last, bool grown) override;
  std::size_t first(std::string_view block, bool last, bool grown) override;
  std::size_t single_lines(std::string_view block, bool last) const override;
  void transform(std::string_view records, Transform &work, std::string &out,
                 Findings &findings) override;

private:
  bool good(const Record &record, std::string_view bytes, std::size_t offset, Transform &work,
            std::string &out, Findings &findings);
  void field(const Field &field, Transform &work, std::string &out, Findings &findings);
  bool needs_quotes(std::string_view raw) const;

  std::shared_ptr<const Columns> columns_;
  char delimiter_;
  bool compare_;
  std::string result_; // of the current field
  Record record_;      // the current record
  EndFinder ends_;
};

std::size_t CsvRecords::whole(std::string_view block, bool last, bool grown) {
  ends_ = grown ? ends_ : EndFinder(delimiter_, end());
  ends_.go_on(block);
  return last && !ends_.is_open() ? block.size() : ends_.whole();
}

std::size_t CsvRecords::first(std::string_view block, bool last, bool grown) {
  ends_ = grown ? ends_ : EndFinder(delimiter_, end());
  ends_.go_on(block, true);
  if (ends_.whole() > 0 || !last || block.empty()) {
    return ends_.whole();
  }
  return ends_.is_open() ? first_line(block).size() : block.size();
}

// If a quote is not closed within `longest_record` bytes, only its line is the malformed record,
// and the next line begins another one. An example, in which each line opens a quote that the next
// line would close:
//
//   x","
//   x","
//
// To look for the end from each line anew would take time that is quadratic in their number. But
// text within quotes is the same whichever line opened them. So if the record of the first line
// ends at `end_of_first`, all others that are not closed in their own line end there, too.
std::size_t CsvRecords::single_lines(std::string_view block, bool last) const {
  EndFinder first(delimiter_, end());
  first.go_on(block, true);
  const std::size_t end_of_first = first.whole() > 0 ? first.whole() : std::string_view::npos;
  const std::size_t known = last ? block.size() : block.size() - longest_record;
  std::size_t at = 0;
  while (at < std::min(known, end_of_first)) {
    const std::string_view line = first_line(block.substr(at));
    EndFinder of_line(delimiter_, end());
    of_line.go_on(line);
    const bool has_end = line.back() == end() || last;
    const bool is_closed_later = of_line.is_open() && end_of_first - at <= longest_record;
    if (!has_end || line.size() > longest_record || is_closed_later) {
      break;
    }
    at += line.size();
  }
  return at;
}

void CsvRecords::transform(std::string_view records, Transform &work, std::string &out,
                           Findings &findings) {
  std::size_t begin = 0;
  for (Parser parser(records, delimiter_, end()); !parser.at_end() && !findings.stop;) {
    parser.read(record_);
    std::string_view bytes = records.substr(begin, record_.length);
    findings.line = findings.lines + 1;
    if (record_.problem != nullptr) {
      bad(record_.problem, findings);
      out.append(findings.stop ? "" : bytes);
    } else if (!good(record_, bytes, begin, work, out, findings)) {
      return;
    }
    std::size_t ends = count_bytes(bytes, end());
    findings.lines += std::max(ends, std::size_t{1});
    begin += record_.length;
  }
}

// Returns false if the record stops the run; nothing of it is then appended.
bool CsvRecords::good(const Record &record, std::string_view bytes, std::size_t offset,
                      Transform &work, std::string &out, Findings &findings) {
  const std::size_t before = out.size();
  std::size_t copied = 0;  // bytes that have been appended
  std::size_t counted = 0; // bytes whose line feeds have been counted
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const Field &here = record.fields[i];
    if (columns_->has(i + 1)) {
      auto begin = static_cast<std::size_t>(here.raw.data() - bytes.data());
      findings.offset = offset + begin;
      findings.line += count_bytes(bytes.substr(counted, begin - counted), end());
      counted = begin;
      out.append(bytes.substr(copied, begin - copied));
      field(here, work, out, findings);
      copied = begin + here.raw.size();
    }
  }
  if (findings.stop) {
    out.resize(before);
    return false;
  }
  out.append(bytes.substr(copied));
  bool is_empty_line = record.fields.size() == 1 && record.fields[0].raw.empty();
  findings.records += is_empty_line ? 0 : 1;
  findings.columns = std::max(findings.columns, record.fields.size());
  findings.changed += compare_ && std::string_view(out).substr(before) != bytes ? 1 : 0;
  return true;
}

void CsvRecords::field(const Field &field, Transform &work, std::string &out, Findings &findings) {
  const std::string value = value_of(field);
  result_.clear();
  transform_field(value, work, result_, findings);
  if (result_ == value) {
    out.append(field.raw);
  } else if (field.quoted || needs_quotes(field.raw)) {
    append_quoted(result_, out);
  } else {
    out.append(result_);
  }
}

// A carriage return may stand without quotes, but not before the end of a line. Where it did in the
// input, it does in the output.
bool CsvRecords::needs_quotes(std::string_view raw) const {
  const char special[] = {'"', '\r', '\n', delimiter_, end()};
  return result_.ends_with('\r') != raw.ends_with('\r') ||
         std::any_of(std::begin(special), std::end(special), [&](char c) {
           return result_.find(c) != std::string::npos && raw.find(c) == std::string_view::npos;
         });
}

} // namespace

std::unique_ptr<Records> make_csv_records(std::shared_ptr<const Columns> columns, char delimiter,
                                          char end, bool compare, bool strict) {
  return std::make_unique<CsvRecords>(std::move(columns), delimiter, end, compare, strict);
}

std::vector<std::string> csv_fields(std::string_view record, char delimiter, char end) {
  Record parsed;
  std::vector<std::string> values;
  if (record.starts_with(byte_order_mark)) {
    record.remove_prefix(byte_order_mark.size());
  }
  Parser(record, delimiter, end).read(parsed);
  for (const Field &field : parsed.fields) {
    values.push_back(parsed.problem == nullptr ? value_of(field) : std::string(field.raw));
  }
  return values;
}

} // namespace arnorm::tool
