// Writes a line of JSON with its edits for each text of a record, instead of the record.
//
// Any kind of Records finds the texts; what it writes is dropped. A text that is too long to be
// held becomes several lines, one for each part.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"
#include "tool/records/records.h"
#include "tool/settings.h"
#include "tool/text/transform.h"

namespace arnorm::tool {

// Collects the lines. The results themselves do not come out.
class AlignTransform : public Transform {
public:
  // `splits_lines`: a text of several lines is transformed line by line, as transform_field does.
  AlignTransform(const Chain &chain, Invalid invalid, OffsetUnit unit, bool splits_lines);

  void whole(std::string_view text, std::string &out, Findings &findings) override;
  void piece(std::string_view piece, bool last, std::string &out, Findings &findings) override;
  bool takes_lines() const override { return true; }

  std::string &lines() { return lines_; }

private:
  bool apply(std::string_view text, std::size_t offset, Findings &findings);
  void write_part(std::size_t size);
  void end_parts(Findings &findings);
  void append_part(bool more);

  const Chain &chain_;
  Invalid invalid_;
  OffsetUnit unit_;
  bool splits_lines_;
  std::string lines_;
  std::string result_; // of what is in no line yet
  Alignment edits_;
  Alignment line_edits_;

  // A text in pieces.
  std::optional<Stream> stream_;
  std::string waiting_;    // not given to the stream yet
  std::string input_;      // given, but in no part yet
  std::size_t begin_ = 0;  // of `input_` in the text
  std::size_t before_ = 0; // bytes of the text before the piece at hand
};

class AlignRecords : public Records {
public:
  // The transform must outlive it.
  AlignRecords(std::unique_ptr<Records> records, AlignTransform &work)
      : Records(records->end()), records_(std::move(records)), work_(work) {}

  std::size_t whole(std::string_view block, bool last, bool grown) override {
    return records_->whole(block, last, grown);
  }
  std::size_t first(std::string_view block, bool last, bool grown) override {
    return records_->first(block, last, grown);
  }
  std::size_t single_lines(std::string_view block, bool last) const override {
    return records_->single_lines(block, last);
  }
  bool ends_anywhere() const override { return records_->ends_anywhere(); }
  std::size_t longest() const override { return records_->longest(); }

  void transform(std::string_view records, Transform &work, std::string &out,
                 Findings &findings) override;
  void piece(std::string_view piece, bool last, Transform &work, std::string &out,
             Findings &findings) override;

private:
  std::unique_ptr<Records> records_;
  AlignTransform &work_;
  std::string dropped_;
};

} // namespace arnorm::tool
