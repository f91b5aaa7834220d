#include "tool/records/line_records.h"

#include "tool/io/count_bytes.h"
#include "tool/records/piece_comparison.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t longest_line = 1u << 18;

class LineRecords : public Records {
public:
  LineRecords(char end, bool compare) : Records(end), compare_(compare) {}

  std::size_t whole(std::string_view block, bool last, bool) override {
    return last ? block.size() : block.rfind(end()) + 1;
  }

  void transform(std::string_view records, Transform &work, std::string &out,
                 Findings &findings) override {
    if (compare_ || end() != '\n' || !work.takes_lines() ||
        !at_once(records, work, out, findings)) {
      one_by_one(records, work, out, findings);
    }
  }

  void piece(std::string_view piece, bool last, Transform &work, std::string &out,
             Findings &findings) override;

  std::size_t longest() const override { return longest_line; }

private:
  bool at_once(std::string_view records, Transform &work, std::string &out,
               Findings &findings) const;
  void one_by_one(std::string_view records, Transform &work, std::string &out,
                  Findings &findings) const;
  bool line(std::string_view text, Transform &work, std::string &out, Findings &findings) const;

  // The length of the end of a line in bytes.
  std::size_t end_length(std::string_view line) const {
    if (!line.ends_with(end())) {
      return 0;
    }
    return end() == '\n' && line.ends_with("\r\n") ? 2 : 1;
  }

  bool compare_;
  PieceComparison comparison_; // of a line in pieces
};

// Transforms all lines in one call. Returns false and appends nothing if there is a problem, whose
// line must then be found.
bool LineRecords::at_once(std::string_view records, Transform &work, std::string &out,
                          Findings &findings) const {
  Findings met;
  std::size_t before = out.size();
  work.whole(records, out, met);
  if (met.malformed.bytes > 0 || met.stop) {
    out.resize(before);
    return false;
  }
  if (met.first_unmapped && !findings.first_unmapped) {
    std::string_view above = std::string_view(out).substr(before, met.first_unmapped->at);
    findings.first_unmapped = met.first_unmapped;
    findings.first_unmapped->line = findings.lines + 1 + count_bytes(above, '\n');
  }
  findings.lines += count_bytes(records, '\n') + (records.ends_with('\n') ? 0 : 1);
  return true;
}

void LineRecords::one_by_one(std::string_view records, Transform &work, std::string &out,
                             Findings &findings) const {
  std::size_t begin = 0;
  while (begin < records.size()) {
    std::size_t end_at = records.find(end(), begin);
    std::size_t after = end_at == std::string_view::npos ? records.size() : end_at + 1;
    findings.line = findings.lines + 1;
    findings.offset = begin;
    if (!line(records.substr(begin, after - begin), work, out, findings)) {
      return;
    }
    ++findings.lines;
    begin = after;
  }
}

// Returns false if the line stops the run; nothing of it is then appended.
bool LineRecords::line(std::string_view line, Transform &work, std::string &out,
                       Findings &findings) const {
  std::string_view text = line.substr(0, line.size() - end_length(line));
  std::size_t before = out.size();
  work.whole(text, out, findings);
  refuse_ends(out, before, findings);
  if (findings.stop) {
    out.resize(before);
    return false;
  }
  findings.changed += compare_ && std::string_view(out).substr(before) != text ? 1 : 0;
  out.append(line.substr(text.size()));
  return true;
}

void LineRecords::piece(std::string_view piece, bool last, Transform &work, std::string &out,
                        Findings &findings) {
  findings.line = findings.lines + 1;
  std::string_view text = piece.substr(0, piece.size() - (last ? end_length(piece) : 0));
  std::size_t before = out.size();
  work.piece(text, last, out, findings);
  refuse_ends(out, before, findings);
  if (compare_) {
    comparison_.add(text, std::string_view(out).substr(before));
  }
  bool changed = last && comparison_.end();
  if (last && !findings.stop) {
    out.append(piece.substr(text.size()));
    ++findings.lines;
    findings.changed += changed ? 1 : 0;
  }
}

} // namespace

std::unique_ptr<Records> make_line_records(char end, bool compare) {
  return std::make_unique<LineRecords>(end, compare);
}

} // namespace arnorm::tool
