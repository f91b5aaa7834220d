// `words`: replaces whole words of a list.
#include <algorithm>

#include <fmt/format.h>

#include "characters/utf.h"
#include "icu/icu_table.h"
#include "rules/flat_rules.h"
#include "stages/stage_kind.h"
#include "table/words_pass.h"

namespace arnorm {
namespace {

constexpr std::size_t max_icu_words = 20'000; // as many as a table has rows

const WordsStage &words_of(const Stage &stage) { return std::get<WordsStage>(stage.what); }

CodePointSet characters_of(const WordList &list, bool turned) {
  std::vector<bool> known(0x110000);
  list.for_each([&](const WordLine &line) {
    for (std::string_view rest = line.matched(turned); !rest.empty();) {
      Character next = first_character(rest);
      rest.remove_prefix(next.length);
      known[next.c] = true;
    }
  });
  CodePointSet set;
  for (char32_t c = 0; c < known.size(); ++c) {
    if (known[c]) {
      set.add({c, c});
    }
  }
  return set;
}

class WordsKind : public StageKind {
public:
  bool acts(const Stage &stage, Direction direction) const override {
    bool turned = is_turned({nullptr, &stage, direction});
    bool any = false;
    words_of(stage).list->for_each(
        [&](const WordLine &line) { any = any || !line.matched(turned).empty(); });
    return any;
  }

  // The longest word, with an edge on both sides.
  Reach reach(const Step &step) const override {
    bool turned = is_turned(step);
    std::size_t longest = 1;
    words_of(*step.stage).list->for_each([&](const WordLine &line) {
      longest = std::max(longest, count_code_points(line.matched(turned)));
    });
    return {longest, longest};
  }

  StageLetters letters(const Stage &stage) const override {
    StageLetters letters;
    const WordList &list = *words_of(stage).list;
    letters.read = {characters_of(list, false)};
    CodePointSet written = characters_of(list, true);
    for (auto range : written.ranges()) {
      for (char32_t c = range.first; c <= range.last; ++c) {
        letters.written += c;
      }
    }
    return letters;
  }

  std::optional<double> growth(const Step &step) const override {
    bool turned = is_turned(step);
    double most = 1;
    words_of(*step.stage).list->for_each([&](const WordLine &line) {
      if (!line.matched(turned).empty()) {
        most = std::max(most, static_cast<double>(line.written(turned).size()) /
                                  static_cast<double>(line.matched(turned).size()));
      }
    });
    return most;
  }

  bool join(Fusion &fusion, const Step &step, Report &) const override {
    fusion.add(std::make_unique<WordsPass>(words_of(*step.stage), is_turned(step)));
    return true;
  }

  std::vector<IcuLink> icu_form(const Step &step, IcuText text, IcuSyntax &syntax,
                                Report &report) const override {
    const WordsStage &words = words_of(*step.stage);
    if (words.list->size() > max_icu_words) {
      report.error(Code::AR0401, words.span,
                   fmt::format("{} has more than {} words, which is too many for the ICU engine",
                               words.name, max_icu_words),
                   {.help = "use the engine `auto` or `table`, which take any number"});
      return {};
    }
    return icu_table(flatten(word_rows(words, is_turned(step)), report), text, syntax);
  }

  std::optional<FlatRules> as_table(const Step &step) const override {
    constexpr std::size_t max_words = 256;
    const WordsStage &words = words_of(*step.stage);
    if (words.list->size() > max_words) {
      return std::nullopt;
    }
    Report own;
    FlatRules flat = flatten(word_rows(words, is_turned(step)), own);
    return own.has_errors() ? std::nullopt : std::optional(std::move(flat));
  }

  StageWords words(const Stage &stage) const override {
    constexpr std::size_t max_shown = 3;
    const WordsStage &words = words_of(stage);
    std::string some;
    std::size_t shown = 0;
    words.list->for_each([&](const WordLine &line) {
      if (shown < max_shown) {
        some += fmt::format("{}{} -> {}", shown == 0 ? ": " : ", ", line.from, line.to);
      }
      some += shown++ == max_shown ? ", ..." : "";
    });
    return {.what = fmt::format("replace the {} whole words of {}{}", words.list->size(),
                                words.name, some)};
  }

  Counted counted() const override { return Counted::words; }

  std::optional<WordRows> word_pass(const Step &step) const override {
    const WordsStage &words = words_of(*step.stage);
    std::optional<WordRows> rows(std::in_place);
    rows->turned = is_turned(step);
    rows->pass = std::make_unique<const WordsPass>(words, rows->turned);
    rows->list = words.list;
    return rows;
  }
};

} // namespace

const StageKind &kind_of(const WordsStage &) {
  static const WordsKind kind;
  return kind;
}

} // namespace arnorm
