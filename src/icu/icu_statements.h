// Where the statements of ICU's transform rules begin and end: rules, definitions, IDs and filters.
//
//     # vowels        a comment: only before a statement; elsewhere `#` begins none
//     $v = [ae;] ;    a `;` ends the statement, but not in a set, in quotes or after a backslash
//
// Does not know what is in a statement. Source: ICU 72, TransliteratorParser::parseRules.
#pragma once

#include <cstddef>
#include <string_view>

namespace arnorm {

// The rules without the white space and the comments before the first statement.
std::string_view without_comments(std::string_view rules);

// The bytes of the statement at the front, with its `;`; all of them if there is none.
std::size_t statement_length(std::string_view rules);

} // namespace arnorm
