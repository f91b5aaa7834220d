#include "characters/names.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <numeric>
#include <vector>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf.h>

#include "characters/icu_memory.h"
#include "characters/utf.h"

namespace arnorm {

std::string character_name(char32_t c) {
  std::array<char, 128> buffer{};
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = u_charName(static_cast<UChar32>(c), U_EXTENDED_CHAR_NAME, buffer.data(),
                              static_cast<int32_t>(buffer.size()), &status);
  return U_SUCCESS(status) ? std::string(buffer.data(), static_cast<std::size_t>(length)) : "";
}
namespace {

bool is_deceptive(char32_t c) {
  auto u = static_cast<UChar32>(c);
  UCharDirection direction = u_charDirection(u);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
         direction == U_ARABIC_NUMBER || (U_GET_GC_MASK(u) & U_GC_M_MASK) != 0 ||
         u_hasBinaryProperty(u, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

// ICU looks a name up by going through all of them.
std::optional<char32_t> slowly_found(const std::string &name) {
  UErrorCode status = U_ZERO_ERROR;
  UChar32 c = u_charFromName(U_EXTENDED_CHAR_NAME, name.c_str(), &status);
  check_memory(status);
  if (U_FAILURE(status) || U_IS_SURROGATE(c)) { // "<trail surrogate-DC80>" is a malformed byte
    return std::nullopt;
  }
  return static_cast<char32_t>(c);
}

// Every name of the Unicode Standard, by its hash: 150,000 of them are not kept as text.
class NameIndex {
public:
  NameIndex() {
    entries_.reserve(1u << 18); // nothing may be thrown through ICU
    UErrorCode status = U_ZERO_ERROR;
    u_enumCharNames(0, 0x110000, add, this, U_UNICODE_CHAR_NAME, &status);
    check_memory(status);
    entries_.shrink_to_fit();
    std::sort(entries_.begin(), entries_.end());
  }

  std::optional<char32_t> find(std::string name) const {
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    std::size_t hash = std::hash<std::string_view>()(name);
    auto at = std::lower_bound(entries_.begin(), entries_.end(), Entry{hash, 0});
    for (; at != entries_.end() && at->first == hash; ++at) {
      if (character_name(at->second) == name) {
        return at->second;
      }
    }
    return std::nullopt;
  }

private:
  using Entry = std::pair<std::size_t, char32_t>;

  static UBool add(void *index, UChar32 c, UCharNameChoice, const char *name, int32_t length) {
    std::string_view text(name, static_cast<std::size_t>(length));
    static_cast<NameIndex *>(index)->entries_.emplace_back(std::hash<std::string_view>()(text),
                                                           static_cast<char32_t>(c));
    return true;
  }

  std::vector<Entry> entries_;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t change = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

} // namespace

std::string hex_name(char32_t c) { return fmt::format("U+{:04X}", static_cast<unsigned>(c)); }

std::string spell(char32_t c) {
  std::string name = character_name(c);
  for (std::string_view prefix : {"ARABIC LETTER ", "ARABIC "}) {
    if (name.starts_with(prefix)) {
      name.erase(0, prefix.size());
      break;
    }
  }
  return name.empty() ? hex_name(c) : hex_name(c) + " " + name;
}

std::string spell(std::u32string_view text) {
  constexpr std::size_t max = 8;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += i == 0 ? "" : ", ";
    if (i == max) {
      return out + "...";
    }
    out += spell(text[i]);
  }
  return out;
}

std::string spell_bidi(std::string_view utf8) {
  std::u32string text = to_utf32(utf8);
  std::erase_if(text, [](char32_t c) { return !is_deceptive(c); });
  return spell(text);
}

bool is_unprintable(char32_t c) {
  constexpr auto controls = U_GC_CC_MASK | U_GC_CF_MASK;
  return is_opaque(c) || ((U_GET_GC_MASK(static_cast<UChar32>(c)) & controls) != 0 && c != '\t');
}

std::string sanitize_for_terminal(std::string_view utf8) {
  std::u32string text = to_utf32(utf8);
  std::replace_if(text.begin(), text.end(), is_unprintable, U'\uFFFD');
  return to_utf8(text);
}

std::optional<char32_t> code_point_named(std::string_view name) {
  constexpr int max_slow = 64; // an index is worth the time to make it only after some names
  static std::atomic<int> looked_up = 0;
  std::string text(name.substr(0, name.find('\0'))); // as ICU would read it
  if (text.starts_with('<') || looked_up < max_slow) {
    ++looked_up;
    return slowly_found(text);
  }
  static const NameIndex index;
  return index.find(std::move(text));
}

std::string_view nearest(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t longest = 64; // keeps a hostile name from costing quadratic time
  std::string_view best;
  if (word.size() > longest) {
    return best;
  }
  std::size_t limit = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string &candidate : candidates) {
    if (candidate.size() > longest) {
      continue;
    }
    std::size_t distance = edit_distance(word, candidate);
    if (distance < limit) {
      limit = distance;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  std::string_view near = nearest(word, candidates);
  return near.empty() ? "" : fmt::format("did you mean `{}`?", near);
}

} // namespace arnorm
