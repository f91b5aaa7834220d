// The parts that all HTML pages have in common.
#pragma once

#include <string>
#include <string_view>

namespace arnorm::tool {

// The page up to its heading, which is the title; and its end.
std::string page_head(std::string_view title);
std::string page_foot();

// Text without special characters of HTML. `plain` is for text from a rule file, which may contain
// anything.
std::string escaped(std::string_view text);
std::string plain(std::string_view text);

// A text in its own direction. If it begins with a mark, a dotted circle carries that.
std::string isolated(std::string_view text);

// "U+0645 U+0650"
std::string points(std::u32string_view text);

} // namespace arnorm::tool
