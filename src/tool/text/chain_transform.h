// Applies a chain to a text and checks the output for unmapped letters.
#pragma once

#include <cstddef>
#include <optional>

#include "arnorm/arnorm.h"
#include "characters/code_point_set.h"
#include "tool/settings.h"
#include "tool/text/letter_scan.h"
#include "tool/text/transform.h"

namespace arnorm::tool {

class ChainTransform : public Transform {
public:
  // Members of `letters` that occur in the output are noted, and handled according to `unmapped`.
  ChainTransform(const Chain &chain, Invalid invalid, Unmapped unmapped, CodePointSet letters);

  // Notes only the first letter that is found in the output.
  ChainTransform(const Chain &chain, Invalid invalid, LetterScan scan);

  void whole(std::string_view text, std::string &out, Findings &findings) override;
  void piece(std::string_view piece, bool last, std::string &out, Findings &findings) override;
  bool find_edits(std::string_view text, Alignment &edits) override;
  bool takes_lines() const override;

private:
  void look_for_first(std::string_view out, Findings &findings) const;
  void look_at(std::string &out, std::size_t from, Findings &findings) const;

  const Chain &chain_;
  Invalid invalid_;
  Unmapped unmapped_;
  CodePointSet letters_;
  std::string result_; // of find_edits

  std::optional<LetterScan> scan_;
  std::optional<Stream> stream_; // for a text in pieces
  ArabicBytes arabic_bytes_;     // of the first ones
  std::size_t taken_ = 0;        // bytes of its earlier pieces
};

} // namespace arnorm::tool
