// The ICU rules of a table.
#pragma once

#include <vector>

#include "icu/icu_link.h"
#include "icu/icu_syntax.h"
#include "rules/flat_rules.h"

namespace arnorm {

// Without the definitions of their sets, which are left in `syntax`.
std::vector<IcuLink> icu_table(const FlatRules &table, IcuText text, IcuSyntax &syntax);

} // namespace arnorm
