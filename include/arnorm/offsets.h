// Offsets in a text as others count them, and ranges of what a reader takes for one character.
//
//     std::string text = "a\U0001F600b";       // U+1F600 is outside of the BMP
//     arnorm::Utf16Index utf16(text);          // as Java, JavaScript and ICU count
//     utf16.from_bytes(5);                     // the "b": 3
//     utf16.to_bytes(3);                       // 5
//     arnorm::CodePointIndex(text).size();     // as Python counts: 3
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "arnorm/alignment.h"
#include "arnorm/export.h"

namespace arnorm {

// Translates between bytes of UTF-8 and other units: to_bytes in time that grows with the logarithm
// of the text, from_bytes in constant time. It takes one sixty-fourth of the memory of the text,
// and reads the text, which must outlive it and stay as it is.
//
// Malformed bytes: each ill-formed sequence counts as one U+FFFD, as decoders read it (one for each
// maximal subpart; see Invalid::replace).
//
// An offset inside a character is taken for the beginning of the character, and a range that cuts
// characters for that of the whole characters. Offsets beyond the end are taken for the end. An
// empty range stays empty.
class ARNORM_EXPORT OffsetIndex {
public:
  std::size_t size() const { return size_; } // of the text, in units

  std::size_t from_bytes(std::size_t offset) const;
  std::size_t to_bytes(std::size_t offset) const;
  Range from_bytes(Range range) const;
  Range to_bytes(Range range) const;

protected:
  OffsetIndex(std::string_view text, bool counts_surrogates);

private:
  // A character on the way through the text, and how many units are before it.
  struct Place {
    std::size_t byte = 0;
    std::size_t unit = 0;
    bool operator==(const Place &) const = default;
  };
  Place block(std::size_t index) const;
  Place next(Place at) const;
  template <class Test> Place last_that(Place at, Test holds) const;
  Place place_of_byte(std::size_t offset) const;
  Place place_of_unit(std::size_t offset) const;

  std::string_view text_;
  bool counts_surrogates_;
  std::size_t size_ = 0;
  // For each block of the text, the first character that begins in it: units before it times four,
  // and its bytes after the beginning of the block.
  std::vector<std::uint64_t> blocks_;
};

// Code units of UTF-16: a character outside of the Basic Multilingual Plane counts as two.
class ARNORM_EXPORT Utf16Index : public OffsetIndex {
public:
  explicit Utf16Index(std::string_view text) : OffsetIndex(text, true) {}
};

// Code points.
class ARNORM_EXPORT CodePointIndex : public OffsetIndex {
public:
  explicit CodePointIndex(std::string_view text) : OffsetIndex(text, false) {}
};

// The smallest range of whole grapheme clusters (Unicode Standard Annex #29, extended) that holds a
// range of bytes, so that no letter is parted from its marks. An empty range stays empty between
// two clusters, and becomes the whole cluster inside of one. An ill-formed sequence is a cluster
// of its own. Offsets beyond the end are taken for the end. Takes time in proportion to the
// clusters at both ends, and not to the text.
ARNORM_EXPORT Range whole_clusters(std::string_view text, Range range);

} // namespace arnorm
