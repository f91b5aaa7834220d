// Writes ICU transform rules: escapes, named sets, and the range of stand-in characters that ICU
// takes for its own use.
//
// Knows the syntax of ICU's rules (ICU User Guide, "Transform Rule Tutorial") and nothing of
// what the rules are for. All output is ASCII.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "characters/code_point_set.h"

namespace arnorm {

class IcuSyntax {
public:
  // A character or a text that stands for itself.
  std::string literal(char32_t c);
  std::string literal(std::u32string_view text);

  // A set as one item of a pattern: a name that `preamble` defines.
  std::string set(const CodePointSet &set);

  // The same for a set in ICU's own syntax, or a set with a count: "[...]*".
  std::string named(const std::string &definition);

  // A group `( )` takes a stand-in for itself.
  std::string group(std::string_view inner);
  std::string open_group(); // its "(" alone

  // Definitions not printed before; each goes before the rules that use it.
  std::string take_definitions();

  // Whether ICU's default range of stand-ins will do.
  bool default_range_is_free() const;

  // The pragma that must come first where it will not. ICU heeds it in the first block of rules
  // only (TransliteratorParser::parseRules makes each later block with the default). Empty when
  // the rules leave no range that is large enough.
  std::string variable_range() const;

private:
  std::size_t needed() const; // stand-ins

  std::map<std::string, std::string> names_; // definition -> name
  std::string definitions_;
  std::set<char32_t> literals_;  // what a stand-in must not be
  std::set<char32_t> endpoints_; // of ranges in sets: likewise
  std::size_t stand_ins_ = 0;
};

} // namespace arnorm
