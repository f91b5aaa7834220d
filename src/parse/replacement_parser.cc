#include "parse/replacement_parser.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/utf.h"
#include "parse/escape.h"
#include "parse/pattern_errors.h"
#include "parse/pattern_slips.h"

namespace arnorm {
namespace {

constexpr std::size_t max_written = 1024; // characters and groups
constexpr std::size_t max_errors = 8;     // per `to`, because finding the place of each takes time

class ReplacementParser {
public:
  ReplacementParser(const Node &node, const Pattern &from, const Names &names, Report &report)
      : node_(node), text_(node.string), escapes_(node.escapes()), from_(from), names_(names),
        report_(report) {}

  Replacement parse() {
    to_.span = node_.span;
    std::size_t errors = report_.errors();
    while (at_ < text_.size() && report_.errors() < errors + max_errors) {
      if (size_ + to_.pieces.size() > max_written) {
        report_.error(Code::AR0401, node_.span,
                      fmt::format("`to` has more than {} characters and groups", max_written),
                      {.help = "shorten it; the result is copied for every combination of counts"});
        break;
      }
      step();
    }
    return std::move(to_);
  }

private:
  void step() {
    char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (text_[at_] == '\\') {
      Escape escape = read_escape(node_, at_, report_);
      append(escape.c.value_or(U'\uFFFD'), escape.length);
    } else if (text_[at_] == '$' && next == '$') {
      append(U'$', 2);
    } else if (text_[at_] == '$' && is_name_byte(next) && !is_ascii_digit(next)) {
      name();
    } else if (text_[at_] == '$') {
      group(next >= '1' && next <= '9' ? next - '0' : 0);
    } else {
      literal();
    }
  }

  void append(char32_t c, std::size_t length) {
    if (c == U'\n' && !seen_line_feed_) {
      report_.error(
          Code::AR0126, node_.inside(at_, at_ + length), "`to` contains a line feed",
          {.label = "U+000A",
           .help = "use another character; the filter must write as many lines as it reads"});
      seen_line_feed_ = true;
    }
    if (to_.pieces.empty() || to_.pieces.back().group != 0) {
      to_.pieces.push_back({});
    }
    to_.pieces.back().text += c;
    ++size_;
    at_ += length;
  }

  void group(int number) {
    if (number == 0) {
      report_.error(
          Code::AR0121, node_.inside(at_, at_ + 1), "`$` is not followed by a group number",
          {.help = "write $$ for the character itself, $1 to $9 for a group, or $name for "
                   "a character that is defined in [sets]"});
    } else if (number > from_.groups) {
      report_.error(Code::AR0121, node_.inside(at_, at_ + 2),
                    from_.alternatives.empty()
                        ? fmt::format("`from` has no group {}", number)
                        : fmt::format("not every alternative of `from` has a group {}", number),
                    {.help = "enclose what `to` repeats in ( ); $1 is the first group"});
    }
    to_.pieces.push_back({{}, std::max(number, 1)});
    at_ += number == 0 ? 1 : 2;
  }

  // `$fatha`: a set of one character.
  void name() {
    std::string_view word = leading_name(text_.substr(at_ + 1));
    std::size_t length = 1 + word.size();
    Span at = node_.inside(at_, at_ + length);
    auto set = names_.sets.find(word);
    bool built_in = is_builtin_name(word);
    if (set != names_.sets.end() && !built_in) {
      append(character(set->second, word, at), length);
      return;
    }
    if (built_in || names_.patterns.contains(word)) {
      report_.error(Code::AR0133, at,
                    built_in ? fmt::format("`${}` is not a character", word)
                             : fmt::format("`${}` is a pattern, not a character", word),
                    {.help = "write the text itself; $1 is what the first group matched"});
    } else {
      report_unknown_name(at, "$" + std::string(word), names_, report_);
    }
    append(U'\uFFFD', length);
  }

  char32_t character(const CodePointSet &set, std::string_view word, const Span &at) {
    CodePointSet inside = characters_of(set);
    if (!inside.is_single()) {
      report_.error(Code::AR0133, at,
                    fmt::format("`${}` has {} characters, and `to` needs one", word, inside.size()),
                    {.help = "use a set of one character; to write what was matched, enclose it in "
                             "( ) in `from` and write $1"});
    }
    return inside.is_single() ? inside.first() : U'\uFFFD';
  }

  void literal() {
    auto [c, length] = first_character(text_.substr(at_));
    bool escaped = at_ < escapes_.size() && escapes_[at_];
    if (!seen_invisible_ && !escaped && c != U'\n' && is_invisible(c)) {
      report_invisible(node_, at_, at_ + length, c, report_);
      seen_invisible_ = true;
    }
    append(c, length);
  }

  const Node &node_;
  std::string_view text_;
  std::vector<bool> escapes_; // see Node::escapes
  const Pattern &from_;
  const Names &names_;
  Report &report_;
  Replacement to_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  bool seen_line_feed_ = false;
  bool seen_invisible_ = false; // only the first one is reported
};

} // namespace

Replacement parse_replacement(const Node &node, const Pattern &from, const Names &names,
                              Report &report) {
  if (report_replacement_slips(node, report)) {
    return {.pieces = {}, .span = node.span};
  }
  return ReplacementParser(node, from, names, report).parse();
}

} // namespace arnorm
