#include <memory>

#include "c/handles.h"

namespace {

using namespace arnorm;
using namespace arnorm::c;

arnorm_range range_of(const Range &range) { return {range.begin, range.end}; }

} // namespace

arnorm_status arnorm_align(const arnorm_chain *chain, const char *text, size_t size,
                           arnorm_invalid invalid, arnorm_buffer *out, arnorm_alignment **alignment,
                           arnorm_tally *tally) {
  auto policy = policy_of(invalid);
  if (chain == nullptr || !policy || out == nullptr || alignment == nullptr ||
      !is_text(text, size)) {
    return ARNORM_BAD_ARGUMENT;
  }
  *alignment = nullptr;
  return guarded([&] {
    auto own = std::make_unique<arnorm_alignment>();
    std::string result;
    Tally met = chain->chain->apply(text_of(text, size), result, own->alignment, *policy);
    own->edits = own->alignment.edits();
    set(tally, met);
    if (met.stopped) {
      return ARNORM_MALFORMED;
    }
    arnorm_status status = append(*out, result);
    *alignment = status == ARNORM_OK ? own.release() : nullptr;
    return status;
  });
}

void arnorm_alignment_free(arnorm_alignment *alignment) { delete alignment; }

size_t arnorm_alignment_count(const arnorm_alignment *alignment) {
  return alignment != nullptr ? alignment->edits.size() : 0;
}

arnorm_status arnorm_alignment_get(const arnorm_alignment *alignment, size_t i, arnorm_edit *out) {
  if (alignment == nullptr || out == nullptr || i >= alignment->edits.size()) {
    return ARNORM_BAD_ARGUMENT;
  }
  *out = {range_of(alignment->edits[i].in), range_of(alignment->edits[i].out)};
  return ARNORM_OK;
}

arnorm_range arnorm_to_input(const arnorm_alignment *alignment, arnorm_range output) {
  return alignment != nullptr ? range_of(alignment->alignment.to_input({output.begin, output.end}))
                              : output;
}

arnorm_range arnorm_to_output(const arnorm_alignment *alignment, arnorm_range input) {
  return alignment != nullptr ? range_of(alignment->alignment.to_output({input.begin, input.end}))
                              : input;
}
