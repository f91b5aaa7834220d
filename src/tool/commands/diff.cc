#include "tool/commands/diff.h"

#include <algorithm>
#include <memory>

#include <unistd.h>

#include "characters/utf.h"
#include "tool/commands/load_chain.h"
#include "tool/filter/block_reader.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/records/line_records.h"
#include "tool/report/differences.h"
#include "tool/text/chain_difference.h"

namespace arnorm::tool {
namespace {

// Cuts a file into texts: lines, and parts of lines that are too long to be held.
class TextReader {
public:
  explicit TextReader(const std::string &file) : file_(file) {}

  // Calls `use` with each text, its line number, and whether the line begins with it. Returns false
  // after an error, which has been reported.
  template <class Use> bool for_each_text(const Use &use) {
    std::unique_ptr<Records> records = make_line_records('\n', false);
    BlockReader reader;
    if (!reader.open(file_)) {
      return false;
    }
    RecordBlock block;
    for (reader.next(*records, block); block.kind != RecordBlock::none;
         reader.next(*records, block)) {
      bool good = reader.fill(*records, block);
      if (block.kind == RecordBlock::records) {
        lines(block.bytes(), use);
      } else {
        piece(block.bytes(), block.kind == RecordBlock::last_piece, use);
      }
      if (!good) {
        return false;
      }
    }
    return !reader.failed();
  }

private:
  static std::string_view without_end(std::string_view line) {
    line.remove_suffix(line.ends_with('\n') ? 1 : 0);
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    return line;
  }

  template <class Use> void lines(std::string_view block, const Use &use) {
    while (!block.empty()) {
      std::size_t end = std::min(block.find('\n'), block.size() - 1) + 1;
      use(without_end(block.substr(0, end)), ++line_, true);
      block.remove_prefix(end);
    }
  }

  // Ends at the last space, so that no word is cut; what follows belongs to the next piece.
  template <class Use> void piece(std::string_view piece, bool last, const Use &use) {
    bool begins = !in_line_;
    line_ += begins ? 1 : 0;
    in_line_ = !last;
    rest_.append(piece);
    std::size_t space = rest_.rfind(' ');
    std::size_t end = last || space == std::string::npos ? rest_.size() : space + 1;
    if (!last && space == std::string::npos) {
      end -= incomplete_tail(rest_);
    }
    use(last ? without_end(rest_) : std::string_view(rest_).substr(0, end), line_, begins);
    rest_.erase(0, end);
  }

  std::string file_;
  std::string rest_; // of a long line
  bool in_line_ = false;
  std::uint64_t line_ = 0;
};

Loaded load(const CommandArguments &arguments, std::size_t word) {
  CommandArguments one = arguments;
  one.words = {arguments.words[word]};
  return load_chain(one);
}

bool print_report(const CommandArguments &arguments, const Differences &found) {
  DiffNames names{arguments.words[0], arguments.words[1], arguments.lines};
  if (arguments.json) {
    return print(differences_json(found, names));
  }
  return print(differences_text(found, names, render_options(STDOUT_FILENO)));
}

} // namespace

int diff(const CommandArguments &arguments) {
  if (arguments.words.size() < 2) {
    log_error("diff compares two chains; name both");
    return exit_trouble;
  }
  Loaded a = load(arguments, 0);
  Loaded b = load(arguments, 1);
  if (!a || !b) {
    return exit_trouble;
  }
  std::vector<std::string> files(arguments.words.begin() + 2, arguments.words.end());
  if (files.empty()) {
    files.emplace_back("-");
  }
  ChainDifference chains(*a, *b, arguments.lines);
  Differences found;
  bool good = true;
  for (const std::string &file : files) {
    std::string name = file == "-" ? "standard input" : file;
    good = TextReader(file).for_each_text([&](std::string_view text, std::uint64_t line,
                                              bool begins) {
      bool differs =
          chains.compare(text, [&](const Difference &each) { found.add(each, text, name, line); });
      found.add_line(differs, begins);
    }) && good;
  }
  bool printed = print_report(arguments, found);
  return !good || !printed ? exit_trouble : found.times() > 0 ? exit_data : exit_fine;
}

} // namespace arnorm::tool
