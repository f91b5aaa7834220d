// Converts arbitrary bytes as records, TSV, CSV, JSON Lines or lines, cut into blocks of every
// size:
//
// - the output and the findings are those of a single block;
// - they are also those of the same bytes as a file and as a pipe, which BlockReader reads;
// - rules that change nothing change no byte;
// - the edits that `arnorm align` writes lead from each text to its result.
//
// The first byte selects the format and the rules, the second one the options, the third one the
// size of some blocks, and whether the middle is repeated until it is longer than a record may be
// that is held as a whole. The rest are the records.
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "characters/utf.h"
#include "harness.h"
#include "support/work.h"
#include "tool/lsp/json.h"

namespace arnorm::fuzz {
namespace {

constexpr std::size_t longest_text = 1u << 12;
constexpr std::size_t aligns = 32;           // of the options
constexpr std::size_t long_record = 300'000; // longer than records of TSV and lines may be

constexpr const char *idle = "format = 1\nname = \"idle\"\n[[stage]]\n"
                             "table = [ { from = '\\U0010FFFD', to = 'x' } ]\n";
// Writes characters with a meaning in records.
constexpr const char *ends =
    "format = 1\nname = \"ends\"\n[[stage]]\n"
    "table = [ { from = 'q', to = '\"' }, { from = 'c', to = ',' },\n"
    "          { from = 'b', to = '\\\\' }, { from = 't', to = '\\u0009' },\n"
    "          { from = '\\u0628', to = 'b' } ]\n";

enum class Format { lines, tsv, csv, jsonl };

struct Subject {
  Format format;
  bool is_idle;
  std::size_t options; // bits
  auto operator<=>(const Subject &) const = default;
};

Subject subject_of(std::size_t head, std::size_t options) {
  return {static_cast<Format>(head % 4), head / 4 % 4 == 0, (head / 4 % 4) * 256 + options};
}

tool::FilterArguments arguments(const Subject &subject) {
  constexpr const char *chains[] = {"idle", "ends", "buckwalter", "clean,ends"};
  tool::FilterArguments given;
  given.chain = chains[subject.options / 256];
  given.options.files = Files::none;
  given.options.texts = {{"idle", idle}, {"ends", ends}};
  bool other = (subject.options & 1) != 0;
  given.stats = (subject.options & 2) != 0;
  given.strict = (subject.options & 4) != 0;
  given.invalid = given.strict ? Invalid::error : Invalid::keep;
  given.zero = (subject.options & 8) != 0;
  if (subject.format == Format::jsonl) {
    given.jsonl =
        other ? std::vector<std::string>{"a[]", "b.a", "[]"} : std::vector<std::string>{"a"};
  } else if (subject.format != Format::lines) {
    (subject.format == Format::tsv ? given.tsv : given.csv) = other ? "2" : "1,3";
    given.delimiter = (subject.options & 16) != 0 ? std::optional(';') : std::nullopt;
  }
  if ((subject.options & aligns) != 0) {
    given.align = tool::OffsetUnit::bytes;
    given.stats = false;
  }
  return given;
}

// Cached, because loading takes longer than converting.
test::Work &work_for(const Subject &subject) {
  static std::map<Subject, test::Work> known;
  test::Work &found = known.try_emplace(subject, arguments(subject)).first->second;
  require(found.good(), "the chains can be loaded");
  return found;
}

bool begin_alike(std::string_view a, std::string_view b) {
  return a.starts_with(b) || b.starts_with(a);
}

// Of a line that comes in pieces a part may have been written before it stops.
void check_same(const test::Done &got, const test::Done &wanted, bool is_long = false) {
  const tool::Findings &a = got.findings;
  const tool::Findings &b = wanted.findings;
  require(got.out == wanted.out || (is_long && a.stop && begin_alike(got.out, wanted.out)),
          "blocks of any size give the same");
  require(a.stop.has_value() == b.stop.has_value(), "blocks of any size stop at the same");
  require(!a.stop || (a.stop->line == b.stop->line && a.stop->what == b.stop->what &&
                      a.stop->offset == b.stop->offset && a.stop->detail == b.stop->detail),
          "blocks of any size stop at the same place");
  if (a.stop) {
    return; // later blocks are counted as far as they were read
  }
  require(a.lines == b.lines, "blocks of any size have the same lines");
  require(a.changed == b.changed, "blocks of any size change the same lines");
  require(a.malformed.bytes == b.malformed.bytes && a.malformed.lines == b.malformed.lines &&
              a.malformed.first_line == b.malformed.first_line &&
              a.malformed.first_offset == b.malformed.first_offset,
          "blocks of any size have the same malformed bytes");
  require(a.bad_records.count == b.bad_records.count &&
              a.bad_records.first_line == b.bad_records.first_line &&
              a.bad_records.first_reason == b.bad_records.first_reason,
          "blocks of any size have the same malformed records");
  require(a.records == b.records && a.columns == b.columns && a.fields == b.fields,
          "blocks of any size have the same fields");
  require(a.no_text.count == b.no_text.count && a.no_text.first_line == b.no_text.first_line &&
              a.no_text.column == b.no_text.column && a.no_text.path == b.no_text.path,
          "blocks of any size have the same values that are no text");
}

// For well-formed text, whose strings are its bytes.
void check_edit_lines(std::string_view lines) {
  while (!lines.empty()) {
    std::size_t end = std::min(lines.find('\n'), lines.size());
    std::optional<tool::Json> line = tool::parse_json(lines.substr(0, end));
    require(line && line->is_object(), "each line is an object of JSON");
    std::string in = (*line)["in"];
    std::string out = (*line)["out"];
    std::size_t in_at = 0;
    std::size_t out_at = 0;
    auto copied = [&](std::size_t in_end, std::size_t out_end) {
      require(in_at <= in_end && in_end <= in.size() && out_at <= out_end && out_end <= out.size(),
              "edits are in order");
      require(in.substr(in_at, in_end - in_at) == out.substr(out_at, out_end - out_at),
              "what no edit names is copied");
    };
    for (const tool::Json &edit : (*line)["edits"]) {
      copied(edit[0], edit[2]);
      in_at = edit[1];
      out_at = edit[3];
    }
    copied(in.size(), out.size());
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

std::string path_of(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t done = ::write(descriptor, bytes.data(), bytes.size());
    require(done > 0, "the system takes what is written");
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

test::Done as_file(test::Work &work, std::string_view bytes) {
  int descriptor = ::memfd_create("records", MFD_CLOEXEC);
  require(descriptor >= 0, "there are descriptors");
  write_all(descriptor, bytes);
  test::Done done = work.file(path_of(descriptor));
  ::close(descriptor);
  return done;
}

// A thread writes pieces of this size; how many arrive at once does not matter.
test::Done as_pipe(test::Work &work, std::string_view bytes, std::size_t size) {
  int ends_of_pipe[2];
  require(::pipe(ends_of_pipe) == 0, "there are descriptors");
  std::thread writer([&] {
    for (std::string_view rest = bytes; !rest.empty();) {
      std::string_view piece = rest.substr(0, size);
      rest.remove_prefix(piece.size());
      write_all(ends_of_pipe[1], piece);
      std::this_thread::yield();
    }
    ::close(ends_of_pipe[1]);
  });
  test::Done done = work.file(path_of(ends_of_pipe[0]));
  char rest[4096]; // what a stop has left
  while (::read(ends_of_pipe[0], rest, sizeof rest) > 0) {
  }
  writer.join();
  ::close(ends_of_pipe[0]);
  return done;
}

// Some of the sizes of a long text, and all of them if it is short.
std::vector<std::size_t> sizes_of(std::size_t text, std::size_t chosen) {
  std::vector<std::size_t> sizes;
  for (std::size_t size = 1; size <= std::min<std::size_t>(text, 48); ++size) {
    sizes.push_back(size);
  }
  for (std::size_t size : {chosen + 1, text / 2, text - 1}) {
    if (size > 48 && size < text) {
      sizes.push_back(size);
    }
  }
  return sizes;
}

void check_result(const Subject &subject, std::string_view bytes, const test::Done &done) {
  if ((subject.options & aligns) != 0) {
    find_malformed(bytes) == bytes.npos ? check_edit_lines(done.out) : void();
  } else if (subject.is_idle && !done.findings.stop) {
    require(done.out == bytes, "what changes nothing copies");
  }
}

void check_short(const Subject &subject, std::string_view text, std::size_t chosen) {
  test::Work &work = work_for(subject);
  test::Done whole = work.blocks(text, text.size() + 1);
  check_result(subject, text, whole);
  for (std::size_t size : sizes_of(text.size(), chosen)) {
    check_same(work.blocks(text, size), whole);
  }
  check_same(as_file(work, text), whole);
  check_same(as_pipe(work, text, chosen + 1), whole);
}

// Longer than a record is held: only BlockReader splits it.
void check_long(const Subject &subject, std::string_view text, std::size_t chosen) {
  test::Work &work = work_for(subject);
  std::string_view middle = text.substr(text.size() / 3, text.size() / 3);
  std::string bytes(text.substr(0, text.size() / 3));
  while (!middle.empty() && bytes.size() < long_record) {
    bytes += middle;
  }
  bytes += text.substr(text.size() / 3);
  test::Done whole = as_file(work, bytes);
  check_result(subject, bytes, whole);
  check_same(as_pipe(work, bytes, 4096 * (chosen + 1) - 1), whole, true);
}

void check(Choices choices) {
  std::size_t head = choices.byte();
  Subject subject = subject_of(head, choices.byte() % 64);
  std::size_t chosen = choices.byte();
  std::string_view text = choices.rest().substr(0, longest_text);
  if (chosen % 16 == 15) {
    check_long(subject, text, chosen / 16);
  } else {
    check_short(subject, text, chosen);
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  check(Choices(text_of(data, size)));
  return 0;
}
