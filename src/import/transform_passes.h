// A transform in one direction, as the passes that run one after the other.
//
// In reverse, the passes come in the opposite order, and each is that of the other direction:
//
//     :: NFD (NFC) ;   a > b ;   c < d ;   :: Lower () ;
//
// is NFD, a > b, Lower forward, and d > c, NFC in reverse.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "import/transform.h"

namespace arnorm {

struct TransformPass {
  std::string filter = {};             // of its own, in brackets
  std::string id = {};                 // "NFD"; empty for rules
  std::vector<std::size_t> rules = {}; // statements
  std::size_t statement = 0;           // the first one
};

struct TransformPasses {
  std::string filter;        // for the whole text, in brackets; may be empty
  bool heeds_filter = false; // ICU ignores the filter where rules are all there is
  std::optional<std::size_t> filter_statement;
  std::vector<TransformPass> passes;
};

TransformPasses passes_of(const Transform &transform, bool forward);

// Whether the transform has rules for a direction.
bool has_rules(const Transform &transform, bool forward);

// A pass as rules for ICU, with the variables that it needs.
std::string icu_text(const Transform &transform, const TransformPass &pass, bool forward);

// All of them.
std::string icu_text(const Transform &transform, const TransformPasses &passes, bool forward);

} // namespace arnorm
