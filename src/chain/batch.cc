#include "chain/batch.h"

#include <algorithm>
#include <iterator>
#include <thread>

#include "chain/threads.h"
#include "table/text_driver.h"

namespace arnorm {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;    // of a text whose result is not held as a whole
constexpr std::size_t bytes_per_part = 64 << 10; // less is not worth a thread

// A stretch of the texts, and their results.
struct Part {
  std::span<const std::string_view> texts;
  Batch batch = {};
};

void run(const CompiledChain &chain, Part &part, Invalid invalid) {
  for (std::string_view text : part.texts) {
    part.batch.tallies.push_back(chain.apply(text, invalid, part.batch.text));
    part.batch.ends.push_back(part.batch.text.size());
  }
}

std::size_t bytes_of(std::span<const std::string_view> texts) {
  std::size_t bytes = 0;
  for (std::string_view text : texts) {
    bytes += text.size();
  }
  return bytes;
}

// At most `count` parts of about the same number of bytes, at least one.
std::vector<Part> split(std::span<const std::string_view> texts, std::size_t count) {
  std::size_t size =
      std::max(bytes_per_part, bytes_of(texts) / std::max<std::size_t>(count, 1) + 1);
  std::vector<Part> parts;
  while (!texts.empty()) {
    std::size_t taken = 0;
    std::size_t end = 0;
    while (end < texts.size() && taken < size) {
      taken += texts[end++].size() + 1; // an empty text costs something as well
    }
    parts.push_back({texts.first(end)});
    texts = texts.subspan(end);
  }
  if (parts.empty()) {
    parts.emplace_back();
  }
  return parts;
}

void append(Batch &batch, Batch &&part) {
  std::size_t before = batch.text.size();
  batch.text += part.text;
  std::transform(part.ends.begin(), part.ends.end(), std::back_inserter(batch.ends),
                 [before](std::size_t end) { return before + end; });
  batch.tallies.insert(batch.tallies.end(), part.tallies.begin(), part.tallies.end());
  part = {};
}

} // namespace

Written apply_into(const CompiledChain &chain, std::string_view text, std::span<char> out,
                   Invalid invalid) {
  TextDriver driver(chain.program(), invalid);
  Written written;
  std::string piece;
  do {
    std::string_view taken = text.substr(0, piece_bytes);
    text.remove_prefix(taken.size());
    piece.clear();
    driver.write(taken, text.empty(), piece);
    if (written.size < out.size()) {
      piece.copy(out.data() + written.size, out.size() - written.size);
    }
    written.size += piece.size();
  } while (!text.empty());
  written.tally = driver.tally();
  if (written.tally.stopped) {
    written.size = 0;
  }
  return written;
}

Batch apply_each(const CompiledChain &chain, std::span<const std::string_view> texts,
                 Invalid invalid, unsigned threads) {
  unsigned wanted = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<Part> parts = split(texts, wanted);
  for_each_index(parts.size(), wanted, [&](std::size_t i) { run(chain, parts[i], invalid); });
  Batch batch = std::move(parts.front().batch);
  for (Part &part : std::span(parts).subspan(1)) {
    append(batch, std::move(part.batch));
  }
  return batch;
}

} // namespace arnorm
