#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "c/handles.h"

namespace arnorm::c {

std::optional<Invalid> policy_of(arnorm_invalid invalid) {
  switch (invalid) {
  case ARNORM_KEEP:
    return Invalid::keep;
  case ARNORM_REPLACE:
    return Invalid::replace;
  case ARNORM_STOP:
    return Invalid::error;
  }
  return {};
}

void set(arnorm_tally *out, const Tally &tally) {
  if (out != nullptr) {
    *out = {tally.malformed, tally.first_malformed.value_or(ARNORM_NONE), tally.unfinished ? 1 : 0};
  }
}

arnorm_status append(arnorm_buffer &buffer, std::string_view text) {
  if (text.empty()) {
    return ARNORM_OK;
  }
  if (text.size() > buffer.capacity - buffer.size) {
    if (text.size() > SIZE_MAX / 2 - buffer.size) {
      return ARNORM_NO_MEMORY;
    }
    std::size_t capacity = std::max(buffer.size + text.size(), buffer.capacity / 2 * 3);
    void *data = std::realloc(buffer.data, capacity);
    if (data == nullptr) {
      return ARNORM_NO_MEMORY;
    }
    buffer.data = static_cast<char *>(data);
    buffer.capacity = capacity;
  }
  std::memcpy(buffer.data + buffer.size, text.data(), text.size());
  buffer.size += text.size();
  return ARNORM_OK;
}

} // namespace arnorm::c

void arnorm_buffer_free(arnorm_buffer *buffer) {
  if (buffer != nullptr) {
    std::free(buffer->data);
    *buffer = ARNORM_BUFFER_INIT;
  }
}

const char *arnorm_version(void) { return ARNORM_VERSION; }

int arnorm_abi_version(void) { return ARNORM_C_ABI; }
