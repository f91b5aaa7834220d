// Converts hostile texts and loads hostile rule files of given sizes under callgrind, which dumps
// the number of instructions of each; linear_test.py runs this program and compares.
//
// usage: arnorm-linear --list | --kernel | KIND:NUMBER:SIZE...
//
// --list prints a line for each text and rule file: its kind (`text` or `rules`), its number, the
// largest size, and its name. Sizes are bytes of text, or parts of a rule file.
//
// Without callgrind it prints nanoseconds of processor time for each byte or part instead.
//
// A chain converts a text of the same kind and size to warm up, so a cost is what a text costs once
// its chain has seen such a text.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"
#include "chain/chain_access.h"
#include "chain/compile.h"
#include "kernel/kernel.h"
#include "support/hostile_rules.h"
#include "support/hostile_texts.h"
#include "support/instructions.h"

using namespace arnorm;
using namespace arnorm::test;

namespace {

constexpr std::size_t max_text = 10'000'000;
constexpr std::size_t piece = 5; // bytes of a stream

void fail(const std::string &what, const Loaded &loaded) {
  std::fprintf(stderr, "%s: %s\n", what.c_str(), loaded.diagnostics.at(0).message.c_str());
  std::exit(1);
}

Loaded load(const HostileText &text) {
  Options options;
  bool is_file = text.chain.find('\n') != std::string::npos;
  if (is_file) {
    options.texts["test"] = text.chain;
    options.texts["words.tsv"] = text.words;
  }
  Loaded loaded = Chain::load(is_file ? "test" : text.chain, options);
  if (!loaded) {
    fail(text.name, loaded);
  }
  return loaded;
}

void convert(const Chain &chain, HostileText::Way way, std::string_view text, std::string &out) {
  if (way == HostileText::Way::at_once) {
    chain.apply(text, out);
  } else if (way == HostileText::Way::aligned) {
    Alignment alignment;
    chain.apply(text, out, alignment);
  } else {
    Stream stream(chain);
    for (; text.size() > piece; text.remove_prefix(piece)) {
      stream.write(text.substr(0, piece), out);
    }
    stream.write(text, out);
    stream.finish(out);
  }
}

// What is left to do when everything is ready to be counted.
using Work = std::function<void()>;

Work prepare_text(const HostileText &text, std::size_t bytes) {
  auto chain = load(text).share();
  std::string out;
  convert(*chain, text.way, text.text(bytes, 1), out);
  return [chain, way = text.way, name = text.name + '\t' + std::to_string(bytes),
          second = text.text(bytes, 2)] {
    std::string result;
    count_instructions(name, second.size(), [&] { convert(*chain, way, second, result); });
  };
}

Work prepare_rules(const HostileKind &kind, std::size_t size) {
  std::string name = std::string("load ") + kind.name;
  return [=, rules = hostile_rules(kind, size)] {
    count_instructions(name + '\t' + std::to_string(size), kind.work(size), [&] {
      Loaded loaded = Chain::parse(rules);
      if (!loaded) {
        fail(name, loaded);
      }
    });
  };
}

void list() {
  std::size_t number = 0;
  for (const HostileText &text : hostile_texts()) {
    std::printf("text\t%zu\t%zu\t%s\n", number++, max_text, text.name.c_str());
  }
  number = 0;
  for (const HostileKind &kind : hostile_kinds()) {
    std::printf("rules\t%zu\t%zu\tload %s\n", number++, kind.size, kind.name);
  }
}

// KIND:NUMBER:SIZE
Work prepare(std::string_view what) {
  std::size_t colon = what.find(':');
  char *end = nullptr;
  std::size_t number = std::strtoul(what.data() + colon + 1, &end, 10);
  std::size_t size = std::strtoul(end + 1, &end, 10);
  return what.substr(0, colon) == "text" ? prepare_text(hostile_texts().at(number), size)
                                         : prepare_rules(hostile_kinds().at(number), size);
}

} // namespace

int main(int argc, char **argv) {
  std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--kernel") {
    std::puts(kernels().front().name);
  } else if (first == "--list") {
    list();
  } else {
    Loaded warm_up = Chain::parse("format = 1\nname = \"a\"\n[[stage]]\nremove = '[\\p{L}]'\n");
    std::vector<Work> all;
    std::transform(argv + 1, argv + argc, std::back_inserter(all), prepare);
    start_counting();
    std::for_each(all.begin(), all.end(), [](const Work &work) { work(); });
  }
}
