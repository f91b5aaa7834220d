#include "tool/records/align_records.h"

#include <fmt/format.h>

#include "tool/records/edit_line.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t part_bytes = 1u << 16; // of a text that is too long to be held

// Bytes of the first line without its end.
std::size_t line_size(std::string_view text) {
  std::size_t feed = text.find('\n');
  if (feed == std::string_view::npos) {
    return text.size();
  }
  return feed > 0 && text[feed - 1] == '\r' ? feed - 1 : feed;
}

} // namespace

AlignTransform::AlignTransform(const Chain &chain, Invalid invalid, OffsetUnit unit,
                               bool splits_lines)
    : chain_(chain), invalid_(invalid), unit_(unit),
      splits_lines_(splits_lines && !chain.is_line_local()) {}

void AlignTransform::whole(std::string_view text, std::string &, Findings &findings) {
  result_.clear();
  edits_.clear();
  std::size_t at = 0;
  do {
    std::size_t size = splits_lines_ ? line_size(text.substr(at)) : text.size() - at;
    if (!apply(text.substr(at, size), at, findings)) {
      return;
    }
    at += size;
    std::size_t next = splits_lines_ ? std::min(text.find('\n', at), text.size() - 1) + 1 : at;
    next = at == text.size() ? at : next;
    result_.append(text.substr(at, next - at));
    edits_.add_copy(next - at);
    at = next;
  } while (at < text.size());
  append_edit_line(lines_, text, result_, edits_, unit_, false);
}

// One line, or all of a text. False when the run is to stop.
bool AlignTransform::apply(std::string_view text, std::size_t offset, Findings &findings) {
  Tally tally = chain_.apply(text, result_, line_edits_, invalid_);
  if (tally.first_malformed) {
    findings.arabic_bytes.add(text);
  }
  if (tally.stopped) {
    auto byte = static_cast<unsigned char>(text[*tally.first_malformed]);
    findings.stop_here("malformed UTF-8", offset + *tally.first_malformed,
                       fmt::format("0x{:02X}", byte));
    return false;
  }
  if (tally.first_malformed) {
    findings.add_malformed(tally.malformed, offset + *tally.first_malformed);
  }
  if (tally.unfinished) {
    findings.add_unfinished();
  }
  edits_.append_text(line_edits_);
  return true;
}

// The pieces come as the file is read; parts have a size of their own, so that the same file has
// the same lines.
void AlignTransform::piece(std::string_view piece, bool last, std::string &, Findings &findings) {
  if (!stream_) {
    stream_.emplace(chain_, invalid_);
    result_.clear(); // that of an earlier text
    before_ = 0;
  }
  waiting_.append(piece);
  while (waiting_.size() > part_bytes) {
    write_part(part_bytes);
    append_part(true);
  }
  if (last) {
    end_parts(findings);
  }
  before_ += piece.size();
}

void AlignTransform::write_part(std::size_t size) {
  std::string_view bytes = std::string_view(waiting_).substr(0, size);
  stream_->write(bytes, result_, edits_);
  input_.append(bytes);
  waiting_.erase(0, size);
}

void AlignTransform::end_parts(Findings &findings) {
  write_part(waiting_.size());
  Tally tally = stream_->finish(result_, line_edits_);
  edits_.append(line_edits_);
  // Counted from the beginning of the text; unsigned arithmetic brings it right when the bytes
  // before this piece are added.
  std::size_t first = tally.first_malformed.value_or(0) - before_;
  if (tally.stopped) {
    findings.stop_here("malformed UTF-8", first);
  } else {
    if (tally.first_malformed) {
      findings.add_malformed(tally.malformed, first);
    }
    if (tally.unfinished) {
      findings.add_unfinished();
    }
    append_part(false);
  }
  stream_.reset();
  input_.clear();
  result_.clear();
  begin_ = 0;
}

// The result may be ahead of the edits: what belongs to an edit that is not complete yet comes with
// a later part.
void AlignTransform::append_part(bool more) {
  std::size_t size = edits_.input_size() - begin_;
  std::size_t result_size = edits_.output_size() - edits_.output_begin();
  if (size > 0 || result_size > 0 || !more) {
    append_edit_line(lines_, std::string_view(input_).substr(0, size),
                     std::string_view(result_).substr(0, result_size), edits_, unit_, more);
  }
  input_.erase(0, size);
  begin_ += size;
  result_.erase(0, result_size);
}

// One by one, because a record that turns out to be malformed, or stops the run, has no lines.
void AlignRecords::transform(std::string_view records, Transform &, std::string &out,
                             Findings &findings) {
  while (!records.empty() && !findings.stop) {
    std::size_t size = records_->first(records, true, false);
    size = size == 0 ? records.size() : size;
    Findings of_record;
    dropped_.clear();
    records_->transform(records.substr(0, size), work_, dropped_, of_record);
    if (!of_record.stop && of_record.bad_records.count == 0) {
      out.append(work_.lines());
    }
    work_.lines().clear();
    of_record.bytes_in = size;
    findings.append(of_record);
    records.remove_prefix(size);
  }
}

void AlignRecords::piece(std::string_view piece, bool last, Transform &, std::string &out,
                         Findings &findings) {
  dropped_.clear();
  records_->piece(piece, last, work_, dropped_, findings);
  out.append(work_.lines());
  work_.lines().clear();
}

} // namespace arnorm::tool
