// A transform in ICU's syntax as plain data: what its file says, statement by statement.
//
//     $vowel = [aeiou];
//     :: NFD (NFC) ;
//     $vowel { t } h <> d | $1 ;
//
// Knows nothing of rows and stages; import/flat_transform.h begins to translate.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "characters/code_point_set.h"
#include "diagnostics/source.h"

namespace arnorm {

// A character, a set, a segment `( )`, a reference `$1` or a function `&Any-Lower( )`.
struct TransformItem {
  static constexpr int unbounded = -1; // `max` of `*` and `+`

  enum class Kind { set, segment, reference, function };
  Kind kind = Kind::set;
  CodePointSet set = {};
  std::vector<std::u32string> strings = {}; // or one of these: [a{ch}]
  std::string text = {};                    // of a set, variables written out
  std::vector<TransformItem> inside = {};   // of a segment, a counted variable or a function
  int number = 0;                           // of a segment or a reference; 0: none
  int min = 1;
  int max = 1;
  Span span = {};
};

// One side of a rule.
struct TransformSide {
  std::vector<TransformItem> before = {}; // ante context
  std::vector<TransformItem> key = {};
  std::vector<TransformItem> after = {};  // post context
  bool at_start = false;                  // `^`
  bool at_end = false;                    // `$`
  std::optional<std::size_t> cursor = {}; // `|`: an index into `key`
  bool moves_cursor = false;              // `@`
  std::string text = {};                  // as written
  Span span = {};
};

struct TransformRule {
  TransformSide left;
  TransformSide right;
  bool forward = false;
  bool backward = false;
};

// `:: [filter] Id ( [filter] Id ) ;`
struct TransformCall {
  struct Part {
    bool given = false;
    std::string filter = {}; // in brackets, variables replaced
    std::string id = {};
  };
  Part forward;
  Part backward; // without parentheses: the inverse of the other
};

struct TransformStatement {
  std::optional<TransformRule> rule = {};
  std::optional<TransformCall> call = {};
  std::vector<std::string> comments = {}; // the lines before it, without `#`
  std::string comment = {};               // after it, on its line
  Span span = {};
};

struct TransformVariable {
  std::string name;
  std::vector<TransformItem> items;
  std::string text; // of a set: "[aeiou]", with variables written out
  bool is_set = false;
  std::string definition = {}; // as written
};

struct Transform {
  std::vector<TransformStatement> statements;
  std::vector<TransformVariable> variables;
  std::vector<std::string> comments; // after the last statement
};

} // namespace arnorm
