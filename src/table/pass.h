// A pass: what runs one or more stages over a text.
//
// A chain is a list of passes. Like a stage, each reads its whole input and writes its output, but
// in pieces, and it holds only the part of the text that its rules can still look at. A pass itself
// is immutable; a PassState is what it remembers of one text.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "alignment/edit_script.h"

namespace arnorm {

class Alphabet;

// One text on its way. Malformed bytes are opaque characters here, as utf.h says.
class TextState {
public:
  virtual ~TextState() = default;

  // Takes more of a text and appends to `out` all output that is certain. With `last` that is
  // everything, and the state is ready for another text.
  virtual void feed(std::u32string_view piece, bool last, std::u32string &out) = 0;
};

class PassState : public TextState {
public:
  // The same as `feed`, and appends to `script` what was done to the input, in code points; as much
  // of it as is in `out`. A text is taken with this or with `feed`, not with both.
  virtual void feed_aligned(std::u32string_view piece, bool last, std::u32string &out,
                            EditScript &script) = 0;

  // Appends to `key` what the state remembers of the text so far: states of one object with the
  // same key go on in the same way. False, with `key` in any state, where that is too much or not
  // known.
  virtual bool save(std::u32string &) { return false; }

  // Becomes the state in which this object wrote `key`.
  virtual void restore(std::u32string_view) {}

  // Whether the pass may hold back a text of any length.
  virtual bool holds_any_length() const { return false; }

  // Whether the pass gave up within the text that `last` ended.
  virtual bool gave_up() const { return false; }

protected:
  static constexpr std::size_t max_saved = 64; // characters that a state holds back
};

// A state with one function for both ways: `run(piece, last, out, script)`.
template <class State> class ScriptingState : public PassState {
public:
  void feed(std::u32string_view piece, bool last, std::u32string &out) final {
    NoScript script;
    static_cast<State *>(this)->run(piece, last, out, script);
  }
  void feed_aligned(std::u32string_view piece, bool last, std::u32string &out,
                    EditScript &script) final {
    static_cast<State *>(this)->run(piece, last, out, script);
  }
};

class Pass {
public:
  virtual ~Pass() = default;

  virtual std::unique_ptr<PassState> start() const = 0;

  // Whether a text may be cut before any `c` in it and the parts taken for texts of their own, with
  // the same output. False is always safe.
  virtual bool has_boundary_before(char32_t c) const;

  // Adds every character that the output of a text can begin with if the text begins with `c`.
  // False if the output may begin with what follows `c`, or if it is not known.
  virtual bool first_outputs(char32_t c, std::vector<char32_t> &out) const;

  // Whether `c` is copied in every context and never affects its neighbours. Asked for characters
  // outside of the kernels' alphabet. False is always safe.
  virtual bool is_inert(char32_t c) const;

  // Whether `c` is copied in every context, and every context sees `c` as if it were the edge of
  // the text and does not look beyond it. Texts that are separated by such characters can then be
  // taken as one. False is always safe.
  virtual bool is_like_edge(char32_t c) const;

  // Replaces the text of each character of the alphabet by what this pass makes of it, and adds the
  // conflicts. To say that all characters need the passes is always safe.
  virtual void apply_to(Alphabet &alphabet) const;

  // Memory that the pass uses, roughly.
  virtual std::size_t bytes() const { return 0; }
};

using PassPtr = std::unique_ptr<const Pass>;

} // namespace arnorm
