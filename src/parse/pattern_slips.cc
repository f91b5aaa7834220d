#include "parse/pattern_slips.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/set_syntax.h"
#include "characters/utf.h"
#include "parse/escape.h"
#include "parse/pattern_errors.h"

namespace arnorm {
namespace {

constexpr std::size_t max_slips = 8; // per text, because finding the place of each takes time

bool is_special(char c) { return std::string_view("[](){}?*+|^$\\.").find(c) != std::string::npos; }

// A letter, a mark or a number: what a list of members consists of, as opposed to what parts it.
bool is_member(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

// What to write for an escape of regular expressions; empty for a letter that is none.
std::string regex_help(char letter, bool in_set) {
  auto set = [&](std::string_view members) {
    return fmt::format("write {}", in_set ? members : fmt::format("[{}]", members));
  };
  switch (letter) {
  case 'd':
    return set("0-9") + ", or \\p{Nd} in brackets for the digits of all scripts";
  case 'w':
    return set("\\p{L}\\p{M}\\p{Nd}_");
  case 's':
    return set("\\p{White_Space}") + ", or \\ and a space for the space alone";
  case 'D':
    return "write [^0-9]";
  case 'W':
    return "write [^\\p{L}\\p{M}\\p{Nd}_]";
  case 'S':
    return "write [^\\p{White_Space}]";
  case 'b':
  case 'B':
    return "a word edge is a context: write after = \"$edge\" or before = \"$edge\"";
  case 'A':
    return "the start of the text is a context: write after = \"$start\"";
  case 'z':
  case 'Z':
    return "the end of the text is a context: write before = \"$end\"";
  case 't':
    return "write \\u0009 for a tab";
  case 'n':
  case 'r':
    return "write \\u000A for a line feed, \\u000D for a carriage return";
  case 'x':
    return "write \\u{41} for the character U+0041";
  default:
    return is_ascii_digit(letter) ? "a group can be repeated only in `to`, as $1 to $9" : "";
  }
}

// What to write for a group of regular expressions that begins like this: "(?=".
std::string group_help(std::string_view text) {
  auto begins = [&](std::string_view with) { return text.starts_with(with); };
  if (begins("(?=")) {
    return "what follows is a context: write before = '...' in this row";
  }
  if (begins("(?!")) {
    return "what must not follow is a context of other characters: write before = '[^...]' in this "
           "row";
  }
  if (begins("(?<=")) {
    return "what precedes is a context: write after = '...' in this row";
  }
  if (begins("(?<!")) {
    return "what must not precede is a context of other characters: write after = '[^...]' in this "
           "row";
  }
  if (begins("(?:")) {
    return "write ( ); every group counts, and `to` need not refer to it";
  }
  if (begins("(?P<") || begins("(?<")) {
    return "write ( ); groups have numbers, $1 to $9";
  }
  return "there are no flags; write a set of both letters instead, such as [aA]";
}

class SlipFinder {
public:
  SlipFinder(const Node &node, bool in_context, Report &report)
      : node_(node), text_(node.string), escapes_(node.escapes()), in_context_(in_context),
        report_(report) {}

  bool find() {
    while (at_ < text_.size() && slips_ < max_slips) {
      step();
    }
    return slips_ > 0;
  }

private:
  // What stands beside a space.
  enum class Beside { edge, literal, other };

  void step() {
    char c = text_[at_];
    std::string_view rest = text_.substr(at_);
    if (is_ignored_space(c)) {
      spaces();
      return;
    }
    if (is_toml_escape(at_) && c != '\\') {
      skip(first_character(rest).length, Beside::other);
    } else if (c == '[') {
      set(bracket_length(rest));
    } else if (c == '\\') {
      escape(false);
    } else if (c == '$') {
      name();
    } else if (c == '{') {
      skip(std::min(rest.find('}'), rest.size() - 1) + 1, Beside::other);
    } else if (rest.starts_with("(?")) {
      group(rest);
    } else if (c == '.') {
      dot();
    } else if (c == '^') {
      caret();
    } else {
      check_mark(first_character(rest).length);
      skip(first_character(rest).length, is_special(c) ? Beside::other : Beside::literal);
    }
  }

  bool is_toml_escape(std::size_t at) const { return at < escapes_.size() && escapes_[at]; }

  void skip(std::size_t length, Beside left) {
    last_ = at_;
    at_ += length;
    left_ = left;
  }

  void report(Code code, std::size_t begin, std::size_t end, std::string message,
              Report::More more) {
    report_.error(code, node_.inside(begin, end), std::move(message), std::move(more));
    ++slips_;
  }

  // Spaces part items, and are layout beside sets, names, groups and escapes. Beside characters
  // they look like a part of the text.
  void spaces() {
    std::size_t begin = at_;
    bool escaped = false;
    bool lines = false;
    for (; at_ < text_.size() && is_ignored_space(text_[at_]); ++at_) {
      escaped = escaped || (text_[at_] == ' ' && is_toml_escape(at_));
      lines = lines || (text_[at_] == '\n' && !is_toml_escape(at_));
    }
    Beside right = at_ == text_.size()                             ? Beside::edge
                   : is_special(text_[at_]) || is_toml_escape(at_) ? Beside::other
                                                                   : Beside::literal;
    bool text = (left_ == Beside::literal && right != Beside::other) ||
                (right == Beside::literal && left_ != Beside::other);
    if ((escaped || (text && !lines)) && !spaced_) {
      spaced_ = true;
      report_space(begin, right);
    }
    left_ = Beside::other;
  }

  void report_space(std::size_t begin, Beside right) {
    auto character = [&](std::size_t at) { return spell(first_character(text_.substr(at)).c); };
    std::string label = left_ == Beside::literal && right == Beside::literal
                            ? fmt::format("between {} and {}", character(last_), character(at_))
                        : left_ == Beside::literal ? "after " + character(last_)
                        : right == Beside::literal ? "before " + character(at_)
                                                   : spell(static_cast<char32_t>(text_[begin]));
    bool tab = text_[begin] != ' ';
    report(Code::AR0150, begin, at_, "this space is ignored, and does not match a space",
           {.label = std::move(label),
            .help = tab ? fmt::format("delete it, or write {}", as_written(node_, "\\u{9}"))
                        : fmt::format("write `{}` to match a space, or delete it",
                                      as_written(node_, "\\ "))});
  }

  void escape(bool in_set) {
    std::size_t begin = at_;
    char kind = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
    std::size_t length = 1 + std::max<std::size_t>(1, sequence_length(text_.substr(at_ + 1)));
    bool known = std::string_view(in_set ? "uUNpPx" : "uUNpP").find(kind) != std::string::npos;
    std::string_view more = text_.substr(std::min(at_ + length, text_.size()));
    if (known && more.starts_with('{')) {
      length += std::min(more.find('}'), more.size() - 1) + 1;
    } else if (known) {
      std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : kind == 'x' ? 2 : 0;
      length += std::min({digits, more.size(), more.find_first_not_of("0123456789abcdefABCDEF")});
    }
    skip(std::min(length, text_.size() - at_), Beside::other);
    if (known || !(is_ascii_letter(kind) || is_ascii_digit(kind))) {
      return;
    }
    std::string help = regex_help(kind, in_set);
    if (!help.empty() || in_set) { // outside of sets, the parser reports the others
      report(Code::AR0111, begin, at_, fmt::format("invalid escape `\\{}`", kind),
             {.help = as_written(node_, help.empty() ? escape_help : help)});
    }
  }

  void set(std::size_t length) {
    std::size_t end = length == 0 ? text_.size() : at_ + length;
    bool listed = false; // a member stands to the left
    in_set_ = true;
    while (at_ < end && slips_ < max_slips) {
      std::string_view rest = text_.substr(at_, end - at_);
      char c = rest.front();
      if (c == '\\') {
        escape(true);
        listed = true;
      } else if (rest.starts_with("[:")) {
        at_ += std::min(rest.find(":]"), rest.size() - 2) + 2;
        listed = true;
      } else if (is_ignored_space(c)) {
        ++at_;
      } else {
        listed = member(rest, listed);
      }
    }
    in_set_ = false;
    at_ = std::max(at_, end);
    left_ = Beside::other;
  }

  // A letter and a mark that belong together are two members of a set, or two items.
  void check_mark(std::size_t length) {
    std::string_view rest = text_.substr(at_ + length);
    Character base = first_character(text_.substr(at_));
    Character mark = rest.empty() ? Character{0, 0} : first_character(rest);
    if (mark.length == 0 || is_toml_escape(at_) || is_toml_escape(at_ + length) ||
        (U_GET_GC_MASK(static_cast<UChar32>(mark.c)) & U_GC_M_MASK) == 0) {
      return;
    }
    std::u32string both{base.c, mark.c};
    if (base.c == U'\u25CC') {
      report(Code::AR0155, at_, at_ + length + mark.length,
             "a dotted circle carries this mark, and is a character of its own",
             {.label = spell(both),
              .help = fmt::format("delete the circle; write {} if it is meant",
                                  as_written(node_, "\\u25CC"))});
    } else if (in_set_ && to_form(both, Form::nfc) != both) {
      report(Code::AR0125, at_, at_ + length + mark.length,
             "this text is not in NFC, so the set has two members here",
             {.label = spell(both),
              .help = fmt::format("write {}, or use escapes if you mean the two characters",
                                  spell(to_form(both, Form::nfc)))});
    }
  }

  // One character of a set. Tells whether a member ends with it.
  bool member(std::string_view rest, bool listed) {
    auto [c, length] = first_character(rest);
    check_mark(length);
    bool separator = c == U',' || c == U'|' || c == U'\u060C';
    if (separator && listed && !is_toml_escape(at_) && begins_member(rest.substr(length))) {
      report_separator(c, length);
    }
    at_ += length;
    return c == U']' || is_member(c);
  }

  static bool begins_member(std::string_view rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    if (rest.empty()) {
      return false;
    }
    return rest.front() == '\\' || rest.front() == '[' || rest.front() == '$' ||
           is_member(first_character(rest).c);
  }

  void report_separator(char32_t c, std::size_t length) {
    std::string sign = to_utf8(std::u32string(1, c));
    report(Code::AR0151, at_, at_ + length,
           fmt::format("a set needs no `{}` between its members", sign),
           {.label = spell(c),
            .help = fmt::format("delete it; write {} if the set is to contain the character itself",
                                as_written(node_, "\\") + sign)});
  }

  void name() {
    std::size_t begin = at_;
    std::string_view word = leading_name(text_.substr(begin + 1));
    at_ += 1 + word.size();
    if (word == "edge" && !in_context_) {
      report(Code::AR0122, begin, at_, "`$edge` is allowed only in `after` and `before`",
             {.help = fmt::format("write after = \"$edge\" or before = \"$edge\", which leave the "
                                  "neighbour as it is; to replace the neighbour, write {}",
                                  as_written(node_, "[^\\p{L}\\p{M}]"))});
    } else if (word.empty() && begin > 0 && at_ == text_.size()) {
      report(Code::AR0110, begin, at_, "`$` is not followed by a name",
             {.help = fmt::format("the end of a word is a context, before = \"$edge\", and so is "
                                  "that of the text, before = \"$end\"; write {} for the "
                                  "character itself",
                                  as_written(node_, "\\$"))});
    }
    left_ = Beside::other;
  }

  void group(std::string_view rest) {
    std::size_t length = std::min(rest.find_first_of("=!:)>", 2), rest.size() - 1) + 1;
    if (rest.starts_with("(?P<") || rest.starts_with("(?<")) {
      length = rest.starts_with("(?<=") || rest.starts_with("(?<!") ? 4 : length;
    }
    report(Code::AR0120, at_, at_ + length,
           fmt::format("`{}` is not part of a pattern", rest.substr(0, length)),
           {.help = group_help(rest)});
    at_ = text_.size(); // what is inside of it means nothing here
  }

  void dot() {
    report(
        Code::AR0152, at_, at_ + 1, "`.` does not stand for any character",
        {.help = fmt::format("write {} for the full stop itself, or a set of the characters that "
                             "may stand here, such as {}",
                             as_written(node_, "\\."), as_written(node_, "[\\p{L}]"))});
    skip(1, Beside::other);
  }

  void caret() {
    if (at_ == 0) {
      report(Code::AR0118, at_, at_ + 1, "unexpected `^`",
             {.help = fmt::format("the start of a word is a context, after = \"$edge\", and so is "
                                  "that of the text, after = \"$start\"; write {} for the "
                                  "character itself",
                                  as_written(node_, "\\^"))});
    }
    skip(1, Beside::other);
  }

  const Node &node_;
  std::string_view text_;
  std::vector<bool> escapes_; // see Node::escapes
  bool in_context_;
  Report &report_;
  std::size_t at_ = 0;
  std::size_t last_ = 0; // where the item to the left begins
  std::size_t slips_ = 0;
  Beside left_ = Beside::edge;
  bool in_set_ = false;
  bool spaced_ = false; // only the first space is reported
};

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - backslashes - 1] == '\\') {
    ++backslashes;
  }
  return backslashes % 2 == 1;
}

// Finds a character that is not escaped, from one place of a text after another. A text of opening
// brackets only is searched once, not from each of them.
class PlainFinder {
public:
  PlainFinder(std::string_view text, char c) : text_(text), c_(c) {}

  // No `from` is less than the previous one.
  std::size_t next(std::size_t from) {
    while (at_ != std::string_view::npos && (at_ < from || !is_found_)) {
      at_ = text_.find(c_, std::max(at_, from));
      is_found_ = at_ == std::string_view::npos || !is_escaped(text_, at_);
      at_ += is_found_ ? 0 : 1;
    }
    return at_;
  }

private:
  std::string_view text_;
  char c_;
  std::size_t at_ = 0;
  bool is_found_ = false; // there is one at `at_`
};

// Bytes of a count, "{1,2}", at the front of the text; 0 if there is none.
std::size_t count_length(std::string_view text) {
  std::size_t end = text.find_first_not_of("0123456789,", 1);
  bool count =
      end != std::string_view::npos && end > 1 && text[end] == '}' && is_ascii_digit(text[1]);
  return count ? end + 1 : 0;
}

class PatternFinder {
public:
  explicit PatternFinder(std::string_view text)
      : text_(text), brackets_(text, ']'), parentheses_(text, ')'), bars_(text, '|') {}

  // The end of what looks like a pattern and begins at `at`; 0 if nothing does. No `at` is less
  // than the previous one.
  std::size_t end_of_pattern(std::size_t at) {
    constexpr std::size_t none = std::string_view::npos;
    if (text_[at] == '[') {
      std::size_t close = brackets_.next(at);
      return close == none || close == at + 1 ? 0 : close + 1;
    }
    if (text_[at] == '{') {
      std::size_t length = at == 0 ? 0 : count_length(text_.substr(at));
      return length == 0 ? 0 : at + length;
    }
    std::size_t close = text_[at] == '(' ? parentheses_.next(at) : none;
    if (close == none) {
      return 0;
    }
    std::size_t bar = bars_.next(at);
    bool counted = close + 1 < text_.size() && (text_[close + 1] == '?' || text_[close + 1] == '*');
    return bar < close || counted ? close + (counted ? 2 : 1) : 0;
  }

private:
  std::string_view text_;
  PlainFinder brackets_;
  PlainFinder parentheses_;
  PlainFinder bars_;
};

} // namespace

bool report_pattern_slips(const Node &node, bool in_context, Report &report) {
  return SlipFinder(node, in_context, report).find();
}

bool report_replacement_slips(const Node &node, Report &report) {
  std::string_view text = node.string;
  PatternFinder finder(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      if (is_ascii_digit(text[at + 1])) {
        report.error(Code::AR0111, node.inside(at, at + 2),
                     fmt::format("invalid escape `{}`", text.substr(at, 2)),
                     {.help = fmt::format("write ${} for the group", text[at + 1])});
        return true;
      }
      ++at;
    } else if (std::size_t end = finder.end_of_pattern(at)) {
      report.error(Code::AR0153, node.inside(at, end),
                   fmt::format("`{}` is a pattern, and `to` is text", text.substr(at, end - at)),
                   {.help = fmt::format("write the text itself; to repeat what `from` matched, "
                                        "enclose it there in ( ) and write $1; for the bracket "
                                        "itself, write {}",
                                        as_written(node, "\\") + text[at])});
      return true;
    }
  }
  return false;
}

} // namespace arnorm
