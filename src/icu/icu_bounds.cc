#include "icu/icu_bounds.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "characters/utf.h"
#include "icu/icu_statements.h"

namespace arnorm {
namespace {

class BoundsReader {
public:
  explicit BoundsReader(std::string_view rules) : rules_(rules) {}

  // Stops where the rules are found to be beyond a bound.
  void read() {
    while (at_ < rules_.size() && depth_ <= max_icu_depth && expanded_ <= max_icu_expanded) {
      step();
    }
    end_rule();
  }

  bool is_too_deep() const { return depth_ > max_icu_depth; }
  bool is_too_long() const { return expanded_ > max_icu_expanded; }

private:
  void step() {
    if (begins_) {
      at_ = rules_.size() - without_comments(rules_.substr(at_)).size();
      begins_ = false;
      return;
    }
    char c = rules_[at_++];
    if (c == '$') {
      variable();
      return;
    }
    ++length_;
    if (c == '\\') {
      at_ += at_ < rules_.size() ? 1 : 0;
    } else if (set_depth_ > 0 || c == '[') { // quotes and semicolons are ordinary in a set
      set_depth_ += c == '[' ? 1 : c == ']' ? -1 : 0;
    } else if (c == '\'') {
      std::size_t end = std::min(rules_.find('\'', at_), rules_.size() - 1) + 1;
      length_ += end - at_;
      at_ = end;
    } else if (c == '(' || c == ')') {
      depth_ = c == '(' ? depth_ + 1 : depth_ - std::min<std::size_t>(depth_, 1);
    } else if (c == '=' && !variable_.empty()) { // what came before is its name
      defines_ = true;
      length_ = 0;
    } else if (c == ';') {
      end_rule();
    }
  }

  void variable() {
    std::size_t begin = at_;
    for (Character next = next_character();
         next.length > 0 && u_isIDPart(static_cast<UChar32>(next.c)); next = next_character()) {
      at_ += next.length;
    }
    std::string_view name = rules_.substr(begin, at_ - begin);
    auto known = lengths_.find(name);
    length_ += known == lengths_.end() ? name.size() + 1 : known->second;
    variable_ = variable_.empty() ? name : variable_;
    expanded_ = std::max(expanded_, length_); // one rule may be beyond the bound alone
  }

  Character next_character() const {
    return at_ < rules_.size() ? first_character(rules_.substr(at_)) : Character{};
  }

  void end_rule() {
    if (defines_) {
      lengths_[variable_] = length_;
    }
    expanded_ += length_;
    length_ = 0;
    depth_ = is_too_deep() ? depth_ : 0;
    variable_ = {};
    defines_ = false;
    begins_ = true;
  }

  std::string_view rules_;
  std::unordered_map<std::string_view, std::size_t> lengths_; // of variables, expanded
  std::size_t at_ = 0;
  std::size_t depth_ = 0;     // of parentheses
  std::size_t set_depth_ = 0; // of brackets
  std::size_t length_ = 0;    // of the rule so far, expanded
  std::size_t expanded_ = 0;  // of the rules before it
  std::string_view variable_; // the first one of the rule
  bool defines_ = false;      // the rule is the definition of that
  bool begins_ = true;        // nothing of the rule has been read
};

} // namespace

std::optional<std::string> beyond_icu_bounds(std::string_view rules) {
  BoundsReader reader(rules);
  reader.read();
  if (reader.is_too_deep()) {
    return fmt::format("parentheses are nested more than {} deep", max_icu_depth);
  }
  if (reader.is_too_long()) {
    return fmt::format("with their variables expanded, these rules have more than {} MiB",
                       max_icu_expanded >> 20);
  }
  return {};
}

} // namespace arnorm
