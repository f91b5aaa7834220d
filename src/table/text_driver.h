// One text on its way through a chain, in pieces of any size.
//
// Between two places where a text may be cut, either the kernel takes it or the passes do. Knows
// nothing of rules; what may be cut and what is tables is known to Program.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "arnorm/arnorm.h"
#include "table/program.h"

namespace arnorm {

class TextDriver {
public:
  TextDriver(const Program &program, Invalid invalid) : program_(program), invalid_(invalid) {}
  ~TextDriver();

  // Takes more of the text, which may be cut between any two bytes, and appends what is certain by
  // now; all of it when `last`, and after that it is as new but for the tally.
  void write(std::string_view piece, bool last, std::string &out);

  // Ends the text, and tells what was met in it. The next piece begins another one.
  Tally finish(std::string &out);

  // Of the text so far. When it says `stopped`, further text is not taken.
  const Tally &tally() const { return tally_; }

private:
  void write_whole(std::string_view text, bool last, std::string &out);
  std::string_view stitch(std::string_view piece, bool last, std::string &out);
  std::size_t run_kernel(std::string_view text, bool last, std::string &out);
  std::size_t back_to_cut(std::string_view text, std::size_t at, std::uint8_t left,
                          std::size_t before, std::string &out) const;
  std::size_t run_segment(std::string_view text, std::string &out);
  std::size_t run_passes(std::string_view text, bool last, std::string &out);
  bool take_malformed(std::string_view bytes, std::size_t offset, std::u32string &piece);
  void feed(bool last, std::string &out);

  const Program &program_;
  Invalid invalid_;
  Tally tally_;
  std::unique_ptr<ProgramState> state_; // only once they are needed
  std::string incomplete_;              // the beginning of a character that the last piece ended in
  std::size_t position_ = 0;            // bytes of the text that are taken
  bool at_cut_ = true;         // the passes hold nothing, and need nothing of what was before
  std::size_t patience_ = 0;   // bytes that the passes take before the kernel is tried again
  std::size_t slow_bytes_ = 0; // bytes that they have taken since it was
};

} // namespace arnorm
