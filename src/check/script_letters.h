// Scripts of letters, and letters that look like those of another script.
//
// Knows nothing of rule sets: check/warnings.h says where it matters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <unicode/uscript.h>

namespace arnorm {

using ScriptPair = std::pair<UScriptCode, UScriptCode>;

// The script of an ISO 15924 code such as "Arab"; nothing for what is not one.
std::optional<UScriptCode> script_of_code(std::string_view code);

// The code of a script by its name or by a code in other letters ("Arabic", "arab"); or empty.
std::string code_of_script(const std::string &name);

// Whether this is a letter that neither of the scripts uses. Greek letters of the IPA belong to
// Latin, and letters that no script of its own has belong to all.
bool is_letter_of_another_script(char32_t c, const ScriptPair &scripts);

// Whether a text has letters, and all of them are used by a script and not shared by all.
bool all_letters_of(std::u32string_view text, UScriptCode script);

// A letter among those of another script that it could be mistaken for: Cyrillic а in kаtab, or
// keheh beside kaf.
struct LookAlike {
  char32_t letter;
  char32_t meant;
};
std::optional<LookAlike> look_alike(std::u32string_view text);

} // namespace arnorm
