#include "table/byte_edits.h"

#include "characters/utf.h"

namespace arnorm {

std::string_view ByteEdits::Characters::take(std::size_t count) {
  std::size_t begin = at_byte;
  for (std::size_t end = at + count; at < end; ++at) {
    at_byte += lengths[at];
  }
  return std::string_view(bytes).substr(begin, at_byte - begin);
}

void ByteEdits::Characters::forget() {
  bytes.erase(0, at_byte);
  lengths.erase(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(at));
  at_byte = 0;
  at = 0;
}

void ByteEdits::add_output(std::u32string_view text) {
  std::string bytes;
  for (char32_t c : text) {
    bytes.clear();
    append_utf8(bytes, c);
    output_.add(bytes);
  }
}

void ByteEdits::add_one(std::string_view in, std::string_view out, Alignment &alignment) {
  in == out ? alignment.add_copy(in.size()) : alignment.add_edit(in.size(), out.size());
}

void ByteEdits::add(const EditScript &script, Alignment &alignment) {
  for (const EditOp &op : script.ops()) {
    if (op.copies) { // one by one: a malformed byte may have been replaced as it was read
      for (std::size_t i = 0; i < op.in; ++i) {
        add_one(input_.take(1), output_.take(1), alignment);
      }
    } else {
      std::string_view in = input_.take(op.in);
      add_one(in, output_.take(op.out), alignment);
    }
  }
  input_.forget();
  output_.forget();
}

} // namespace arnorm
