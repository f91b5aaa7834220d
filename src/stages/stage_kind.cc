#include "stages/stage_kind.h"

namespace arnorm {

std::string_view words_of(Counted counted) {
  switch (counted) {
  case Counted::hits:
    return "hits";
  case Counted::removed:
    return "characters removed";
  case Counted::words:
    return "words replaced";
  case Counted::changed:
    break;
  }
  return "texts changed";
}

bool StageKind::acts(const Stage &, Direction) const { return true; }

StageLetters StageKind::letters(const Stage &) const { return {}; }

std::optional<RowPass> StageKind::row_pass(const Step &, Report &) const { return std::nullopt; }

std::optional<WordRows> StageKind::word_pass(const Step &) const { return std::nullopt; }

const StageKind &kind_of(const Stage &stage) {
  return std::visit([](const auto &what) -> const StageKind & { return kind_of(what); },
                    stage.what);
}

} // namespace arnorm
