// arnorm: Arabic text normalization and transliteration by rule files.
//
// The public interface. A Chain is compiled once from rule sets and then applied to any number of
// texts:
//
//     arnorm::Loaded loaded = arnorm::Chain::load("search,buckwalter");
//     if (!loaded) { std::cerr << arnorm::render(loaded.diagnostics); return 2; }
//     std::string out;
//     loaded->apply(text, out);
//
// Text: all texts are UTF-8, and all offsets are in bytes unless a comment says otherwise.
// Malformed text does not make a call fail: malformed bytes are counted and handled according to
// `Invalid`.
//
// Errors are values. A function that can fail returns an object that converts to false and whose
// `diagnostics` give the reasons. The only exception thrown is std::bad_alloc; its what() says so
// where the stages of a chain make a text too long (docs/rule-format.md, Limits). A call that
// throws it has appended nothing to a string of the caller's, and chains convert the next text as
// always. What an Alignment or other memory of the caller's holds is then of no use, and a Stream
// can only be destroyed or assigned to: its text cannot be continued.
//
// Threads: all functions, including Chain::load and Chain::parse, may be called from several
// threads at the same time. A Chain is immutable, and any number of threads may use it without
// locking. A Stream is for one thread at a time. Loading reads environment variables unless
// Options::files is Files::none, so no other thread may change the environment at the same time.
//
// Locales: none is used or changed. The exception is the operating system's reason why a file
// cannot be read, which is in the language of the program's C locale.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arnorm/code.h"
#include "arnorm/export.h"
#include "arnorm/version.h"

namespace arnorm {

// ---- Diagnostics ----

enum class Severity { error, warning };

// A range of text in a rule file.
struct Place {
  std::string file;       // as the user named it; "<built-in>/..." and "<text>/..." are not files
  std::size_t line = 0;   // from 1; 0 if the place is the whole file
  std::size_t column = 0; // from 1, in code points
  std::size_t length = 0; // in code points; at least 1 unless `line` is 0
  std::size_t offset = 0; // the same range in bytes, from the beginning of the file
  std::size_t bytes = 0;  // 0 at the end of a file or a line
  // The line without its end, or the part of a long line around the place. Empty if `hidden`.
  std::string text;
  std::size_t skipped = 0; // code points of the line before `text`
  bool cut = false;        // the line continues after `text`
  bool hidden = false;     // not quoted: the file is not a rule file and may hold secrets
  std::string label;       // describes the text there, usually by naming its code points
};

// One problem of a rule file or a chain.
struct Diagnostic {
  Code code{};
  Severity severity = Severity::error;
  std::string message;
  std::optional<Place> place = {};
  std::optional<Place> second = {};
  std::vector<std::string> notes = {};
  std::string help = {}; // how to solve the problem; may be empty
};

struct RenderOptions {
  bool color = false;   // ANSI colors
  bool isolate = false; // for terminals: wrap quoted right-to-left lines in Unicode isolates
};

// Formats diagnostics as text:
//
//     error[AR0203]: this row can never match
//      --> mine.toml:7:3
//
// The text ends with a line feed, or is empty if there are no diagnostics.
ARNORM_EXPORT std::string render(std::span<const Diagnostic> diagnostics,
                                 const RenderOptions &options = {});

// The name of a code: "AR0203".
ARNORM_EXPORT std::string to_string(Code code);

// The documentation of a code in Markdown: explain_code("AR0203"). Empty if the code is unknown.
ARNORM_EXPORT std::string_view explain_code(std::string_view code);

// ---- Loading ----

// The direction of a chain. In reverse, the order of its rule sets and of their stages is inverted,
// and rows convert their output to their input.
enum class Direction { forward, reverse };

// What runs the stages. `automatic` chooses an engine for each stage; `icu` is the reference.
enum class Engine { automatic, icu, table };

// Which files rule sets may come from.
enum class Files {
  none,      // only built-in rules and Options::texts, so the result depends on nothing else
  contained, // also the search path, the files that a chain names, and files in their directories
  any,       // also any other file that a rule file names: "../x.toml", "/etc/x.toml"
};

// The texts of rule files by name. They may `use`, `extend` and `include` each other:
//
//     Options options;
//     options.texts["fold"] = "format = 1\nname = \"fold\"\n[[stage]]\nuse = \"letters\"\n";
//     options.texts["letters"] = ...;
//     Loaded loaded = Chain::load("fold,buckwalter", options);
//
// A name must be usable in a chain, so it does not contain `/`, `,` or `:` or end in ".toml".
// Diagnostics refer to the text as "<text>/fold.toml".
using RuleTexts = std::map<std::string, std::string, std::less<>>;

// Rule sets are searched for in `texts`, in the directory of the file that names them, in `path`,
// in $ARNORM_PATH, in the data directories of the user and of the system, and in the library. The
// warning AR0007 reports that a set from a data directory is used in place of a built-in one.
struct Options {
  Direction direction = Direction::forward;
  Engine engine = Engine::automatic;
  Files files = Files::contained;
  std::vector<std::string> path = {}; // directories
  RuleTexts texts = {};
};

// ---- Converting ----

// How to handle bytes that are not part of well-formed UTF-8 (The Unicode Standard, chapter 3,
// D92): copy them unchanged, replace each maximal subpart with U+FFFD (chapter 3, "U+FFFD
// Substitution of Maximal Subparts"), or stop.
enum class Invalid { keep, replace, error };

// The malformed bytes of one text. In "ab\xFFc" there is 1, at offset 2.
struct Tally {
  std::size_t malformed = 0;                  // bytes that are not part of well-formed UTF-8
  std::optional<std::size_t> first_malformed; // offset of the first one
  bool stopped = false;                       // because of Invalid::error
  // An `icu` stage whose rules never end: ICU gave up, and the rest of the text is as it was.
  bool unfinished = false;
};

// What Chain::apply has to say of a result that it wrote into the caller's memory.
struct Written {
  std::size_t size = 0; // bytes of the whole result, whether there was room for them or not
  Tally tally;
};

// The results of many texts, one after another.
struct Batch {
  std::string text;              // all results
  std::vector<std::size_t> ends; // where each of them ends in `text`
  std::vector<Tally> tallies;    // likewise one for each text

  std::size_t size() const { return ends.size(); }
  std::string_view operator[](std::size_t i) const {
    std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view(text).substr(begin, ends[i] - begin);
  }
};

// How many code points before and after a position a chain may examine. Derived from the rules.
struct Reach {
  std::size_t behind = 0;
  std::size_t ahead = 0;
  bool bounded = true; // false if a stage is an ICU transform
};

// ---- The parts of a chain ----

// Script codes of ISO 15924, such as "Arab" and "Latn". Empty if no rule set states them.
struct Scripts {
  std::string from;
  std::string to;
};

// Where the text of a rule set comes from.
enum class Origin { built_in, text, file };

// A rule set as described by its file.
struct SetInfo {
  std::string name;
  std::string title;
  std::string source; // the publication that defines it
  std::string file;   // as in Place::file
  Origin origin = Origin::built_in;
  bool replaces_built_in = false; // a file that differs from the built-in set of its name
  Scripts scripts;                // in the forward direction
  bool reversible = false;        // a claim, which `arnorm check` tests
  bool idempotent = false;        // likewise
  std::size_t rows = 0;           // of its tables; none where it only has stages of other kinds
};

// A stage of a chain, as it runs.
struct StageInfo {
  std::string
      kind;        // as a rule file writes it: "table", "form", "marks", "remove", "squeeze", "icu"
  std::string set; // SetInfo::name of the set that it belongs to
  Direction direction = Direction::forward;
  Engine engine = Engine::table; // what runs it; not `automatic`
};

// A chain as ICU transform rules.
struct IcuRules {
  explicit operator bool() const { return diagnostics.empty(); }

  std::string rules;
  std::vector<Diagnostic> diagnostics; // empty on success
};

// The same as several texts, to be run one after the other.
struct IcuTexts {
  explicit operator bool() const { return diagnostics.empty(); }

  std::vector<std::string> texts;
  std::vector<Diagnostic> diagnostics; // why there are none
};

class Alignment; // arnorm/alignment.h
struct Trace;    // arnorm/trace.h
struct TraceOptions;
class Chain;

// A chain, or the reasons why it could not be loaded. There may be warnings on success as well.
class Loaded {
public:
  explicit operator bool() const { return chain_ != nullptr; }
  const Chain &operator*() const & { return *chain_; }
  const Chain &operator*() const && = delete; // the reference would dangle
  const Chain *operator->() const { return chain_.get(); }
  // The chain, for use after the lifetime of this object. Null if loading failed.
  std::shared_ptr<const Chain> share() const { return chain_; }

  std::vector<Diagnostic> diagnostics;

private:
  friend struct ChainAccess;
  std::shared_ptr<const Chain> chain_;
};

// A compiled chain of rule sets. It does not depend on files or lines: each call converts one text,
// and `$start`, `$end` and `$edge` match at the edges of that text.
class ARNORM_EXPORT Chain {
public:
  // Loads rule sets, which are named with commas between them and applied from left to right
  // ("clean,search"). "a:b" runs a backwards and then b ("buckwalter:iso-233"), and "a:" only runs
  // a backwards. An element that contains a `/` or ends in ".toml" is the path of a file.
  static Loaded load(std::string_view chain, const Options &options = {});

  // Loads one rule set from the text of a rule file. Diagnostics refer to it as `name`. If that is
  // the path of a file, the text replaces its content and may name other files relative to it.
  static Loaded parse(std::string_view rules, const Options &options = {},
                      std::string_view name = "<text>");

  ~Chain();
  Chain(const Chain &) = delete;
  Chain &operator=(const Chain &) = delete;

  // Transforms `text`, which may be a part of `out`, and appends the result to `out`. Nothing is
  // appended if the tally says `stopped`. Takes time linear in the size of the text. Stages that
  // run on tables take no locks, and once they have seen such texts they allocate memory only for
  // `out`. ICU's transliterators share one lock in the whole process.
  //
  //     std::string out;
  //     Tally tally = chain.apply(text, out, Invalid::replace);
  //     if (tally.first_malformed) { ... text.substr(*tally.first_malformed) ... }
  Tally apply(std::string_view text, std::string &out, Invalid invalid = Invalid::keep) const;

  // The same, and says in `alignment` which bytes of the text became which bytes of the result
  // (arnorm/alignment.h). What it held before is forgotten; offsets in the output count from the
  // beginning of what is appended. Empty when the tally says `stopped`.
  //
  //     std::string out;
  //     Alignment map;
  //     chain.apply(text, out, map);
  //     Range found = map.to_input({at, at + length}); // what a match in `out` was in `text`
  Tally apply(std::string_view text, std::string &out, Alignment &alignment,
              Invalid invalid = Invalid::keep) const;

  // Returns the result as a new string, for convenience. Malformed bytes are kept.
  std::string apply(std::string_view text) const;

  // The same into memory of the caller's, which must not overlap the text. Writes no more than
  // there is room for; the result did not fit where Written::size is larger than that, and only its
  // beginning was written. When the tally says `stopped` the size is 0, and what the memory holds
  // then is of no use.
  //
  //     char room[256];
  //     Written written = chain.apply(text, room);
  //     if (written.size <= sizeof room) { use({room, written.size}); }
  Written apply(std::string_view text, std::span<char> out, Invalid invalid = Invalid::keep) const;

  // At most how many bytes the result of a text of so many bytes has; nothing where a stage is a
  // transform of ICU's own, of which nobody knows, and where no std::size_t can hold the number.
  // Never too small, but for chains of many stages it can be many times what any text needs.
  std::optional<std::size_t> max_output(std::size_t bytes, Invalid invalid = Invalid::keep) const;

  // Many texts, each for itself, in up to so many threads (0: as many as there are processors).
  // Where the system has no more threads to give, fewer do the work.
  //
  //     std::vector<std::string_view> words = ...;
  //     Batch batch = chain.apply_each(words);
  //     batch[0]                                  // the result of words[0]
  Batch apply_each(std::span<const std::string_view> texts, Invalid invalid = Invalid::keep,
                   unsigned threads = 1) const;

  // What each stage made of a text, and which rows fired: arnorm/trace.h. The first call takes as
  // long as loading the chain, and each call many times as long as `apply`.
  Trace trace(std::string_view text) const;
  Trace trace(std::string_view text, const TraceOptions &options) const;

  // Whether converting a text of several lines is the same, to the byte, as converting each line
  // and copying the line ends (LF or CR LF). If so, a caller that processes lines may pass many
  // lines in one call, which is faster. Malformed bytes are counted as usual.
  bool is_line_local() const;

  Reach reach() const;

  Direction direction() const;
  Scripts scripts() const; // those that it reads and writes, in its direction
  // The rule sets that the chain names, and those that they use or extend.
  std::vector<SetInfo> sets() const;
  std::vector<StageInfo> stages() const;

  // A hash of the rules, 64 hexadecimal digits: equal fingerprints mean equal rules. A search index
  // can store it to detect that it must be rebuilt. The hash covers the stages in the order and the
  // direction in which they run, with the rows and the characters of each. It does not cover names,
  // titles, comments, notes and tests, the origin of a rule set, the engine, the version of arnorm,
  // and the Unicode data of normalization forms.
  std::string fingerprint() const;

  // The chain as ICU transform rules in ASCII, for `uconv -x` (ICU User Guide, "Transforms"). They
  // expect one line at a time, as uconv passes it, and treat a final line feed as an edge of the
  // text. Fails with AR0406 if the chain cannot be written as a single ICU rule text.
  //
  //     IcuRules icu = chain.icu_rules();
  //     std::cout << (icu ? icu.rules : render(icu.diagnostics));
  IcuRules icu_rules() const;

  // The same for chains that one text cannot hold, or that are too long for an argument of a
  // command (on Linux 128 KiB): as few texts as can be, of at most so many bytes each. A single
  // stage that is too large for a text is given as several all the same, link by link; the text
  // between those holds lone surrogates, so that they must be run in one process, on UTF-16. They
  // end with the line "# lone surrogates follow".
  IcuTexts icu_rule_texts(std::size_t max_bytes = 128 * 1024 - 1) const;

private:
  friend class Stream;
  friend struct ChainAccess;
  struct Body;
  explicit Chain(std::unique_ptr<const Body> body);
  std::unique_ptr<const Body> body_;
};

// Converts one text in pieces. Wherever the text is cut, the result is the same, to the byte, as
// that of Chain::apply for the whole text.
//
//     Stream stream(chain);
//     while (read(piece)) { stream.write(piece, out); }
//     Tally tally = stream.finish(out);
//
// Holds only as much of the text as the chain's reach requires, plus a bounded number of
// characters. A stage that is an ICU transform holds the whole text, because it must see everything
// at once (Reach::bounded is then false).
class ARNORM_EXPORT Stream {
public:
  explicit Stream(const Chain &chain, Invalid invalid = Invalid::keep); // the chain must outlive it
  explicit Stream(const Chain &&chain, Invalid invalid = Invalid::keep) = delete;
  ~Stream();
  Stream(Stream &&) noexcept;
  Stream &operator=(Stream &&) noexcept;

  // Converts the next piece and appends the part of the result that later pieces cannot change. The
  // piece may end anywhere, even within a character, and may be a part of `out`. Under
  // Invalid::error, everything from the first malformed byte on is ignored; earlier output remains.
  void write(std::string_view piece, std::string &out);

  // The same, and says in `part` what became of the text that is done by now and was not before:
  // from part.input_begin() on, with all offsets in the whole text. The parts, joined with
  // Alignment::append, are what Chain::apply says of the whole. The output may be ahead of them,
  // where an edit has begun that is not complete yet. Must be asked for from the first
  // piece of a text on; later `part` stays empty. What a call without `part` has done in between
  // comes with the next one that has it.
  void write(std::string_view piece, std::string &out, Alignment &part);

  // Ends the text: appends the rest of the result and returns the tally of the whole text. The next
  // piece begins a new text.
  Tally finish(std::string &out);
  Tally finish(std::string &out, Alignment &part);

private:
  struct Body;
  std::unique_ptr<Body> body_;
};

// The version of the library: "0.1.0". ARNORM_VERSION is the version of the header.
ARNORM_EXPORT std::string_view version();

} // namespace arnorm
