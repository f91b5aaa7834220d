#include "table/text_driver.h"

#include <algorithm>
#include <utility>

#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t kernel_bytes = 16384;    // at a time, to stay in the cache
constexpr std::size_t piece_characters = 1024; // at a time, likewise
constexpr std::size_t worth_a_kernel = 16;     // bytes; less than this is no gain
constexpr std::size_t max_patience = 4096;
constexpr std::size_t max_cached = 64;             // bytes of a segment between two cuts
constexpr std::size_t max_patience_of_cache = 128; // more means a text of another kind

// The last place before `end` where the text may be cut, or its beginning.
std::size_t cut_before(const CutPoints &cut_points, std::string_view text, std::size_t end) {
  auto is_trail = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  std::size_t at = end;
  do {
    --at;
  } while (at > 0 &&
           (is_trail(at) || !cut_points.has_boundary_before(first_character(text.substr(at)).c)));
  return at;
}

// Runs the kernel once more from one cut to another. What came before a cut has no influence,
// except for the edge of the text. Stops early if that is not so.
KernelResult run_again(const KernelTables &tables, std::string_view text, bool at_edge) {
  constexpr std::size_t max = 1024;
  constexpr std::size_t margin = 2 * max_result; // a swap may write over the last results
  char buffer[margin + kernel_room(max)];
  KernelState state;
  state.left = at_edge ? tables.edge_left : ConflictBits{0};
  state.before = at_edge ? state.before : ConflictBits{0};
  KernelResult all;
  while (all.consumed < text.size()) {
    std::size_t bytes = std::min(text.size() - all.consumed, max);
    KernelResult run =
        continue_scalar(tables, text.data() + all.consumed, bytes, state, buffer + margin);
    if (run.consumed == 0) {
      break;
    }
    all = {all.consumed + run.consumed, all.written + run.written, run.left};
  }
  return all;
}

} // namespace

TextDriver::~TextDriver() {
  if (state_ && at_cut_) {
    program_.give_back(std::move(state_));
  }
}

void TextDriver::write(std::string_view piece, bool last, std::string &out) {
  if (!incomplete_.empty()) {
    piece = stitch(piece, last, out);
  }
  if (!last) {
    std::size_t tail = incomplete_tail(piece);
    incomplete_.append(piece.substr(piece.size() - tail));
    piece.remove_suffix(tail);
  }
  write_whole(piece, last, out);
}

Tally TextDriver::finish(std::string &out) {
  write({}, true, out);
  if (tally_.stopped) { // the passes are in the middle of it
    state_.reset();
    byte_edits_ = {};
    at_cut_ = true;
  }
  return std::exchange(tally_, {});
}

// Joins the end of the last piece with the beginning of this one. Returns the rest of this one.
std::string_view TextDriver::stitch(std::string_view piece, bool last, std::string &out) {
  constexpr std::size_t enough = 8; // to complete what is incomplete and begin no other
  std::size_t held = incomplete_.size();
  std::string seam = incomplete_ + std::string(piece.substr(0, enough));
  incomplete_.clear();
  bool all = seam.size() - held == piece.size();
  bool ends = last && all;
  std::size_t tail = ends ? 0 : incomplete_tail(seam);
  if (!ends && seam.size() - tail <= held) { // still not complete
    incomplete_ = std::move(seam);
    return {};
  }
  write_whole(std::string_view(seam).substr(0, seam.size() - tail), false, out);
  return piece.substr(seam.size() - tail - held);
}

void TextDriver::write_whole(std::string_view text, bool last, std::string &out) {
  while (!text.empty() && !tally_.stopped) {
    std::size_t taken = 0;
    if (at_cut_ && program_.kernel_tables() != nullptr && slow_bytes_ >= patience_) {
      taken = run_kernel(text, last, out);
    }
    position_ += taken;
    text.remove_prefix(taken);
    if (!text.empty()) {
      taken = run_passes(text, last, out);
      position_ += taken;
      text.remove_prefix(taken);
    }
  }
  if (last) {
    if (!at_cut_ && !tally_.stopped) {
      feed(true, out);
    }
    position_ = 0;
    patience_ = 0;
  }
}

// Lets the kernel take as much as it can, from one cut to another. Returns the bytes taken.
std::size_t TextDriver::run_kernel(std::string_view text, bool last, std::string &out) {
  const KernelTables &tables = *program_.kernel_tables();
  char buffer[kernel_room(kernel_bytes)];
  ConflictBits left = tables.edge_left;
  std::size_t before = out.size();
  std::size_t in_before = alignment_ == nullptr ? 0 : alignment_->input_size();
  std::size_t out_before = alignment_ == nullptr ? 0 : alignment_->output_size();
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t bytes = std::min(text.size() - at, kernel_bytes);
    KernelResult run =
        alignment_ == nullptr
            ? kernel_(tables, text.data() + at, bytes, left, buffer)
            : run_aligned(tables, text.data() + at, bytes, left, buffer, *alignment_);
    out.append(buffer, run.written);
    at += run.consumed;
    left = run.left;
    if (run.consumed == 0 || run.consumed + 4 < bytes) { // not only a character cut in two
      break;
    }
  }
  bool whole = at == text.size() && last && (left & tables.edge_right) == 0;
  if (!whole) {
    at = back_to_cut(text, at, left, before, out);
  }
  if (!whole && alignment_ != nullptr) {
    alignment_->truncate(in_before + at, out_before + out.size() - before);
  }
  patience_ = at < worth_a_kernel ? std::min(2 * patience_ + worth_a_kernel, max_patience) : 0;
  slow_bytes_ = 0;
  return at;
}

// Finds the last place up to `at` where the text may be cut, and takes back the results after it.
// The first result of this call of the kernel is at `before` in `out`.
std::size_t TextDriver::back_to_cut(std::string_view text, std::size_t at, ConflictBits left,
                                    std::size_t before, std::string &out) const {
  const KernelTables &tables = *program_.kernel_tables();
  auto may_end = [&](ConflictBits last) { return (last & tables.edge_right) == 0; };
  const CutPoints &cut_points = program_.cut_points();
  if (at < text.size() && may_end(left) &&
      cut_points.has_boundary_before(first_character(text.substr(at)).c)) {
    return at;
  }
  std::size_t end = at;
  std::size_t dropped = 0;
  while (end > 0) {
    std::size_t begin = cut_before(cut_points, text, end);
    KernelResult run = run_again(tables, text.substr(begin, end - begin), begin == 0);
    if (run.consumed != end - begin) { // should not happen; nothing is kept then
      out.resize(before);
      return 0;
    }
    if (end != at && may_end(run.left)) {
      break;
    }
    dropped += run.written;
    end = begin;
  }
  out.resize(out.size() - dropped);
  return end;
}

// Takes a segment up to the next cut, with the help of the cache. Returns the bytes taken; 0 if
// there is no short segment.
std::size_t TextDriver::run_segment(std::string_view text, std::string &out) {
  std::size_t at = 0;
  for (Character next{0, 0};; at += next.length) {
    if (at > max_cached || at == text.size()) {
      return 0;
    }
    next = first_character(text.substr(at));
    if (next.c == ill_formed) {
      return 0;
    }
    if (at > 0 && program_.cut_points().has_boundary_before(next.c)) {
      break;
    }
  }
  if (at > max_cached) {
    return 0;
  }
  at_cut_ = false; // the state is kept only if nothing is thrown
  bool is_taken = state_->feed_segment(text.substr(0, at), out);
  at_cut_ = true;
  if (!is_taken) {
    return 0;
  }
  slow_bytes_ += at;
  return at;
}

// Lets the passes take the text up to a cut, or a piece of it. Returns the bytes taken.
std::size_t TextDriver::run_passes(std::string_view text, bool last, std::string &out) {
  if (!state_) {
    state_ = program_.take_state();
  }
  if (at_cut_ && program_.kernel_tables() != nullptr && alignment_ == nullptr &&
      patience_ <= max_patience_of_cache) {
    if (std::size_t taken = run_segment(text, out)) {
      return taken;
    }
  }
  if (program_.kernel_tables() == nullptr && alignment_ == nullptr) {
    bool was_at_cut = std::exchange(at_cut_, false);
    std::size_t taken = state_->feed_segments(text, last, out);
    at_cut_ = taken == 0 ? was_at_cut : last && taken == text.size();
    if (taken > 0) {
      return taken;
    }
  }
  std::u32string &piece = state_->piece;
  piece.clear();
  bool may_end = program_.kernel_tables() != nullptr;
  bool ends = false;
  std::size_t at = 0;
  while (at < text.size() && piece.size() < piece_characters) {
    Character next = first_character(text.substr(at));
    if (next.c == ill_formed) {
      if (!take_malformed(text.substr(at, next.length), position_ + at, piece)) {
        return text.size();
      }
    } else if (may_end && slow_bytes_ + at >= patience_ && (at > 0 || !at_cut_) &&
               program_.cut_points().has_boundary_before(next.c)) {
      ends = true;
      break;
    } else {
      take(next.c, text.substr(at, next.length), piece);
    }
    at += next.length;
  }
  slow_bytes_ += at;
  feed(ends || (last && at == text.size()), out);
  return at;
}

// Counts malformed bytes and treats them as the policy says; false if it says to stop.
bool TextDriver::take_malformed(std::string_view bytes, std::size_t offset, std::u32string &piece) {
  if (!tally_.first_malformed) {
    tally_.first_malformed = offset;
  }
  tally_.malformed += bytes.size();
  tally_.stopped = !append_malformed(piece, bytes, invalid_);
  if (alignment_ != nullptr && !tally_.stopped) {
    add_malformed_input(bytes);
  }
  return !tally_.stopped;
}

// Bytes that are kept are characters of their own.
void TextDriver::add_malformed_input(std::string_view bytes) {
  if (invalid_ == Invalid::replace) {
    byte_edits_.add_input(bytes);
    return;
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    byte_edits_.add_input(bytes.substr(i, 1));
  }
}

// One character for the passes.
void TextDriver::take(char32_t c, std::string_view bytes, std::u32string &piece) {
  piece.push_back(c);
  if (alignment_ != nullptr) {
    byte_edits_.add_input(bytes);
  }
}

void TextDriver::feed(bool last, std::string &out) {
  at_cut_ = false;
  alignment_ == nullptr ? state_->feed(state_->piece, last, out) : feed_aligned(last, out);
  state_->piece.clear();
  at_cut_ = last;
  tally_.unfinished = tally_.unfinished || (last && state_->gave_up());
}

void TextDriver::feed_aligned(bool last, std::string &out) {
  result_.clear();
  script_.clear();
  state_->feed_aligned(state_->piece, last, result_, script_);
  append_utf8(out, result_);
  byte_edits_.add_output(result_);
  byte_edits_.add(script_, *alignment_);
}

} // namespace arnorm
