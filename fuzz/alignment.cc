// Makes alignments by a script, as a program does that makes its own, and compares with what they
// mean block by block:
//
// - the edits are those that were added, and the sizes those of the texts;
// - a range leads to the input of the edits that it meets, back to at least itself where nothing
//   was deleted or inserted, and ranges keep their order;
// - an alignment that is cut into parts joins to itself, and one that is taken back to a place is
//   what it was there;
// - composition is what its definition says, fits the sizes, and is associative.
//
// Each two bytes of the input are an edit or a copy; the first byte says how far to take back.
#include <vector>

#include "arnorm/alignment.h"
#include "harness.h"
#include "support/slow_alignment.h"

namespace arnorm::fuzz {
namespace {

using test::Block;
using test::blocks_of;

constexpr std::size_t most_steps = 48; // the definition of composition is slow

// One step: `count` times `in` bytes that became `out` bytes, or `in` bytes that are copied.
struct Step {
  std::size_t in;
  std::size_t out;
  std::size_t count;
  bool copies;
};

Step step_of(Choices &choices, bool inserts) {
  std::size_t kind = choices.byte();
  std::size_t size = choices.byte();
  std::size_t in = size % 4 + (inserts ? 0 : 1);
  std::size_t out = size / 4 % 4;
  return {in, in + out == 0 ? 1 : out, 1 + kind / 2 % 4, kind % 2 == 0};
}

void add(Alignment &map, const Step &step) {
  step.copies ? map.add_copy(step.in) : map.add_edit(step.in, step.out, step.count);
}

std::vector<Step> steps_of(Choices &choices, bool inserts) {
  std::vector<Step> steps;
  while (!choices.done() && steps.size() < most_steps) {
    steps.push_back(step_of(choices, inserts));
  }
  return steps;
}

Alignment made(const std::vector<Step> &steps) {
  Alignment map;
  for (const Step &step : steps) {
    add(map, step);
  }
  return map;
}

// The blocks that the steps mean.
std::vector<Block> meant(const std::vector<Step> &steps) {
  std::vector<Block> blocks;
  Range at;
  auto block = [&](std::size_t in, std::size_t out, bool copies) {
    blocks.push_back({{at.begin, at.begin + in}, {at.end, at.end + out}, copies});
    at = {at.begin + in, at.end + out};
  };
  for (const Step &step : steps) {
    for (std::size_t i = 0; i < (step.copies ? step.in : step.count); ++i) {
      step.copies ? block(1, 1, true) : block(step.in, step.out, false);
    }
  }
  return blocks;
}

void check_ranges(const Alignment &map, const std::vector<Block> &blocks) {
  bool whole = std::all_of(blocks.begin(), blocks.end(), [](const Block &block) {
    return block.in.begin < block.in.end && block.out.begin < block.out.end;
  });
  Range before{map.input_begin(), map.input_begin()};
  for (std::size_t begin = map.output_begin(); begin < map.output_size(); ++begin) {
    for (std::size_t size : {1, 2, 7}) {
      Range range{begin, std::min(begin + size, map.output_size())};
      Range from = map.to_input(range);
      require(from == test::led_to_input(blocks, range), "a range leads to what it meets");
      Range back = map.to_output(from);
      require(!whole || (back.begin <= range.begin && back.end >= range.end),
              "a range leads back to itself");
      require(size > 1 || (from.begin >= before.begin && from.end >= before.end),
              "ranges keep their order");
      before = size == 1 ? from : before;
    }
  }
}

// Of empty ranges only that they are places in the text: where something was deleted there are two.
void check_places(const Alignment &map) {
  for (std::size_t at = map.output_begin(); at <= map.output_size(); ++at) {
    Range place = map.to_input({at, at});
    require(place.begin <= place.end && place.end <= map.input_size(), "a place is in the text");
  }
  for (std::size_t at = map.input_begin(); at <= map.input_size(); ++at) {
    Range place = map.to_output({at, at});
    require(place.begin <= place.end && place.end <= map.output_size(), "a place is in the text");
  }
}

void check_parts(const std::vector<Step> &steps, const Alignment &whole, std::size_t size) {
  Alignment joined;
  Alignment part;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    add(part, steps[i]);
    if (i % size == 0 || i + 1 == steps.size()) {
      joined.append(part);
      part.clear(joined.input_size(), joined.output_size());
    }
  }
  require(joined == whole, "parts join to the whole");
  Alignment texts;
  texts.append_text(whole);
  texts.append_text(whole);
  require(texts.input_size() == 2 * whole.input_size(), "texts follow one another");
  require(texts.edit_count() == 2 * whole.edit_count(), "texts follow one another");
}

void check_truncate(const std::vector<Step> &steps, std::size_t kept) {
  std::vector<Step> front(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(kept));
  Alignment wanted = made(front);
  Alignment map = made(steps);
  map.truncate(wanted.input_size(), wanted.output_size());
  require(map == wanted, "what is taken back is gone, and nothing else");
}

// An alignment whose input has this size.
Alignment following(Choices &choices, std::size_t size) {
  Alignment map;
  while (map.input_size() < size) {
    Step step = step_of(choices, false);
    step.in = std::min(step.in, size - map.input_size());
    step.count = 1;
    add(map, step);
  }
  return map;
}

void check_composition(const Alignment &a, Choices choices) {
  Alignment b = following(choices, a.output_size());
  Alignment c = following(choices, b.output_size());
  Alignment both = Alignment::compose(a, b);
  require(both.input_size() == a.input_size() && both.output_size() == b.output_size(),
          "a composition has the sizes of both");
  require(both.edits() == test::composed_slowly(a, b), "a composition is what it means");
  require(Alignment::compose(both, c).edits() ==
              Alignment::compose(a, Alignment::compose(b, c)).edits(),
          "composition is associative");
}

void check(Choices choices) {
  std::size_t head = choices.byte();
  bool inserts = head % 2 == 1;
  Choices again = choices;
  std::vector<Step> steps = steps_of(choices, inserts);
  Alignment map = made(steps);
  std::vector<Block> blocks = meant(steps);
  require(blocks_of(map) == blocks, "the edits are those that were added");
  check_ranges(map, blocks);
  check_places(map);
  check_parts(steps, map, 1 + head / 2 % 8);
  check_truncate(steps, steps.empty() ? 0 : head / 2 % (steps.size() + 1));
  if (!inserts) {
    again.piece(again.rest().size() / 3); // so that they differ
    check_composition(map, again);
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  check(Choices(text_of(data, size)));
  return 0;
}
