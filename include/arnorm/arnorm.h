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
// Text: all texts are UTF-8, and all offsets are bytes unless a comment says otherwise. Text that
// is not well-formed is never an error of the program: it is counted, and treated as `Invalid`
// says.
//
// Errors: they are values. What can fail returns an object that converts to false, and whose
// `diagnostics` say why. Nothing throws but std::bad_alloc.
//
// Threads: all functions may be called from any thread at the same time, Chain::load and
// Chain::parse included. A Chain is immutable, and any number of threads may use one without
// locking. A Stream is for one thread at a time. Loading reads environment variables, unless
// Options::files is Files::none; as ever, no other thread may change them meanwhile.
//
// Locales: none is used or changed. Only the reason why the operating system cannot read a file
// comes in the language that the C locale of the program asks for.
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

// ---- What is wrong ----

enum class Severity { error, warning };

// A stretch of a rule file.
struct Place {
  std::string file;       // as the user named it; "<built-in>/..." and "<text>/..." are no files
  std::size_t line = 0;   // from 1; 0 when the place is the file as a whole
  std::size_t column = 0; // from 1, in code points
  std::size_t length = 0; // in code points, at least 1 when line is not 0
  std::size_t offset = 0; // the same stretch in bytes, from the beginning of the file
  std::size_t bytes = 0;  // 0 at the end of a file or a line
  // The line without its end; of a long line the part around the place. Empty when `hidden`.
  std::string text;
  std::size_t skipped = 0; // code points of the line before `text`
  bool cut = false;        // the line continues after `text`
  bool hidden = false;     // not quoted: the file is not a rule file, and may hold secrets
  std::string label;       // what stands there, its code points spelled out
};

// One thing that is wrong with a rule file or a chain.
struct Diagnostic {
  Code code{};
  Severity severity = Severity::error;
  std::string message;
  std::optional<Place> place = {};
  std::optional<Place> second = {};
  std::vector<std::string> notes = {};
  std::string help = {}; // what to do about it; may be empty
};

struct RenderOptions {
  bool color = false;   // ANSI colors
  bool isolate = false; // for terminals: wrap quoted right-to-left lines in Unicode isolates
};

// The diagnostics as text for people:
//
//     error[AR0203]: this row can never match
//      --> mine.toml:7:3
//
// Ends with a line feed unless there are none.
ARNORM_EXPORT std::string render(std::span<const Diagnostic> diagnostics,
                                 const RenderOptions &options = {});

// "AR0203".
ARNORM_EXPORT std::string to_string(Code code);

// The page of a code, in Markdown: explain_code("AR0203"). Empty when there is no such code.
ARNORM_EXPORT std::string_view explain_code(std::string_view code);

// ---- What to load ----

// Which way a chain runs. In reverse its rule sets, their stages and their rows are inverted.
enum class Direction { forward, reverse };

// What runs the stages. `automatic` lets arnorm choose stage by stage; `icu` is the reference.
enum class Engine { automatic, icu, table };

// Which files rule sets may come from.
enum class Files {
  none,      // built-in rules and Options::texts only: the result depends on nothing outside
  contained, // what the chain names, and the search path; rule files may name files in there only
  any,       // and whatever else rule files name: "../x.toml", "/etc/x.toml"
};

// Rule sets by name, as texts of rule files. They may `use`, `extend` and `include` each other:
//
//     Options options;
//     options.texts["fold"] = "format = 1\nname = \"fold\"\n[[stage]]\nuse = \"letters\"\n";
//     options.texts["letters"] = ...;
//     Loaded loaded = Chain::load("fold,buckwalter", options);
//
// A name is one that can stand in a chain: without `/`, `,` and `:`, and without the ending .toml.
// Diagnostics call the text "<text>/fold.toml".
using RuleTexts = std::map<std::string, std::string, std::less<>>;

// Rule sets are looked for in `texts`, in the folder of the file that names them, in `path`, in
// $ARNORM_PATH, in the data folders of the user and of the system, and in the library. Where one
// from a data folder takes the place of a built-in one, the warning AR0007 says so.
struct Options {
  Direction direction = Direction::forward;
  Engine engine = Engine::automatic;
  Files files = Files::contained;
  std::vector<std::string> path = {}; // folders
  RuleTexts texts = {};
};

// ---- What happens to a text ----

// What becomes of bytes that are not part of well-formed UTF-8 (The Unicode Standard, chapter 3,
// D92): copied through untouched, each ill-formed sequence replaced by U+FFFD (one for each
// maximal subpart, as in chapter 3, "U+FFFD Substitution of Maximal Subparts"), or an error.
enum class Invalid { keep, replace, error };

// What was met in one text: in "ab\xFFc" 1 malformed byte, the first at 2.
struct Tally {
  std::size_t malformed = 0;                  // bytes that are not part of well-formed UTF-8
  std::optional<std::size_t> first_malformed; // byte offset of the first of them
  bool stopped = false;                       // Invalid::error met one
};

// How far a chain looks around a position, in code points; derived from the rules.
struct Reach {
  std::size_t behind = 0;
  std::size_t ahead = 0;
  bool bounded = true; // false when a stage is a transform of ICU's own
};

// ---- What a chain is made of ----

// Script codes of ISO 15924, "Arab" and "Latn"; empty where no rule set says.
struct Scripts {
  std::string from;
  std::string to;
};

// Where the text of a rule set is from.
enum class Origin { built_in, text, file };

// A rule set, as its file describes it.
struct SetInfo {
  std::string name;
  std::string title;
  std::string source; // the publication that it follows
  std::string file;   // as in Place::file
  Origin origin = Origin::built_in;
  bool replaces_built_in = false; // a file, and there is a built-in set of that name that differs
  Scripts scripts;                // as it runs forward
  bool reversible = false;        // it claims to be; `arnorm check` tries to refute that
  bool idempotent = false;        // likewise
};

// A stage in the order and the direction in which it runs.
struct StageInfo {
  std::string
      kind;        // as a rule file writes it: "table", "form", "marks", "remove", "squeeze", "icu"
  std::string set; // SetInfo::name of the set that it belongs to
  Direction direction = Direction::forward;
  Engine engine = Engine::table; // what runs it; not `automatic`
};

// A chain as the text of ICU transform rules.
struct IcuRules {
  explicit operator bool() const { return diagnostics.empty(); }

  std::string rules;
  std::vector<Diagnostic> diagnostics; // why there are none
};

class Alignment; // arnorm/alignment.h
class Chain;

// A chain, or the reasons why there is none. Warnings come with success as well.
class Loaded {
public:
  explicit operator bool() const { return chain_ != nullptr; }
  const Chain &operator*() const & { return *chain_; }
  const Chain &operator*() const && = delete; // it would refer to a chain that is gone
  const Chain *operator->() const { return chain_.get(); }
  // The chain itself, to keep it longer than this object. Null when loading failed.
  std::shared_ptr<const Chain> share() const { return chain_; }

  std::vector<Diagnostic> diagnostics;

private:
  friend struct ChainAccess;
  std::shared_ptr<const Chain> chain_;
};

// A chain of rule sets, compiled. It does not know files, lines or pipes: a text is what one call
// is given, and the edges of that text are what `$start`, `$end` and `$edge` see.
class ARNORM_EXPORT Chain {
public:
  // Loads rule sets by name, joined by commas and applied left to right ("clean,search"). "a:b"
  // runs a backwards and then b ("buckwalter:iso-233"), "a:" runs a backwards alone. An element
  // with a `/` or that ends in ".toml" is a file.
  static Loaded load(std::string_view chain, const Options &options = {});

  // One rule set from the text of a rule file. `name` is what diagnostics call it. Where that is
  // the name of a file, the text stands for it and may name the files beside it.
  static Loaded parse(std::string_view rules, const Options &options = {},
                      std::string_view name = "<text>");

  ~Chain();
  Chain(const Chain &) = delete;
  Chain &operator=(const Chain &) = delete;

  // Transforms `text` and appends the result to `out`; the text may be a part of `out`. Under
  // Invalid::error nothing is appended when the tally says `stopped`. Takes time linear in the
  // text. Stages that run on tables take no lock, and after a few calls no memory but that of
  // `out`; ICU's transliterators share one lock in the whole process.
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

  // The same as a new string, for convenience. Malformed bytes are kept.
  std::string apply(std::string_view text) const;

  // Whether a text of many lines becomes, to the byte, what its lines become one by one (LF and
  // CR LF are copied, and seen as the edge of a text is). Who works line by line may then give
  // many lines at once, which is faster. Malformed bytes are counted all the same.
  bool is_line_local() const;

  Reach reach() const;

  Direction direction() const;
  Scripts scripts() const; // what it reads and what it writes, in its direction
  // The rule sets that were read for it: those it names, what they use and what they extend.
  std::vector<SetInfo> sets() const;
  std::vector<StageInfo> stages() const;

  // A hash of what the rules do, 64 hexadecimal digits: equal fingerprints mean equal rules. An
  // index can keep it, to know when it has to be made anew. It covers the stages in the order and
  // the direction in which they run, with the rows and the characters of each. It does not cover
  // names, titles, comments, notes and tests, where a rule set comes from, which engine runs it,
  // and the versions of arnorm and of the Unicode data that normalization forms use.
  std::string fingerprint() const;

  // The chain as ICU transform rules in ASCII, for `uconv -x` (ICU User Guide, "Transforms").
  // They work line by line as uconv does: a final line feed is not text but an edge. False, with
  // AR0406, when ICU cannot hold the chain in one text.
  //
  //     IcuRules icu = chain.icu_rules();
  //     std::cout << (icu ? icu.rules : render(icu.diagnostics));
  IcuRules icu_rules() const;

private:
  friend class Stream;
  friend struct ChainAccess;
  struct Body;
  explicit Chain(std::unique_ptr<const Body> body);
  std::unique_ptr<const Body> body_;
};

// One text on its way through a chain, in pieces: what comes out is, to the byte, what Chain::apply
// returns for the whole, wherever the text is cut.
//
//     Stream stream(chain);
//     while (read(piece)) { stream.write(piece, out); }
//     Tally tally = stream.finish(out);
//
// Holds no more of the text than the chain's reach, and a bounded number of characters besides; a
// stage that is a transform of ICU's own must see everything at once and holds it all
// (Reach::bounded is false then).
class ARNORM_EXPORT Stream {
public:
  explicit Stream(const Chain &chain, Invalid invalid = Invalid::keep); // the chain must outlive it
  explicit Stream(const Chain &&chain, Invalid invalid = Invalid::keep) = delete;
  ~Stream();
  Stream(Stream &&) noexcept;
  Stream &operator=(Stream &&) noexcept;

  // Takes the next piece, any bytes of any number, and appends to `out` what is certain by now.
  // The piece may be a part of `out`. Under Invalid::error nothing is taken from the first
  // malformed byte on; what came out before it stays written.
  void write(std::string_view piece, std::string &out);

  // The same, and says in `part` what became of the text that is done by now and was not before:
  // from part.input_begin() on, with all offsets in the whole text. The parts, joined with
  // Alignment::append, are what Chain::apply says of the whole. Must be asked for from the first
  // piece of a text on; later `part` stays empty. What a call without `part` has done in between
  // comes with the next one that has it.
  void write(std::string_view piece, std::string &out, Alignment &part);

  // Ends the text: appends the rest and tells what was met. The next piece begins a new text.
  Tally finish(std::string &out);
  Tally finish(std::string &out, Alignment &part);

private:
  struct Body;
  std::unique_ptr<Body> body_;
};

// The version of the library, "0.1.0". See ARNORM_VERSION for that of the header.
ARNORM_EXPORT std::string_view version();

} // namespace arnorm
