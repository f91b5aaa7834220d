// Texts inside the library, compressed. src/embed.py packs them, several into one block: texts that
// resemble each other take less room together.
//
// The only user of zlib. Knows nothing of what the texts are for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace arnorm {

struct PackedText {
  std::string_view block; // in zlib's format; must have static lifetime
  std::size_t begin = 0;  // of the text in the unpacked block
  std::size_t size = 0;

  // Unpacks the block up to the end of the text.
  std::string unpacked() const;
};

} // namespace arnorm
