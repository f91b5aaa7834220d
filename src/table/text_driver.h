// One text on its way through a chain, in pieces of any size: the kernel where it can, the passes
// where they are needed.
//
// An example. A table has { from = "لا", to = "LA" } and a row for each single letter, and the text
// is BEH LAM ALEF BEH. The kernel takes characters that do not conflict with the one before them:
//
//   text       BEH   LAM   ALEF   BEH
//   kernel     b     l     stops: LAM and ALEF conflict
//
// The passes must do the rest, but not from ALEF on. LAM and ALEF are one match, so the `l` that
// the kernel has written is wrong. The kernel looks at pairs only and could not know. So the driver
// goes back to the last place where the text may be cut (see cut_points.h), which is before LAM,
// and takes back the results after it:
//
//   text       BEH | LAM   ALEF | BEH        | is a cut
//   output     b   | LA         | b
//   by         kernel | passes  | kernel
//
// How many bytes to take back is not written down anywhere, as that would cost time where nothing
// is taken back. Instead the scalar kernel runs once more over the text after the cut, which is
// short, and counts.
//
// From there the passes take the text up to the next cut. Where that is near, the segment cache may
// know the result. Where kernel after kernel stops early, the passes take longer and longer parts
// before the next try: that is the driver's patience.
//
// At the end of a piece that is not the end of the text, the same happens: what the next piece may
// change is taken back and held by the passes. So any splitting into pieces has the same output.
//
// Knows nothing of rules: the cut points and the tables are in Program.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "arnorm/arnorm.h"
#include "table/byte_edits.h"
#include "table/program.h"

namespace arnorm {

class TextDriver {
public:
  // Where `alignment` is given, it gets what becomes of the text, with offsets from its beginning.
  TextDriver(const Program &program, Invalid invalid, Alignment *alignment = nullptr)
      : program_(program), invalid_(invalid), alignment_(alignment), kernel_(program.kernel()) {}
  ~TextDriver();

  // Another kernel than usual, and a state of the program with other bounds. Every way of running a
  // chain has the same output, so only tests need these.
  void set_kernel(Kernel kernel) { kernel_ = kernel; }
  void set_state(std::unique_ptr<ProgramState> state) { state_ = std::move(state); }

  // Between two texts: what the next one is asked for.
  void set_alignment(Alignment *alignment) { alignment_ = alignment; }

  // Takes more of the text, which may be cut between any two bytes, and appends all output that is
  // certain. With `last` that is everything, and the driver is ready for another text; only the
  // tally stays.
  void write(std::string_view piece, bool last, std::string &out);

  // Ends the text and returns its tally. The next piece begins another text.
  Tally finish(std::string &out);

  // Of the text so far. Once it is `stopped`, no more text is taken.
  const Tally &tally() const { return tally_; }

private:
  void write_whole(std::string_view text, bool last, std::string &out);
  std::string_view stitch(std::string_view piece, bool last, std::string &out);
  std::size_t run_kernel(std::string_view text, bool last, std::string &out);
  std::size_t back_to_cut(std::string_view text, std::size_t at, ConflictBits left,
                          std::size_t before, std::string &out) const;
  std::size_t run_segment(std::string_view text, std::string &out);
  std::size_t run_passes(std::string_view text, bool last, std::string &out);
  bool take_malformed(std::string_view bytes, std::size_t offset, std::u32string &piece);
  void add_malformed_input(std::string_view bytes);
  void take(char32_t c, std::string_view bytes, std::u32string &piece);
  void feed(bool last, std::string &out);
  void feed_aligned(bool last, std::string &out);

  const Program &program_;
  Invalid invalid_;
  Alignment *alignment_; // null: nobody asks
  Kernel kernel_;
  ByteEdits byte_edits_; // what the passes have not finished
  EditScript script_;    // of a piece
  std::u32string result_;
  Tally tally_;
  std::unique_ptr<ProgramState> state_; // only once they are needed
  std::string incomplete_;              // the first bytes of a character that the last piece cut
  std::size_t position_ = 0;            // bytes of the text that are taken
  bool at_cut_ = true;                  // the passes hold no text and need none from before
  std::size_t patience_ = 0;   // bytes that the passes take before the kernel is tried again
  std::size_t slow_bytes_ = 0; // bytes that they have taken since it was
};

} // namespace arnorm
