// Transforms a text except for its protected spans.
//
// The text between two spans is transformed as a separate text, with its own edges.
#pragma once

#include <memory>
#include <optional>

#include "tool/text/chunked_transform.h"
#include "tool/text/foreign_words.h"
#include "tool/text/spans.h"

namespace arnorm::tool {

// Finds the spans that --protect selects: by their form and, if the chain reads Latin letters, the
// words that cannot be Arabic in these letters.
class Protected {
public:
  // `backwards` is the chain if it reads Latin letters, otherwise null. It must outlive this
  // object.
  Protected(unsigned kinds, const Chain *backwards, Invalid invalid = Invalid::keep);

  // Valid until the next call.
  const std::vector<ProtectedSpan> &find(std::string_view text);

private:
  SpanFinder finder_;
  std::optional<ForeignWords> words_;
  std::vector<ProtectedSpan> spans_;
};

class ProtectingTransform : public ChunkedTransform {
public:
  ProtectingTransform(Protected spans, std::unique_ptr<Transform> rest)
      : protected_(std::move(spans)), rest_(std::move(rest)) {}

  void whole(std::string_view text, std::string &out, Findings &findings) override;
  bool find_edits(std::string_view text, Alignment &edits) override;

private:
  Protected protected_;
  std::unique_ptr<Transform> rest_;
};

} // namespace arnorm::tool
