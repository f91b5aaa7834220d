// arnorm: Arabic text normalization and transliteration by rule files.
//
// The whole public interface. A Chain is compiled once from rule sets and then applied to any
// number of texts from any number of threads:
//
//     auto loaded = arnorm::Chain::load("search,buckwalter");
//     if (!loaded) { std::cerr << arnorm::render(loaded.diagnostics); return 2; }
//     std::string out;
//     loaded->apply(text, out);
//
// Errors are values: nothing here throws for a bad rule file or bad text (only std::bad_alloc
// can escape). All texts and offsets are UTF-8 bytes unless a comment says otherwise.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#if defined(__GNUC__)
#define ARNORM_EXPORT __attribute__((visibility("default")))
#else
#define ARNORM_EXPORT
#endif

namespace arnorm {

// Which way a chain runs. In reverse its rule sets, their stages and their rows are inverted.
enum class Direction { forward, reverse };

// What runs the stages. `automatic` lets arnorm choose stage by stage; `icu` is the reference.
enum class Engine { automatic, icu, table };

// What becomes of bytes that are not part of well-formed UTF-8 (The Unicode Standard, chapter 3,
// D92): copied through untouched, each ill-formed sequence replaced by U+FFFD (one for each
// maximal subpart, as in chapter 3, "U+FFFD Substitution of Maximal Subparts"), or an error.
enum class Invalid { keep, replace, error };

enum class Severity { error, warning };

// A piece of a rule file: where it is, the line it stands in and what is to be said of it.
struct Place {
  std::string file;       // as the user named it; "<built-in>/name.toml" for rules in the binary
  std::size_t line = 0;   // from 1; 0 when the place is the file as a whole
  std::size_t column = 0; // from 1, in code points
  std::size_t length = 0; // in code points, at least 1 when line is not 0
  // The line without its end; of a long line the part around the place. Empty when the line is not
  // quoted: the file is no rule file, and what it holds is nobody's business.
  std::string text;
  std::size_t skipped = 0; // code points of the line before `text`
  bool cut = false;        // the line goes on after `text`
  bool hidden = false;     // the line is not quoted
  std::string label;       // what stands there, its code points spelled out
};

// One thing wrong with a rule file or a chain. `code` is stable and never reused; `arnorm explain
// CODE` and docs/diagnostics.md say more about each.
struct Diagnostic {
  std::string code;
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

// The diagnostics as text for people, in the manner of design "error[AR0203]: ...". Ends with a
// line feed unless there is nothing to say.
ARNORM_EXPORT std::string render(std::span<const Diagnostic> diagnostics,
                                 const RenderOptions &options = {});

// The page of a diagnostic code ("AR0203"), in Markdown; empty when there is no such code.
ARNORM_EXPORT std::string_view explain_code(std::string_view code);

struct Options {
  Direction direction = Direction::forward;
  Engine engine = Engine::automatic;
  Invalid invalid = Invalid::keep;
  // Folders searched for rule sets before $ARNORM_PATH, the user's data folder, the system's data
  // folder and the rules built into the library.
  std::vector<std::string> path;
};

// What one call to apply met in the text.
struct Tally {
  std::size_t malformed = 0;       // bytes that are not part of well-formed UTF-8
  std::size_t first_malformed = 0; // byte offset of the first of them; meaningless when 0 of them
  bool stopped = false;            // Invalid::error met one: the text was not transformed
};

class Chain;

// A chain or the reasons why there is none. Warnings come with success.
class Loaded {
public:
  explicit operator bool() const { return chain_ != nullptr; }
  const Chain &operator*() const { return *chain_; }
  const Chain *operator->() const { return chain_.get(); }
  // The chain itself, to keep it longer than this object. Null when loading failed.
  std::shared_ptr<const Chain> share() const { return chain_; }

  std::vector<Diagnostic> diagnostics;

private:
  friend class Chain;
  std::shared_ptr<const Chain> chain_;
};

// A chain of rule sets, compiled. Immutable: any number of threads may use one Chain at the same
// time without locking. It does not know files, lines or pipes: a text is what one call is given,
// and the edges of that text are what `$start`, `$end` and `$edge` see.
class ARNORM_EXPORT Chain {
public:
  // Loads rule sets by name, joined by commas and applied left to right ("clean,search"). "a:b"
  // runs a backwards and then b ("buckwalter:iso-233"), "a:" runs a backwards alone. An element
  // with a `/` or that ends in ".toml" is a file.
  static Loaded load(std::string_view chain, const Options &options = {});

  // One rule set from the text of a rule file that need not exist. `name` stands for the file's
  // name in diagnostics.
  static Loaded parse(std::string_view rules, const Options &options = {},
                      std::string_view name = "<text>");

  ~Chain();
  Chain(const Chain &) = delete;
  Chain &operator=(const Chain &) = delete;

  // Transforms `text` and appends the result to `out`. Takes time linear in the text. Stages that
  // run on tables take no lock, and after a few calls no memory but that of `out`; ICU's
  // transliterators share one lock in the whole process.
  Tally apply(std::string_view text, std::string &out) const;

  // The same as a new string, for convenience.
  std::string apply(std::string_view text) const;

  // The chain as ICU transform rules in ASCII, for `uconv -x` (ICU User Guide, "Transforms").
  // They work line by line as uconv does: a final line feed is not text but an edge. Nothing when
  // ICU cannot hold the chain in one text (AR0406); then `why`, if given, says so.
  std::string icu_rules(std::vector<Diagnostic> *why = nullptr) const;

  // Whether a text of many lines becomes, to the byte, what its lines become one by one (LF and
  // CR LF are copied, and seen as the edge of a text is), so that whoever works line by line may
  // give many at once, which is faster. Malformed bytes and their places are counted all the same.
  bool is_line_local() const;

  // How far the chain looks around a position, in code points; derived from the rules.
  struct Reach {
    std::size_t behind = 0;
    std::size_t ahead = 0;
    bool bounded = true; // false when a stage is a transform of ICU's own
  };
  Reach reach() const;

private:
  friend class Stream;
  struct Body;
  explicit Chain(std::unique_ptr<const Body> body);
  std::unique_ptr<const Body> body_;
};

// One text on its way through a chain, in pieces: what comes out is, to the byte, what Chain::apply
// gives for the whole, wherever the text is cut. Holds no more of the text than the chain's reach,
// and a bounded number of characters besides; a stage that is a transform of ICU's own must see
// everything at once and holds it all (Reach::bounded is false then). For one thread at a time.
class ARNORM_EXPORT Stream {
public:
  explicit Stream(const Chain &chain); // which must live as long as this
  ~Stream();
  Stream(Stream &&) noexcept;
  Stream &operator=(Stream &&) noexcept;

  // Takes the next piece, any bytes of any number, and appends to `out` what is certain by now.
  // Under Invalid::error nothing is taken from the first malformed byte on; what came out before
  // it stays written.
  void write(std::string_view piece, std::string &out);

  // Ends the text: appends the rest and tells what was met. The next piece begins a new text.
  Tally finish(std::string &out);

private:
  struct Body;
  std::unique_ptr<Body> body_;
};

// The library's version, "0.1.0".
ARNORM_EXPORT std::string_view version();

} // namespace arnorm
