// Unicode normalization forms and mark order on UTF-32, with utf8proc's data.
//
// For checks and tests. The engines run other code, with ICU's data; the table engine uses only
// order_marks, which sorts one run of marks. Opaque characters (malformed bytes) are starters that
// do not compose with any character.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace arnorm {

// Unicode Standard Annex #15.
enum class Form { nfc, nfd, nfkc, nfkd };

// The order of each run of non-starters: by combining class, by combining class with shadda first,
// or by Unicode Standard Annex #53 (AMTRA).
enum class MarkOrder { canonical, shadda_first, utr53 };

// The names of forms and mark orders, in rule files and in messages.
extern const std::array<std::string, 4> form_names;
extern const std::array<std::string, 3> order_names;
inline const std::string &form_name(Form form) { return form_names[static_cast<int>(form)]; }
inline const std::string &order_name(MarkOrder order) {
  return order_names[static_cast<int>(order)];
}

// UAX #53, section 3: Arabic marks that modify a letter rather than vocalize it, which have the
// property Modifier_Combining_Mark in Unicode 18. Those that the data at hand does not know have no
// combining class there, and stay where they are. An array, because each source file may have its
// own copy of a string: of a view, its beginning and its end might then be those of two copies.
inline constexpr std::array modifier_marks{
    U'\u0654', U'\u0655', U'\u0658',     U'\u06DC',     U'\u06E3',    U'\u06E7',
    U'\u06E8', U'\u08CA', U'\u08CB',     U'\u08CD',     U'\u08CE',    U'\u08CF',
    U'\u08D3', U'\u08F3', U'\U00010EF4', U'\U00010EF6', U'\U00010EF9'};

bool is_modifier_mark(char32_t c);

// The maximum length of a run of marks: `form` and `marks` treat a longer run as several runs.
inline constexpr std::size_t max_mark_run = 1024;

// The canonical combining class; 0 for a starter (Unicode Standard, D107).
int combining_class(char32_t c);

// The text in a form. A run of more than max_mark_run marks is treated as several runs.
std::u32string to_form(std::u32string_view text, Form form);

// Sorts one run of marks. `class_of` returns combining classes.
void order_marks(std::u32string::iterator begin, std::u32string::iterator end, MarkOrder order,
                 int (*class_of)(char32_t));

// The text with each run of non-starters in an order, with the same limit.
std::u32string in_mark_order(std::u32string_view text, MarkOrder order);

// Either of the two. Both change the encoding of a text, but not its content.
using Shaping = std::variant<Form, MarkOrder>;
std::u32string shaped(std::u32string_view text, Shaping shaping);

} // namespace arnorm
