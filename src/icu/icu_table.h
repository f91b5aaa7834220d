// The ICU rules of one table, remove or squeeze stage.
#pragma once

#include <string>
#include <vector>

#include "icu/icu_link.h"
#include "icu/icu_syntax.h"
#include "rules/flat_rules.h"

namespace arnorm {

// The rules of one link, without the definitions of their sets.
struct IcuBlock {
  std::string rules;
  std::size_t behind = 0;
};

std::vector<IcuBlock> icu_table(const FlatRules &table, IcuText text, IcuSyntax &syntax);
std::vector<IcuBlock> icu_remove(const CodePointSet &set, IcuText text, IcuSyntax &syntax);
std::vector<IcuBlock> icu_squeeze(const SqueezeStage &squeeze, IcuText text, IcuSyntax &syntax);
std::vector<IcuBlock> icu_marks(MarkOrder order, IcuSyntax &syntax);

} // namespace arnorm
