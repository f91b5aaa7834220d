#include "characters/set_syntax.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>
#include <unicode/parsepos.h>
#include <unicode/symtable.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/uset.h>

#include "characters/ascii.h"
#include "characters/icu_memory.h"
#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm {

// ICU reads the set; everything ICU would only answer with "illegal argument" is found here first
// or narrowed down afterwards, because ICU tells no place.
//
// What is named in a set, `$letter` or `\p{L}`, is hundreds of ranges. ICU is given a reference
// (`$0;`) to a set that it reads or gets once: see Symbols.

using IcuSet = std::shared_ptr<const icu::UnicodeSet>; // never copied: a copy can fail

struct SetMemory {
  using Sets = std::unordered_map<std::string, CodePointSet>;
  struct Texts {
    Sets read;
    Sets matched; // the same without what a `from` never matches
  };
  Texts plain;
  Texts with_names; // which mean something else when a name does
  Texts &texts(std::string_view text) {
    return text.find('$') == std::string_view::npos ? plain : with_names;
  }

  std::unordered_map<std::string, IcuSet> named;
  std::unordered_map<std::string, IcuSet> properties; // null: ICU knows none
  std::size_t ranges = 0;
};

NamedSets::NamedSets() = default;
NamedSets::NamedSets(std::initializer_list<Map::value_type> sets) : sets_(sets) {}
NamedSets::NamedSets(const NamedSets &other) : sets_(other.sets_) {}
NamedSets::NamedSets(NamedSets &&) noexcept = default;
NamedSets &NamedSets::operator=(const NamedSets &other) { return *this = NamedSets(other); }
NamedSets &NamedSets::operator=(NamedSets &&) noexcept = default;
NamedSets::~NamedSets() = default;

SetMemory &NamedSets::memory() const {
  if (!memory_) {
    memory_ = std::make_unique<SetMemory>();
  }
  return *memory_;
}

void NamedSets::forget() const { memory_.reset(); }

// What was read with that name in it is still counted.
void NamedSets::define(const std::string &name, CodePointSet set) {
  sets_.insert_or_assign(name, std::move(set));
  if (memory_) {
    memory_->with_names = {};
    memory_->named.erase(name);
  }
}

void NamedSets::erase(std::string_view name) {
  if (auto found = sets_.find(name); found != sets_.end()) {
    if (memory_) {
      memory_->with_names = {};
      memory_->named.erase(found->first);
    }
    sets_.erase(found);
  }
}

void NamedSets::merge(const NamedSets &others) {
  for (const auto &[name, set] : others) {
    if (!sets_.contains(name)) {
      define(name, set);
    }
  }
}

namespace {

icu::UnicodeString utf16(std::string_view text) {
  std::u16string units;
  append_utf16(units, to_utf32(text));
  icu::UnicodeString out(units.data(), static_cast<int32_t>(units.size()));
  check_memory(out);
  return out;
}

// What the references in a pattern refer to. ICU asks for the text that stands for a reference,
// and then, when it meets a character of that text, for the set that this character stands for.
// The one that is used here stands in no rule file: it is a surrogate.
class Symbols : public icu::SymbolTable {
public:
  std::string add(const icu::UnicodeSet &set) {
    sets_.push_back(&set);
    return fmt::format("${};", sets_.size() - 1);
  }

  const icu::UnicodeString *lookup(const icu::UnicodeString &name) const override {
    std::size_t number = 0;
    for (int32_t i = 0; i < name.length(); ++i) {
      number = number * 10 + static_cast<std::size_t>(name[i] - u'0');
    }
    // ICU also asks, and forgets, while it looks whether "\\$0" begins with a property.
    found_ = number < sets_.size() ? sets_[number] : nullptr;
    return &stand_in_;
  }

  const icu::UnicodeFunctor *lookupMatcher(UChar32 c) const override {
    return c == stand_in ? found_ : nullptr;
  }

  icu::UnicodeString parseReference(const icu::UnicodeString &text, icu::ParsePosition &at,
                                    int32_t limit) const override {
    int32_t begin = at.getIndex();
    int32_t end = begin;
    while (end < limit && text[end] >= u'0' && text[end] <= u'9') {
      ++end;
    }
    at.setIndex(end > begin ? std::min(end + 1, limit)
                            : begin); // the semicolon too; a `$` may stand alone
    return {text, begin, end - begin};
  }

private:
  static constexpr UChar32 stand_in = 0xD800;
  std::vector<const icu::UnicodeSet *> sets_;
  icu::UnicodeString stand_in_{stand_in};
  mutable const icu::UnicodeSet *found_ = nullptr;
};

IcuSet icu_set(std::string_view pattern, const Symbols &symbols = Symbols()) {
  icu::UnicodeString text = utf16(pattern);
  icu::ParsePosition at(0);
  UErrorCode status = U_ZERO_ERROR;
  auto set = std::make_shared<icu::UnicodeSet>();
  set->applyPattern(text, at, USET_IGNORE_SPACE, &symbols, status);
  check_memory(*set);
  check_memory(status);
  bool whole = U_SUCCESS(status) && at.getIndex() == text.length();
  return whole ? set : nullptr;
}

IcuSet to_icu(const CodePointSet &set) {
  auto result = std::make_shared<icu::UnicodeSet>();
  for (auto [first, last] : set.ranges()) {
    if (first != CodePointSet::edge) {
      result->add(static_cast<UChar32>(first),
                  static_cast<UChar32>(std::min<char32_t>(last, CodePointSet::edge - 1)));
    }
  }
  check_memory(*result);
  return result;
}

bool has_strings(const icu::UnicodeSet &set) {
  const USet *all = set.toUSet();
  return uset_getItemCount(all) > uset_getRangeCount(all);
}

CodePointSet from_icu(const icu::UnicodeSet &set) {
  CodePointSet result;
  for (int32_t i = 0; i < set.getRangeCount(); ++i) {
    result.add(
        {static_cast<char32_t>(set.getRangeStart(i)), static_cast<char32_t>(set.getRangeEnd(i))});
  }
  if (result.contains(0xFFFF)) {
    result.add({CodePointSet::edge, CodePointSet::edge});
  }
  return result;
}

// Digits of "\u0041" and "\U00000041", 0 for other escapes.
std::size_t digits_of(char kind) { return kind == 'u' ? 4 : kind == 'U' ? 8 : 0; }

// Where `end` is, if it is near: nothing that ICU knows is longer, and many that are never closed
// must not be looked for to the end of the text.
std::size_t find_near(std::string_view text, std::string_view end) {
  constexpr std::size_t max_length = 2000;
  return text.substr(0, max_length).find(end, 2);
}

// Bytes that an escape at the front of `text` takes ("\u0041", "\p{L}", "\["); fewer than it
// should when digits are missing, 0 when it has no end.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) {
    return 0;
  }
  char kind = text[1];
  bool braced = (kind == 'p' || kind == 'P' || kind == 'N') && text.size() > 2 && text[2] == '{';
  braced = braced || ((kind == 'u' || kind == 'x') && text.size() > 2 && text[2] == '{');
  if (braced) {
    std::size_t close = find_near(text, "}");
    return close == std::string_view::npos ? 0 : close + 1;
  }
  std::size_t digits = digits_of(kind);
  if (digits == 0) {
    return 1 + std::max<std::size_t>(1, sequence_length(text.substr(1)));
  }
  std::size_t length = 2;
  while (length < 2 + digits && length < text.size() && is_hex_digit(text[length])) {
    ++length;
  }
  return length;
}

bool lacks_digits(std::string_view escape) {
  return !escape.ends_with('}') && escape.size() < 2 + digits_of(escape[1]);
}

// The number of a numeric escape; nothing for other escapes.
std::optional<char32_t> numeric_value(std::string_view escape) {
  if (escape.size() < 3 || (escape[1] != 'u' && escape[1] != 'U' && escape[1] != 'x')) {
    return std::nullopt;
  }
  std::string_view digits = escape.substr(2);
  return hex_value(digits.front() == '{' ? digits.substr(1, digits.size() - 2) : digits);
}

SetError error_at(SetError::Kind kind, std::string_view text, std::size_t begin, std::size_t end) {
  return {kind, begin, end, std::string(text.substr(begin, end - begin))};
}

constexpr std::size_t max_expanded = 1u << 20; // bytes; a name may stand for hundreds of ranges

// A set written out, as ICU reads it.
std::string as_pattern(const CodePointSet &set) {
  std::string out = "[";
  CodePointSet inside = set.minus(CodePointSet::single(CodePointSet::edge));
  for (auto [first, last] : inside.ranges()) {
    out += fmt::format("\\U{:08X}", static_cast<unsigned>(first));
    if (last > first) { // ICU refuses a range of one
      out += fmt::format("-\\U{:08X}", static_cast<unsigned>(last));
    }
  }
  return out + "]";
}

// Bytes that this would take.
std::size_t expanded_size(const CodePointSet &set) {
  std::size_t sum = 2;
  for (auto [first, last] : set.ranges()) {
    sum += last > first ? 21 : 10;
  }
  return sum;
}

// The name in `\N{...}` with spaces as ICU takes it.
std::string inner_name(std::string_view escape) {
  std::string name;
  for (char c : escape.substr(3, escape.size() - 4)) {
    if (c != ' ' || (!name.empty() && name.back() != ' ')) {
      name += c;
    }
  }
  return name.ends_with(' ') ? name.substr(0, name.size() - 1) : name;
}

// `\N{x}` with anything in it.
bool is_named(std::string_view escape) {
  return escape.starts_with("\\N{") && escape.ends_with('}') && !inner_name(escape).empty();
}

bool is_property(std::string_view escape) {
  return (escape.starts_with("\\p{") || escape.starts_with("\\P{")) && escape.ends_with('}');
}

// `[:L:]` at the front of the text, or nothing.
std::string_view posix_property(std::string_view text) {
  std::size_t close = text.starts_with("[:") ? find_near(text, ":]") : std::string_view::npos;
  std::string_view all = text.substr(0, close == std::string_view::npos ? 0 : close + 2);
  return all.find_first_of("$\\") == std::string_view::npos ? all : std::string_view();
}

// Rewrites what stands in brackets for ICU. A `$` before `]` is ICU's own sign for U+FFFF.
class Rewriter {
public:
  Rewriter(std::string_view text, const NamedSets &named) : text_(text), named_(named) {}

  std::optional<SetError> rewrite() {
    while (at_ < text_.size()) {
      std::optional<SetError> error = piece();
      if (error) {
        return error;
      }
    }
    return std::nullopt;
  }

  const std::string &pattern() const { return pattern_; }
  const Symbols &symbols() const { return symbols_; }
  bool unknown() const { return unknown_; }

private:
  std::optional<SetError> piece() {
    char c = text_[at_];
    if (c == '\\') {
      return escape();
    }
    if (c == '$' && at_ + 1 < text_.size() && is_name_byte(text_[at_ + 1])) {
      return name();
    }
    std::string_view posix = at_ > 0 && !in_string_ ? posix_property(text_.substr(at_)) : "";
    if (!posix.empty()) {
      return property(posix);
    }
    in_string_ = c == '{' || (in_string_ && c != '}');
    append(c == '$' && !is_last() ? "\\$" : std::string(1, c)); // alone, ICU means U+FFFF
    ++at_;
    return std::nullopt;
  }

  // Whether only white space stands between here and a `]`.
  bool is_last() const {
    std::size_t i = at_ + 1;
    while (i < text_.size()) {
      auto [c, length] = first_character(text_.substr(i));
      if (!u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_PATTERN_WHITE_SPACE)) {
        return c == ']';
      }
      i += length;
    }
    return false;
  }

  std::optional<SetError> escape() {
    std::size_t length = escape_length(text_.substr(at_));
    if (length == 0) {
      return error_at(SetError::bad_escape, text_, at_, text_.size() - 1);
    }
    std::string_view escape = text_.substr(at_, length);
    if (lacks_digits(escape)) {
      return error_at(SetError::bad_escape, text_, at_, at_ + length);
    }
    auto value = numeric_value(escape);
    if (value && is_surrogate(*value)) {
      return error_at(SetError::surrogate, text_, at_, at_ + length);
    }
    if (is_property(escape) && !in_string_) {
      return property(escape);
    }
    at_ += length;
    if (is_named(escape) && !in_string_) {
      named_character(escape);
    } else { // ICU knows \x{...} but not \u{...}, so all numbers go to it in one form
      append(value && *value <= max_code_point
                 ? fmt::format("\\U{:08X}", static_cast<unsigned>(*value))
                 : std::string(escape));
    }
    return std::nullopt;
  }

  // To ICU it is a set of one, not a character: [\N{A}-\N{B}] is a difference.
  void named_character(std::string_view escape) {
    auto c = code_point_named(inner_name(escape));
    unknown_ = unknown_ || (!c && inner_name(escape).front() != '<');
    append(c ? fmt::format("[\\U{:08X}]", static_cast<unsigned>(*c)) : std::string(escape));
  }

  std::optional<SetError> property(std::string_view text) {
    auto &known = named_.memory().properties;
    auto found = known.find(std::string(text));
    if (found == known.end()) {
      if (known.size() >= max_properties_of_a_file) {
        return error_at(SetError::file_full, text_, 0, text_.size());
      }
      found = known.emplace(text, icu_set(text)).first;
    }
    pattern_ += found->second ? symbols_.add(*found->second) : std::string(text);
    size_ += text.size();
    at_ += text.size();
    return std::nullopt;
  }

  std::optional<SetError> name() {
    std::string_view word = leading_name(text_.substr(at_ + 1));
    std::size_t end = at_ + 1 + word.size();
    auto found = named_.find(word);
    if (found == named_.end()) {
      return error_at(SetError::unknown_name, text_, at_, end);
    }
    at_ = end;
    size_ += expanded_size(found->second);
    if (size_ > max_expanded) {
      return error_at(SetError::too_large, text_, 0, text_.size());
    }
    pattern_ += in_string_ ? as_pattern(found->second) : symbols_.add(icu_set_of(*found));
    return std::nullopt;
  }

  const icu::UnicodeSet &icu_set_of(const NamedSets::Map::value_type &set) {
    IcuSet &known = named_.memory().named[set.first];
    if (!known) {
      known = to_icu(set.second);
    }
    return *known;
  }

  void append(const std::string &piece) {
    pattern_ += piece;
    size_ += piece.size();
  }

  std::string_view text_;
  const NamedSets &named_;
  std::string pattern_;
  Symbols symbols_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;   // of the pattern if all names were written out
  bool in_string_ = false; // between { and }
  bool unknown_ = false;   // a name of a character that there is not
};

// Whether ICU knows this `\p{..}` or `\N{..}`, or takes this escape.
bool is_good(std::string_view escape, const NamedSets &named) {
  if (numeric_value(escape).value_or(ill_formed) <= max_code_point) {
    return true; // \u{41} is no ICU syntax
  }
  if (is_named(escape) && !inner_name(escape).starts_with('<')) {
    return code_point_named(inner_name(escape)).has_value();
  }
  auto &known = named.memory().properties;
  auto found = known.find(std::string(escape));
  return found != known.end() ? found->second != nullptr
                              : icu_set(fmt::format("[{}]", escape)) != nullptr;
}

// The first `\p{..}`, `\N{..}` or `[:..:]` that ICU does not know, to point at it alone.
std::optional<SetError> unknown_property(std::string_view text, const NamedSets &named) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 0;
    if (text[i] == '\\') {
      length = escape_length(text.substr(i));
      if (length > 1 && !is_good(text.substr(i, length), named)) {
        return error_at(SetError::bad_escape, text, i, i + length);
      }
    } else if (text.substr(i).starts_with("[:")) {
      std::size_t close = find_near(text.substr(i), ":]");
      length = close == std::string_view::npos ? 0 : close + 2;
      if (length > 0 && !icu_set(text.substr(i, length))) {
        return error_at(SetError::syntax, text, i, i + length);
      }
    }
    i += std::max<std::size_t>(1, length);
  }
  return std::nullopt;
}

SetResult read(std::string_view text, const NamedSets &named) {
  std::size_t &ranges = named.memory().ranges;
  if (ranges > max_ranges_of_a_file) {
    return {{}, error_at(SetError::file_full, text, 0, text.size())};
  }
  Rewriter rewriter(text, named);
  if (auto error = rewriter.rewrite()) {
    return {{}, error};
  }
  IcuSet set = rewriter.unknown() ? nullptr : icu_set(rewriter.pattern(), rewriter.symbols());
  if (!set) {
    auto error = unknown_property(text, named);
    return {{}, error ? *error : error_at(SetError::syntax, text, 0, text.size())};
  }
  if (has_strings(*set)) {
    return {{}, error_at(SetError::has_strings, text, 0, text.size())};
  }
  ranges += static_cast<std::size_t>(set->getRangeCount());
  if (ranges > max_ranges_of_a_file) {
    return {{}, error_at(SetError::file_full, text, 0, text.size())};
  }
  return {from_icu(*set), std::nullopt};
}

} // namespace

std::size_t bracket_length(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\\') {
      // An escape that is cut off is found when the set is parsed; here it must not hide the end.
      i += std::max<std::size_t>(escape_length(text.substr(i)), 2);
      continue;
    }
    depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
    ++i;
    if (depth == 0) {
      return i;
    }
  }
  return 0;
}

SetResult parse_set(std::string_view text, const NamedSets &named) {
  auto &known = named.memory().texts(text).read;
  auto found = known.find(std::string(text));
  if (found != known.end()) {
    return {found->second, std::nullopt};
  }
  SetResult result = read(text, named);
  if (!result.error) {
    known.emplace(text, result.set);
  }
  return result;
}

CodePointSet as_matched(std::string_view text, const CodePointSet &set, const NamedSets &named) {
  static const CodePointSet never = surrogates().united(CodePointSet::single(CodePointSet::edge));
  auto [at, fresh] = named.memory().texts(text).matched.try_emplace(std::string(text));
  if (fresh) {
    at->second = set.minus(never);
  }
  return at->second;
}

const CodePointSet &word_edge() {
  static const CodePointSet set = parse_set("[^\\p{L}\\p{M}]", {}).set;
  return set;
}

} // namespace arnorm
