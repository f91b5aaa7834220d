#include <algorithm>
#include <memory>

#include "c/handles.h"

namespace {

using namespace arnorm;
using namespace arnorm::c;

arnorm_range range_of(const Range &range) { return {range.begin, range.end}; }

std::vector<std::size_t> ends_of(std::span<const Alignment::Run> runs) {
  std::vector<std::size_t> ends;
  ends.reserve(runs.size());
  for (const Alignment::Run &run : runs) {
    ends.push_back((ends.empty() ? 0 : ends.back()) + run.count);
  }
  return ends;
}

} // namespace

arnorm_status arnorm_align(const arnorm_chain *chain, const char *text, size_t size,
                           arnorm_invalid invalid, arnorm_buffer *out, arnorm_alignment **alignment,
                           arnorm_tally *tally) {
  if (alignment == nullptr) {
    return ARNORM_BAD_ARGUMENT;
  }
  *alignment = nullptr;
  auto policy = policy_of(invalid);
  if (chain == nullptr || !policy || out == nullptr || !is_text(text, size)) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    auto own = std::make_unique<arnorm_alignment>();
    std::string result;
    Tally met = chain->chain->apply(text_of(text, size), result, own->alignment, *policy);
    own->ends = ends_of(own->alignment.runs());
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
  return alignment != nullptr && !alignment->ends.empty() ? alignment->ends.back() : 0;
}

arnorm_status arnorm_alignment_get(const arnorm_alignment *alignment, size_t i, arnorm_edit *out) {
  if (out == nullptr || i >= arnorm_alignment_count(alignment)) {
    return ARNORM_BAD_ARGUMENT;
  }
  auto end = std::upper_bound(alignment->ends.begin(), alignment->ends.end(), i);
  const Alignment::Run &run =
      alignment->alignment.runs()[static_cast<std::size_t>(end - alignment->ends.begin())];
  std::size_t at = i - (*end - run.count); // in the run
  std::size_t in = run.in + at * run.in_size;
  std::size_t begin = run.out + at * run.out_size;
  *out = {{in, in + run.in_size}, {begin, begin + run.out_size}};
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
