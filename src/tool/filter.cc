#include "filter.h"

#include <algorithm>

#include <fmt/format.h>

#include "command_line.h"
#include "console.h"
#include "line_reader.h"
#include "output.h"

namespace arnorm::tool {
namespace {

// Malformed bytes of one file.
struct Malformed {
  std::size_t bytes = 0;
  std::size_t lines = 0;
  std::size_t first_line = 0;
  std::size_t first_offset = 0;

  void add(const Line &line, const Tally &tally) {
    if (tally.malformed == 0) {
      return;
    }
    if (bytes == 0) {
      first_line = line.number;
      first_offset = line.offset + tally.first_malformed;
    }
    bytes += tally.malformed;
    ++lines;
  }
};

class Filter {
public:
  Filter(const Chain &chain, const FilterArguments &arguments)
      : chain_(chain), arguments_(arguments) {}

  int run() {
    if (!arguments_.output.empty() && !output_.open(arguments_.output)) {
      return exit_trouble;
    }
    for (const std::string &file : arguments_.files) {
      if (!one_file(file)) {
        break;
      }
    }
    // An output file that is known to lack something does not take its name.
    if (status_ != exit_fine && output_.replaces_file()) {
      complain(fmt::format("nothing was written to {}", arguments_.output));
    } else if (!output_.finish()) {
      status_ = exit_trouble;
    }
    return status_;
  }

private:
  void worsen(int status) { status_ = std::max(status_, status); }

  // False when there is no point in going on to the next file.
  bool one_file(const std::string &file) {
    LineReader reader([&] { return output_.flush(); });
    if (!reader.open(file)) {
      worsen(exit_trouble);
      return true;
    }
    Malformed malformed;
    Line line;
    while (reader.next(line)) {
      std::string &out = output_.buffer();
      Tally tally = chain_.apply(line.text, out);
      malformed.add(line, tally);
      if (tally.stopped) {
        return stop_at_malformed(reader, line, tally);
      }
      out.append(line.end);
      if (!output_.written()) {
        worsen(output_.closed() ? exit_fine : exit_trouble);
        return false;
      }
    }
    if (reader.failed()) {
      worsen(exit_trouble);
    }
    mention(reader, malformed);
    return true;
  }

  bool stop_at_malformed(const LineReader &reader, const Line &line, const Tally &tally) {
    std::size_t offset = line.offset + tally.first_malformed;
    complain(fmt::format("{}: malformed UTF-8 in line {}, byte offset {}: 0x{:02X}", reader.name(),
                         line.number, offset,
                         static_cast<unsigned char>(line.text[tally.first_malformed])));
    worsen(exit_data);
    return false;
  }

  void mention(const LineReader &reader, const Malformed &malformed) const {
    if (malformed.bytes == 0) {
      return;
    }
    bool kept = arguments_.options.invalid == Invalid::keep;
    complain(fmt::format("{}: malformed UTF-8, {} ({} byte{} in {} line{}, the first in line {} at "
                         "byte offset {})",
                         reader.name(), kept ? "copied as it is" : "replaced by U+FFFD",
                         malformed.bytes, malformed.bytes == 1 ? "" : "s", malformed.lines,
                         malformed.lines == 1 ? "" : "s", malformed.first_line,
                         malformed.first_offset));
  }

  const Chain &chain_;
  const FilterArguments &arguments_;
  Output output_;
  int status_ = exit_fine;
};

} // namespace

int filter_main(int argc, char **argv) {
  auto parsed = parse_filter(argc, argv);
  if (!parsed.arguments) {
    return parsed.status;
  }
  Loaded chain = Chain::load(parsed.arguments->chain, parsed.arguments->options);
  complain(chain.diagnostics);
  return chain ? Filter(*chain, *parsed.arguments).run() : exit_trouble;
}

} // namespace arnorm::tool
