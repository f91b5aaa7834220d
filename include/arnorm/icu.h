// Rule sets as transliterators of ICU, for programs that use those already.
//
//     arnorm::register_with_icu();
//     UErrorCode status = U_ZERO_ERROR;
//     std::unique_ptr<icu::Transliterator> latin(icu::Transliterator::createInstance(
//         "NFC; Arab-Latn/din_31635; Upper", UTRANS_FORWARD, status));
//
// The program must use the ICU that the library is linked with.
#pragma once

#include <string>
#include <vector>

#include "arnorm/rules.h"

namespace arnorm {

// Registers every rule set under an id that is made of its scripts and its name: "Arab-Latn/ipa".
// ICU allows no hyphen there, so that `din-31635` is "Arab-Latn/din_31635"; where a rule set names
// no script, the id has "Any". A set that runs backwards has the id of that direction as well,
// "Latn-Arab/buckwalter", and each is then ICU's inverse of the other. Within one script both would
// be one id, so that only the forward direction is registered ("Any-Any/search").
//
// What such a transliterator is handed, from start to limit, is a text to arnorm: its rules see the
// edges of a text there and nothing beyond. Incremental transliteration commits what no further
// typing can change, up to a place where the text may be cut. Lone surrogates are copied.
//
// A rule set is loaded when it first meets a text. Where it has errors that only loading finds, the
// text stays as it is: `arnorm check NAME` tells them.
//
// Returns the ids. Ids that are registered already are replaced. ICU does not allow its registry to
// be changed while other threads use it.
ARNORM_EXPORT std::vector<std::string> register_with_icu(const Rules &rules = Rules());

// Takes back all ids that were registered. Transliterators that exist keep working.
ARNORM_EXPORT void unregister_from_icu();

} // namespace arnorm
