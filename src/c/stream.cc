#include "c/handles.h"

namespace {

using namespace arnorm;
using namespace arnorm::c;

// Hands what a call wrote to the caller.
arnorm_status flush(arnorm_stream &stream, arnorm_buffer &out) {
  arnorm_status status = append(out, stream.out);
  stream.out.clear();
  return status;
}

} // namespace

arnorm_stream *arnorm_stream_new(const arnorm_chain *chain, arnorm_invalid invalid) {
  auto policy = policy_of(invalid);
  if (chain == nullptr || !policy) {
    return nullptr;
  }
  return handle([&] { return new arnorm_stream{Stream(*chain->chain, *policy), {}}; });
}

void arnorm_stream_free(arnorm_stream *stream) { delete stream; }

arnorm_status arnorm_stream_write(arnorm_stream *stream, const char *piece, size_t size,
                                  arnorm_buffer *out) {
  if (stream == nullptr || out == nullptr || !is_text(piece, size)) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    stream->stream.write(text_of(piece, size), stream->out);
    return flush(*stream, *out);
  });
}

arnorm_status arnorm_stream_finish(arnorm_stream *stream, arnorm_buffer *out, arnorm_tally *tally) {
  if (stream == nullptr || out == nullptr) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    Tally met = stream->stream.finish(stream->out);
    set(tally, met);
    arnorm_status status = flush(*stream, *out);
    return status == ARNORM_OK && met.stopped ? ARNORM_MALFORMED : status;
  });
}
