// How much longer a text may become on its way through a chain.
//
// A stage may write a thousand characters for one. That is useful once; ten such stages would make
// 10^30 characters of one letter, and a few dozen stages that double it would fill any memory. What
// one step has read may therefore be at most `most_times` as long after any stage, and a short text
// `always` characters. Beyond that, the text cannot be converted, as if no memory were left for it.
#pragma once

#include <cstddef>
#include <new>

namespace arnorm {

class TextTooLong : public std::bad_alloc {
public:
  const char *what() const noexcept override {
    return "the stages of the chain make a text more than 1024 times as long";
  }
};

class GrowthLimit {
public:
  static constexpr std::size_t most_times = 1024;
  static constexpr std::size_t always = 1 << 16;

  // `size`: what the first stage is given, in characters.
  explicit GrowthLimit(std::size_t size) : size_(size) {}

  // After a stage that holds back texts of any length and has written some of it.
  void add(std::size_t size) { size_ += size; }

  // Throws TextTooLong if a stage has written more than it may.
  void check(std::size_t size) const {
    if (size > always && (size - always) / most_times > size_) {
      throw TextTooLong();
    }
  }

  // Hands a text to `feed(part, last)`, which appends to `out`, in parts so small that a stage
  // cannot write much more than it may.
  template <class Text, class Output, class Feed>
  void feed(Text text, bool last, const Output &out, Feed feed) const {
    constexpr std::size_t part = 1024;
    for (; text.size() > part; text.remove_prefix(part)) {
      feed(text.substr(0, part), false);
      check(out.size());
    }
    feed(text, last);
    check(out.size());
  }

private:
  std::size_t size_;
};

} // namespace arnorm
