// Reads ICU's transform rules (ICU User Guide, "Transform Rule Tutorial").
//
// An example. From the text
//
//     # vowels
//     $long = [aeiou] ;
//     :: NFD ;
//     $long { 'th' > d ;   # after a vowel
//
// it makes a variable and two statements, with their comments. All errors are reported, not only
// the first one, which ICU itself would report without a place. Does not know what rules mean.
#pragma once

#include "diagnostics/report.h"
#include "import/rule_text.h"
#include "import/transform.h"

namespace arnorm {

// Reports AR0501.
Transform parse_transform(const RuleText &text, Report &report);

} // namespace arnorm
