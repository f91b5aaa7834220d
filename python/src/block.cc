#include "block.h"

#include <algorithm>

namespace arnorm::python {
namespace {

// The texts with a line feed between each two, and where each begins. No line feed is at the end.
struct Lines {
  std::string_view text;
  std::vector<std::size_t> begins;
};

Lines join(const Text *texts, std::size_t count, Invalid invalid, Buffer &buffer) {
  std::size_t room = count;
  for (std::size_t i = 0; i < count; ++i) {
    room += texts[i].max_utf8();
  }
  char *begin = buffer.reserve(room);
  char *out = begin;
  Lines lines;
  lines.begins.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) {
      *out++ = '\n';
    }
    lines.begins.push_back(static_cast<std::size_t>(out - begin));
    out = texts[i].write_utf8(invalid, out);
  }
  lines.text = {begin, static_cast<std::size_t>(out - begin)};
  return lines;
}

std::size_t count_line_feeds(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

void Block::run(const Chain &chain, Invalid invalid, Buffer &buffer) {
  results.reserve(count);
  if (count == 1 || !chain.is_line_local() || !run_as_lines(chain, invalid, buffer)) {
    outputs.clear();
    run_each(chain, invalid, buffer);
  }
}

// False when it cannot be done; nothing is in `results` then.
bool Block::run_as_lines(const Chain &chain, Invalid invalid, Buffer &buffer) {
  Lines lines = join(texts, count, invalid, buffer);
  std::string_view input = lines.text;
  if (input.find('\r') != input.npos || count_line_feeds(input) != count - 1) {
    return false;
  }
  if (chain.apply(input, outputs, invalid).stopped || count_line_feeds(outputs) != count - 1) {
    return false;
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t end = std::min(outputs.find('\n', begin), outputs.size());
    std::size_t input_end = i + 1 < count ? lines.begins[i + 1] - 1 : input.size();
    std::string_view line = input.substr(lines.begins[i], input_end - lines.begins[i]);
    results.push_back({begin, end, line == std::string_view(outputs).substr(begin, end - begin)});
    begin = end + 1;
  }
  return true;
}

void Block::run_each(const Chain &chain, Invalid invalid, Buffer &buffer) {
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t begin = outputs.size();
    std::string_view input = texts[i].utf8(invalid, buffer);
    tally = chain.apply(input, outputs, invalid);
    if (tally.stopped) {
      return;
    }
    bool same = input == std::string_view(outputs).substr(begin);
    results.push_back({begin, outputs.size(), same});
  }
}

} // namespace arnorm::python
