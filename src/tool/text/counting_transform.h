// A transform that counts the rows that fire, for --stats.
#pragma once

#include <memory>

#include "check/row_counter.h"
#include "tool/text/transform.h"

namespace arnorm::tool {

// Counts by converting each text a second time. The pieces of a long text are counted separately,
// so a match across two pieces may be missed.
class CountingTransform : public Transform {
public:
  CountingTransform(std::unique_ptr<Transform> work, std::shared_ptr<RowCounts> hits)
      : work_(std::move(work)), hits_(std::move(hits)) {}

  void whole(std::string_view text, std::string &out, Findings &findings) override {
    hits_->count(text);
    work_->whole(text, out, findings);
  }

  void piece(std::string_view piece, bool last, std::string &out, Findings &findings) override {
    hits_->count(piece);
    work_->piece(piece, last, out, findings);
  }

  bool find_edits(std::string_view text, Alignment &edits) override {
    return work_->find_edits(text, edits);
  }

private:
  std::unique_ptr<Transform> work_;
  std::shared_ptr<RowCounts> hits_;
};

} // namespace arnorm::tool
