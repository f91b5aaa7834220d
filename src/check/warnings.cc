#include "check/warnings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include <fmt/format.h>
#include <unicode/uscript.h>

#include "chain/layout.h"
#include "characters/ascii.h"
#include "characters/names.h"
#include "check/script_letters.h"

namespace arnorm {
namespace {

class SlipChecker {
public:
  SlipChecker(const RuleSet &set, RuleLibrary &library, Report &report)
      : set_(set), library_(library), report_(report) {}

  void check() {
    check_scripts();
    for (const Stage &stage : set_.stages) {
      if (is_own(stage.span)) {
        check_direction(stage);
      }
    }
    for_each_own_row([&](const Stage &, const Row &row) {
      check_look_alikes(row.from);
      check_look_alikes(row.to.span, unescaped(row.to));
    });
    check_exchanged();
    check_tests();
    check_sets();
  }

private:
  bool is_own(const Span &span) const { return span.source == set_.file; }

  // Rows of the file itself, in its stages and its overrides.
  template <class Function> void for_each_own_row(Function one) const {
    for (const Stage &stage : set_.stages) {
      if (const auto *table = std::get_if<TableStage>(&stage.what)) {
        for (const Row &row : table->rows) {
          if (is_own(row.span) && !row.broken) {
            one(stage, row);
          }
        }
      }
    }
  }

  static std::u32string text_of(const Replacement &to) {
    std::u32string text;
    for (const ReplacementPiece &piece : to.pieces) {
      text += piece.group == 0 ? piece.text : std::u32string(1, U' ');
    }
    return text;
  }

  // Nothing where the file has an escape, which says that its character is meant.
  static std::u32string unescaped(const Replacement &to) {
    return written(to.span).find('\\') == std::string::npos ? text_of(to) : std::u32string();
  }

  // The characters that a pattern writes one by one; a space for everything else.
  static std::u32string text_of(const Pattern &pattern) {
    std::u32string text;
    for (const PatternItem &item : pattern.items) {
      text += item.group == 0 && item.literal && !item.escaped && !item.set.empty()
                  ? item.set.first()
                  : U' ';
    }
    return text;
  }

  // Scripts.

  void check_scripts() {
    std::optional<UScriptCode> from = script(set_.scripts.from, set_.scripts_from_span);
    std::optional<UScriptCode> to = script(set_.scripts.to, set_.scripts_to_span);
    if (from && to) {
      scripts_ = {*from, *to};
      for_each_own_row([&](const Stage &, const Row &row) {
        check_letters(row.from.span, text_of(row.from));
        check_letters(row.to.span, unescaped(row.to));
      });
    }
  }

  std::optional<UScriptCode> script(const std::string &name, const Span &at) {
    std::optional<UScriptCode> code = script_of_code(name);
    if (!code && !name.empty()) {
      std::string meant = code_of_script(name);
      report_.warning(Code::AR0217, at, fmt::format("`{}` is not the code of a script", name),
                      {.help = meant.empty() ? "write an ISO 15924 code, such as Arab or Latn"
                                             : fmt::format("write \"{}\"", meant)});
    }
    return code;
  }

  // One letter of a third script per row is enough.
  void check_letters(const Span &at, const std::u32string &text) {
    for (char32_t c : text) {
      if (is_letter_of_another_script(c, scripts_)) {
        report_.warning(
            Code::AR0218, at, "this has a letter of neither script of the set",
            {.label = spell(c),
             .second = set_.scripts_from_span,
             .second_label = "the scripts are named here",
             .help = "write the letter that was meant, or correct `scripts`; an escape shows that "
                     "the letter is meant"});
        return;
      }
    }
  }

  void check_look_alikes(const Pattern &pattern) {
    check_look_alikes(pattern.span, text_of(pattern));
  }

  void check_look_alikes(const Span &at, const std::u32string &text) {
    if (auto found = look_alike(text)) {
      report_.warning(Code::AR0219, at, "a letter of this word looks like another one",
                      {.label = spell(found->letter),
                       .notes = {"the other letters of the word are of another script or language"},
                       .help = fmt::format("write {}, or an escape if this letter is meant",
                                           spell(found->meant))});
    }
  }

  // Directions.

  void check_direction(const Stage &stage) {
    if (const auto *use = std::get_if<UseStage>(&stage.what)) {
      check_used(stage, *use);
    }
    const auto *table = std::get_if<TableStage>(&stage.what);
    if (table == nullptr) {
      return;
    }
    for (const Row &row : table->rows) {
      bool never = stage.only != Only::both && row.only != Only::both && stage.only != row.only;
      if (never && is_own(row.span)) {
        report_.warning(Code::AR0215, row.span, "this row never runs",
                        {.second = stage.span,
                         .second_label = "its stage runs only in the other direction",
                         .help = "delete `only` in the row"});
      }
      bool reverse = row.only == Only::reverse || stage.only == Only::reverse;
      if (!never && reverse && is_own(row.span) && way_of(row) == Way::forward) {
        report_.warning(
            Code::AR0216, row.span,
            "this row runs on the way back, and is written for the way there",
            {.notes = {"a row with only = \"reverse\" is written as it runs: its `from` "
                       "is matched on the way back"},
             .help = "exchange its `from` and `to`"});
      }
    }
  }

  void check_used(const Stage &stage, const UseStage &use) {
    Report known;
    RuleSetPtr set =
        stage.only == Only::reverse ? library_.load(use.name, use.span, known) : nullptr;
    if (set && !runs_backwards(set, library_)) {
      report_.warning(Code::AR0215, stage.span,
                      fmt::format("this stage never runs, because `{}` has no way back", use.name),
                      {.help = "delete the stage, or its `only`"});
    }
  }

  // From which of the two scripts to which a row leads; `unknown` where it has letters of only one.
  enum class Way { unknown, forward, backward };

  Way way_of(const Row &row) const {
    if (scripts_.first == scripts_.second) {
      return Way::unknown;
    }
    std::u32string from = text_of(row.from);
    std::u32string to = text_of(row.to);
    if (all_letters_of(from, scripts_.first) && all_letters_of(to, scripts_.second)) {
      return Way::forward;
    }
    bool back = all_letters_of(from, scripts_.second) && all_letters_of(to, scripts_.first);
    return back ? Way::backward : Way::unknown;
  }

  // A file in which each row that tells leads from the script of the target to that of the source.
  void check_exchanged() {
    std::size_t backward = 0;
    bool other = false;
    Span first;
    for_each_own_row([&](const Stage &stage, const Row &row) {
      if (stage.only == Only::reverse || row.only == Only::reverse) {
        return;
      }
      Way way = way_of(row);
      other = other || way == Way::forward;
      first = way == Way::backward && backward++ == 0 ? row.span : first;
    });
    if (backward > 0 && !other) {
      report_.warning(Code::AR0216, first, "the rows of this file lead from `to` to `from`",
                      {.second = set_.scripts_from_span,
                       .second_label = fmt::format("the set leads from {} to {}", set_.scripts.from,
                                                   set_.scripts.to),
                       .help = "exchange `from` and `to` in all rows, or in `scripts`"});
    }
  }

  // Tests and sets.

  void check_tests() {
    if (set_.tests.empty()) {
      report_.add({.code = Code::AR0220,
                   .severity = Severity::warning,
                   .message = fmt::format("`{}` has no tests", set_.name),
                   .place = whole_file(set_.file->name()),
                   .help = "add [[test]] with from = \"...\" and to = \"...\", one for each rule "
                           "that could go wrong"});
    }
    std::map<std::tuple<std::string, std::string, TestDirection>, const RuleTest *> seen;
    for (const RuleTest &test : set_.tests) {
      auto [first, added] = seen.try_emplace({test.from, test.to, test.direction}, &test);
      if (!added) {
        report_.warning(Code::AR0221, test.span, "this test appears twice",
                        {.second = first->second->span,
                         .second_label = "the same test",
                         .help = "delete one of the two"});
      }
    }
  }

  // A name counts as used wherever it stands, even in a comment.
  void check_sets() {
    const std::set<std::string_view> used = used_names();
    for (const Reference &own : set_.own_names) {
      if (!used.contains(own.name)) {
        report_.warning(
            Code::AR0222, own.span, fmt::format("`${}` is never used", own.name),
            {.help = fmt::format("delete it, or write ${} where it is meant", own.name)});
      }
    }
  }

  std::set<std::string_view> used_names() const {
    std::set<std::string_view> used;
    std::string_view text = set_.file->text();
    for (std::size_t at = 0; (at = text.find('$', at)) != std::string_view::npos;) {
      std::string_view rest = text.substr(++at);
      auto end = std::find_if_not(rest.begin(), rest.end(), is_name_byte);
      used.insert(rest.substr(0, static_cast<std::size_t>(end - rest.begin())));
    }
    return used;
  }

  const RuleSet &set_;
  RuleLibrary &library_;
  Report &report_;
  ScriptPair scripts_{USCRIPT_UNKNOWN, USCRIPT_UNKNOWN};
};

} // namespace

void check_for_slips(const RuleSet &set, RuleLibrary &library, Report &report) {
  if (!set.broken) {
    SlipChecker(set, library, report).check();
  }
}

} // namespace arnorm
