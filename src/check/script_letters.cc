#include "check/script_letters.h"

#include <algorithm>
#include <cstdint>

#include <unicode/uchar.h>

namespace arnorm {
namespace {

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }

UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status);
}

bool is_shared(char32_t c) {
  UScriptCode script = script_of(c);
  return script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN;
}

// Letters of the International Phonetic Alphabet that Unicode has as Greek only.
bool is_phonetic(char32_t c) { return c == U'\u03B2' || c == U'\u03B8' || c == U'\u03C7'; }

bool is_used_by(char32_t c, UScriptCode script) {
  return uscript_hasScript(static_cast<UChar32>(c), script) != 0 ||
         (script == USCRIPT_LATIN && is_phonetic(c));
}

// Pairs of letters that look the same: Cyrillic or Greek, and Latin.
constexpr LookAlike alphabets[] = {
    {0x0430, U'a'}, {0x0435, U'e'}, {0x043E, U'o'}, {0x0440, U'p'}, {0x0441, U'c'}, {0x0443, U'y'},
    {0x0445, U'x'}, {0x0455, U's'}, {0x0456, U'i'}, {0x0458, U'j'}, {0x04BB, U'h'}, {0x0410, U'A'},
    {0x0412, U'B'}, {0x0415, U'E'}, {0x041A, U'K'}, {0x041C, U'M'}, {0x041D, U'H'}, {0x041E, U'O'},
    {0x0420, U'P'}, {0x0421, U'C'}, {0x0422, U'T'}, {0x0425, U'X'}, {0x0405, U'S'}, {0x0406, U'I'},
    {0x0408, U'J'}, {0x03BF, U'o'}, {0x0391, U'A'}, {0x0392, U'B'}, {0x0395, U'E'}, {0x0396, U'Z'},
    {0x0397, U'H'}, {0x0399, U'I'}, {0x039A, U'K'}, {0x039C, U'M'}, {0x039D, U'N'}, {0x039F, U'O'},
    {0x03A1, U'P'}, {0x03A4, U'T'}, {0x03A5, U'Y'}, {0x03A7, U'X'},
};

// Letters of Persian and Urdu, and those of Arabic. No orthography has both in one word.
constexpr LookAlike languages[] = {
    {0x06A9, 0x0643}, // KEHEH and KAF
    {0x06CC, 0x064A}, // FARSI YEH and YEH
};

std::optional<LookAlike> among(std::u32string_view word) {
  auto count = [&](UScriptCode script) {
    return std::count_if(word.begin(), word.end(),
                         [&](char32_t c) { return script_of(c) == script; });
  };
  for (const LookAlike &pair : alphabets) {
    UScriptCode script = script_of(pair.letter);
    bool latin = count(script) == 1 && count(USCRIPT_LATIN) >= 2;
    if (latin && word.find(pair.letter) != std::u32string_view::npos) {
      return pair;
    }
    bool other = count(USCRIPT_LATIN) == 1 && count(script) >= 2;
    if (other && word.find(pair.meant) != std::u32string_view::npos) {
      return LookAlike{pair.meant, pair.letter};
    }
  }
  for (const LookAlike &pair : languages) {
    bool both = word.find(pair.letter) != std::u32string_view::npos &&
                word.find(pair.meant) != std::u32string_view::npos;
    if (both) {
      return pair;
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<UScriptCode> script_of_code(std::string_view code) {
  for (int32_t i = 0; i < u_getIntPropertyMaxValue(UCHAR_SCRIPT) + 1; ++i) {
    auto script = static_cast<UScriptCode>(i);
    const char *name = uscript_getShortName(script);
    if (name != nullptr && name == code) {
      return script;
    }
  }
  bool nastaliq = code == "Aran"; // a code of its own, which ICU does not know
  return nastaliq ? std::optional(USCRIPT_ARABIC) : std::nullopt;
}

std::string code_of_script(const std::string &name) {
  int32_t script = u_getPropertyValueEnum(UCHAR_SCRIPT, name.c_str());
  const char *code = script == UCHAR_INVALID_CODE
                         ? nullptr
                         : uscript_getShortName(static_cast<UScriptCode>(script));
  return code == nullptr ? "" : code;
}

bool is_letter_of_another_script(char32_t c, const ScriptPair &scripts) {
  return is_letter(c) && !is_shared(c) && !is_used_by(c, scripts.first) &&
         !is_used_by(c, scripts.second);
}

bool all_letters_of(std::u32string_view text, UScriptCode script) {
  bool any = false;
  for (char32_t c : text) {
    if (is_letter(c) && !is_shared(c)) {
      any = true;
      if (!is_used_by(c, script)) {
        return false;
      }
    }
  }
  return any;
}

std::optional<LookAlike> look_alike(std::u32string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_letter(text[end])) {
      ++end;
    }
    if (auto found = among(text.substr(begin, end - begin))) {
      return found;
    }
    begin = end + 1;
  }
  return std::nullopt;
}

} // namespace arnorm
