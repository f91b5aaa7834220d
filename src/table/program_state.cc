#include "table/program_state.h"

#include <algorithm>
#include <utility>

#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t min_pause = 1 << 16; // characters
constexpr std::size_t max_pause = 1 << 24; // likewise

// The bytes up to the first space or control character, and one character more: passes often wait
// for that one to decide on the end of a word. Without a space, all bytes if they are few and the
// text ends there, and 0 otherwise.
std::size_t segment_length(std::string_view text, bool last) {
  std::size_t max = std::min(text.size(), SegmentCache::max_segment);
  for (std::size_t i = 0; i < max; ++i) {
    if (static_cast<unsigned char>(text[i]) <= 0x20) {
      std::size_t space = i + 1;
      std::size_t more = space < text.size() ? first_character(text.substr(space)).length : 0;
      return space + more <= SegmentCache::max_segment ? space + more : space;
    }
  }
  return last && max == text.size() ? max : 0;
}

std::vector<std::unique_ptr<PassState>> started(const std::vector<PassPtr> &passes) {
  std::vector<std::unique_ptr<PassState>> states;
  for (const PassPtr &pass : passes) {
    states.push_back(pass->start());
  }
  return states;
}

} // namespace

ProgramState::ProgramState(const std::vector<PassPtr> &passes, Bounds bounds)
    : ProgramState(started(passes), bounds) {}

ProgramState::ProgramState(std::vector<std::unique_ptr<PassState>> states, Bounds bounds)
    : states_(std::move(states)), bounds_(bounds), cache_(bounds.cache_bytes) {
  may_save_ = !states_.empty() && save() == at_begin;
}

bool ProgramState::gave_up() const {
  return std::any_of(states_.begin(), states_.end(),
                     [](const auto &state) { return state->gave_up(); });
}

void ProgramState::feed(std::u32string_view text, bool last, std::string &out) {
  take_over();
  run(text, last, out);
  pause_ -= std::min(pause_, text.size());
  now_ = last ? std::optional(at_begin) : std::nullopt;
  of_passes_ = now_;
}

void ProgramState::run(std::u32string_view text, bool last, std::string &out) {
  if (states_.empty()) {
    append_utf8(out, text);
    return;
  }
  std::u32string_view in = text;
  GrowthLimit limit(text.size());
  for (const std::unique_ptr<PassState> &state : states_) {
    run_pass(*state, in, last, limit,
             [&](std::u32string_view part, bool ends) { state->feed(part, ends, to_); });
    std::swap(from_, to_);
    in = from_;
  }
  append_utf8(out, in);
}

// Writes into to_.
template <class Feed>
void ProgramState::run_pass(const PassState &pass, std::u32string_view text, bool last,
                            GrowthLimit &limit, Feed feed) {
  to_.clear();
  if (pass.holds_any_length()) {
    feed(text, last);
    limit.add(to_.size());
  } else {
    limit.feed(text, last, to_, feed);
  }
}

std::size_t ProgramState::feed_segments(std::string_view text, bool last, std::string &out) {
  if (!may_save_ || pause_ > 0) {
    return 0;
  }
  if (!now_) {
    now_ = of_passes_ = save();
  }
  std::size_t at = 0;
  while (at < text.size() && now_ && pause_ == 0) {
    std::string_view rest = text.substr(at);
    std::size_t length = segment_length(rest, last);
    bool ends = last && length == rest.size();
    SegmentCache::Result known;
    if (length == 0) {
      break;
    }
    ++segments_;
    if (cache_.find(*now_, rest.substr(0, length), ends, known)) {
      out.append(known.text);
      now_ = known.next;
    } else if (!learn(rest.substr(0, length), ends, out)) {
      break;
    }
    at += length;
    judge();
  }
  return at;
}

// Where most segments are not in the cache, it costs more than it saves. Then it is left alone for
// a while, and for twice as long each time.
void ProgramState::judge() {
  if (segments_ < bounds_.trial) {
    return;
  }
  next_pause_ = 5 * misses_ < 2 * segments_ ? 0 : std::clamp(2 * next_pause_, min_pause, max_pause);
  pause_ = next_pause_;
  segments_ = 0;
  misses_ = 0;
}

bool ProgramState::feed_segment(std::string_view text, std::string &out) {
  SegmentCache::Result known;
  if (cache_.find(at_begin, text, true, known)) {
    out.append(known.text);
    return true;
  }
  return learn(text, true, out);
}

// Runs the passes on a segment and remembers the result. False at malformed bytes.
bool ProgramState::learn(std::string_view segment, bool ends, std::string &out) {
  if (find_malformed(segment) != std::string_view::npos) {
    return false;
  }
  segment_.clear();
  append_utf32(segment_, segment, Invalid::keep);
  take_over();
  std::optional<Number> before = now_;
  std::size_t size = out.size();
  std::size_t times = times_forgotten_;
  run(segment_, ends, out);
  now_ = ends ? at_begin : save();
  of_passes_ = now_;
  ++misses_;
  if (before && now_ && times == times_forgotten_) {
    cache_.keep(*before, segment, ends, {*now_, std::string_view(out).substr(size)});
  }
  return true;
}

// The number of what the passes remember.
std::optional<ProgramState::Number> ProgramState::save() {
  key_.clear();
  for (const std::unique_ptr<PassState> &state : states_) {
    std::size_t begin = key_.size();
    key_.push_back(0);
    if (!state->save(key_)) {
      return std::nullopt;
    }
    key_[begin] = static_cast<char32_t>(key_.size() - begin - 1);
  }
  auto at = numbers_.find(key_);
  if (at == numbers_.end()) {
    if (saved_characters_ > bounds_.saved_characters) {
      forget();
    }
    at = numbers_.emplace(key_, static_cast<Number>(saved_.size())).first;
    saved_.push_back(&at->first);
    saved_characters_ += key_.size();
  }
  return at->second;
}

// Drops all numbers but that of the beginning, and all that is known by number.
void ProgramState::forget() {
  auto begin = numbers_.extract(*saved_[at_begin]);
  numbers_.clear();
  saved_.resize(1);
  saved_[at_begin] = &numbers_.insert(std::move(begin)).position->first;
  saved_characters_ = 0;
  ++times_forgotten_;
  cache_.clear();
}

void ProgramState::restore(Number number) {
  std::u32string_view key = *saved_[number];
  for (const std::unique_ptr<PassState> &state : states_) {
    std::size_t length = key[0];
    state->restore(key.substr(1, length));
    key.remove_prefix(length + 1);
  }
}

// Brings the passes to where the text is.
void ProgramState::take_over() {
  if (now_ && now_ != of_passes_) {
    restore(*now_);
    of_passes_ = now_;
  }
}

void ProgramState::feed_aligned(std::u32string_view text, bool last, std::u32string &out,
                                EditScript &script) {
  if (states_.empty()) {
    out += text;
    script.copy(text.size());
    return;
  }
  take_over();
  composers_.resize(states_.size() - 1);
  so_far_.clear();
  GrowthLimit limit(text.size());
  auto run_aligned = [&](PassState &state, std::u32string_view in, EditScript &made) {
    run_pass(state, in, last, limit, [&](std::u32string_view part, bool ends) {
      state.feed_aligned(part, ends, to_, made);
    });
  };
  run_aligned(*states_[0], text, so_far_);
  std::swap(from_, to_);
  for (std::size_t i = 1; i < states_.size(); ++i) {
    own_.clear();
    both_.clear();
    run_aligned(*states_[i], from_, own_);
    EditComposer &composer = composers_[i - 1];
    composer.add_first(so_far_);
    composer.add_second(own_, both_);
    if (last) {
      composer.finish(both_);
    }
    std::swap(so_far_, both_);
    std::swap(from_, to_);
  }
  out += from_;
  script.append(so_far_);
  now_ = last ? std::optional(at_begin) : std::nullopt;
  of_passes_ = now_;
}

} // namespace arnorm
