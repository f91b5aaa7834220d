#include "diagnostics/packed_text.h"

#include <new>

#define ZLIB_CONST // input is const
#include <zlib.h>

namespace arnorm {

std::string PackedText::unpacked() const {
  std::string text(begin + size, '\0');
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) {
    throw std::bad_alloc();
  }
  stream.next_in = reinterpret_cast<const Bytef *>(block.data());
  stream.avail_in = static_cast<uInt>(block.size());
  stream.next_out = reinterpret_cast<Bytef *>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  inflate(&stream, Z_SYNC_FLUSH); // the block may go on after the text
  inflateEnd(&stream);
  return text.substr(begin);
}

} // namespace arnorm
