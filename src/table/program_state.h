// One text on its way through all passes of a chain.
//
// Takes text in two ways. feed() hands it from pass to pass. feed_segments() does the same word by
// word and remembers the results, see segment_cache.h: in running text most words have occurred
// before, after text of which the passes remember the same.
//
// What the passes remember has a number. An example, with two passes:
//
//   after the text    pass 1 remembers         pass 2 remembers     number
//   ""                edge                     edge                 0
//   "fī "             a space                  a long vowel         1
//   "kataba "         a space                  nothing, holds "a "  2
//   "al-walada "      a space                  nothing, holds "a "  2
//
// A number and a segment determine the result and the next number. Nothing else is needed to know
// that the result is right: no rule and no form is looked at here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "alignment/edit_composer.h"
#include "characters/growth_limit.h"
#include "table/pass.h"
#include "table/segment_cache.h"

namespace arnorm {

class ProgramState {
public:
  // Of what is remembered; tests make them small.
  struct Bounds {
    std::size_t saved_characters = 1 << 18; // of all numbers together
    std::size_t cache_bytes = 4 << 20;
    std::size_t trial = 1 << 12; // segments after which the cache is judged
  };
  ProgramState(const std::vector<PassPtr> &passes, Bounds bounds);
  // The same of passes that have been started.
  ProgramState(std::vector<std::unique_ptr<PassState>> states, Bounds bounds);

  // Takes more of the text, and writes UTF-8. Ready for another text after `last`.
  void feed(std::u32string_view piece, bool last, std::string &out);

  // The same, with what was done to the text, in code points, in `script`.
  void feed_aligned(std::u32string_view piece, bool last, std::u32string &out, EditScript &script);

  // Takes as many whole segments from the front of UTF-8 as it can: up to malformed bytes, or to a
  // word that is very long, or cut by the end of the text where this is not the last of it. Returns
  // the bytes taken. With `last`, and if these are all, the state is ready for another text.
  std::size_t feed_segments(std::string_view text, bool last, std::string &out);

  // The result of a text of its own, between two others. False if it has malformed bytes.
  bool feed_segment(std::string_view text, std::string &out);

  // Whether a pass gave up within the text that `last` ended.
  bool gave_up() const;

  std::u32string piece; // for the caller, so that it need not allocate one

private:
  using Number = std::uint32_t;
  static constexpr Number at_begin = 0;

  bool learn(std::string_view segment, bool ends, std::string &out);
  void judge();
  std::optional<Number> save();
  void forget();
  void restore(Number number);
  void take_over();
  void run(std::u32string_view text, bool last, std::string &out);
  template <class Feed>
  void run_pass(const PassState &pass, std::u32string_view text, bool last, GrowthLimit &limit,
                Feed feed);

  std::vector<std::unique_ptr<PassState>> states_;
  std::u32string from_;
  std::u32string to_;
  EditScript own_; // of a pass
  EditScript so_far_;
  EditScript both_;
  std::vector<EditComposer> composers_; // one between each two passes; made when they are needed

  Bounds bounds_;
  SegmentCache cache_;
  std::unordered_map<std::u32string, Number> numbers_; // by what all passes have saved
  std::vector<const std::u32string *> saved_;          // by number
  std::size_t saved_characters_ = 0;
  std::size_t times_forgotten_ = 0; // all numbers but the first
  std::u32string key_;
  std::u32string segment_;
  bool may_save_ = false;                      // all passes know what they remember
  std::optional<Number> now_ = at_begin;       // of the text so far, if it is known
  std::optional<Number> of_passes_ = at_begin; // where the passes are; the same if now_ is nothing
  std::size_t segments_ = 0;                   // since the cache was judged
  std::size_t misses_ = 0;                     // likewise: not in the cache
  std::size_t pause_ = 0;                      // characters to take without the cache
  std::size_t next_pause_ = 0;
};

} // namespace arnorm
