// A pass: what runs one or more stages over a text.
//
// A chain is a list of passes. Each reads its whole input and writes its output, as stages do, but
// in pieces, and holds no more of the text than its rules can still look at. A pass itself is
// immutable; what it must remember of one text is a PassState.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace arnorm {

class Alphabet;

// Malformed bytes are opaque characters here, as utf.h says.
class PassState {
public:
  virtual ~PassState() = default;

  // Takes more of a text and appends to `out` what is certain by now; all of it when `last`, and
  // after that it is as new.
  virtual void feed(std::u32string_view piece, bool last, std::u32string &out) = 0;
};

class Pass {
public:
  virtual ~Pass() = default;

  virtual std::unique_ptr<PassState> start() const = 0;

  // Whether a text may be cut in front of `c`, wherever it stands, and the parts be taken for
  // texts of their own without a change of what comes out. False is always safe.
  virtual bool has_boundary_before(char32_t c) const;

  // Adds everything that may come first of what a text that begins with such a `c` becomes; false
  // where that is nothing, or not known.
  virtual bool first_outputs(char32_t c, std::vector<char32_t> &out) const;

  // Whether `c` stays as it is wherever it stands, and nothing beside it minds it either. Asked of
  // characters that the easy alphabet does not hold. False is always safe.
  virtual bool is_inert(char32_t c) const;

  // Whether `c` is copied wherever it stands, and what stands beside it sees in it what it would
  // see at the edge of the text, and nothing beyond: then the texts between such characters may be
  // taken as one. False is always safe.
  virtual bool is_like_edge(char32_t c) const;

  // Puts in place of each character of the alphabet what this pass makes of it, and notes which
  // of them concern their neighbours. That all of them are hard is always safe.
  virtual void apply_to(Alphabet &alphabet) const;

  // Memory of the pass, roughly.
  virtual std::size_t bytes() const { return 0; }
};

using PassPtr = std::unique_ptr<const Pass>;

} // namespace arnorm
