#include "parse/letter_pairs.h"

#include <unordered_map>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/utf.h"
#include "parse/escape.h"
#include "parse/pattern_errors.h"
#include "parse/replacement_parser.h"

namespace arnorm {
namespace {

struct Letter {
  char32_t c;
  Span span;
};

// Splits a text into its characters. In both `letters` and `to`, escapes and names of characters
// are as in `to`, and each code point counts, so a combining mark is a letter of its own.
class LetterReader {
public:
  LetterReader(const Node &node, std::string_view key, const Names &names, Report &report)
      : node_(node), key_(key), text_(node.string), escapes_(node.escapes()), names_(names),
        report_(report), errors_(report.errors()), places_(node) {}

  std::vector<Letter> read() {
    constexpr std::size_t max_errors = 8; // because finding the place of each takes time
    std::vector<Letter> letters;
    while (at_ < text_.size() && report_.errors() < errors_ + max_errors) {
      std::size_t begin = at_;
      char32_t c = next();
      letters.push_back({c, places_.inside(begin, at_)});
    }
    return letters;
  }

private:
  char32_t next() {
    char c = text_[at_];
    bool written_as_escape = at_ < escapes_.size() && escapes_[at_];
    if (c == '\\') {
      Escape escape = read_escape(node_, at_, report_);
      at_ += escape.length;
      return escape.c.value_or(U'\uFFFD');
    }
    if (c == '$') {
      return name();
    }
    auto [letter, length] = first_character(text_.substr(at_));
    std::size_t begin = at_;
    at_ += length;
    if (std::string_view(" \t\r\n[](){}?*+|^").find(c) != std::string_view::npos) {
      report_.error(Code::AR0128, node_.inside(begin, at_),
                    fmt::format("`{}` contains {}", key_, what(c)),
                    {.help = fmt::format("remove it, or write {} for the character itself",
                                         escaped(node_, c))});
    } else if (is_invisible(letter) && !written_as_escape) {
      report_invisible(node_, begin, at_, letter, report_);
    }
    return letter;
  }

  static std::string what(char c) {
    return c == ' '                              ? "a space"
           : c == '\t' || c == '\n' || c == '\r' ? "a tab or a line ending"
                                                 : fmt::format("`{}`", c);
  }

  char32_t name() {
    std::size_t begin = at_;
    std::string_view word = leading_name(text_.substr(begin + 1));
    at_ += 1 + word.size();
    auto set = names_.sets.find(word);
    if (set == names_.sets.end()) {
      report_no_set(node_.inside(begin, at_), word);
      return U'\uFFFD';
    }
    CodePointSet inside = characters_of(set->second);
    if (!inside.is_single()) {
      report_.error(Code::AR0128, node_.inside(begin, at_),
                    fmt::format("`${}` has {} characters", word, inside.size()),
                    {.help = "write a row with from = \"...\" for a set"});
      return U'\uFFFD';
    }
    return inside.first();
  }

  void report_no_set(const Span &at, std::string_view word) {
    if (word.empty()) {
      report_.error(Code::AR0128, at, fmt::format("`{}` contains `$`", key_),
                    {.help = fmt::format("write {} for the character itself, or $name for a "
                                         "character that is defined in [sets]",
                                         escaped(node_, '$'))});
    } else if (names_.patterns.contains(word) || is_builtin_name(word)) {
      report_.error(Code::AR0128, at, fmt::format("`${}` is not a character", word),
                    {.help = "write a row with from = \"...\" for a pattern"});
    } else {
      report_unknown_name(at, "$" + std::string(word), names_, report_);
    }
  }

  const Node &node_;
  std::string_view key_;
  std::string_view text_;
  std::vector<bool> escapes_; // see Node::escapes
  const Names &names_;
  Report &report_;
  std::size_t errors_;
  ValuePlaces places_;
  std::size_t at_ = 0;
};

Pattern pattern_of(const Letter &letter) {
  return literal_pattern(std::u32string(1, letter.c), letter.span);
}

void report_twice(const std::vector<Letter> &letters, Report &report) {
  std::unordered_map<char32_t, const Letter *> seen;
  for (const Letter &letter : letters) {
    auto [first, fresh] = seen.emplace(letter.c, &letter);
    if (!fresh) {
      report.error(Code::AR0129, letter.span, "this letter is listed twice",
                   {.label = spell(letter.c),
                    .second = first->second->span,
                    .second_label = "the same letter",
                    .help = "delete one of the two, and its `to`"});
    }
  }
}

std::vector<Replacement> read_results(const Node &to, const Names &names, Report &report) {
  std::vector<Replacement> results;
  if (to.type == Node::Type::string) {
    for (const Letter &letter : LetterReader(to, "to", names, report).read()) {
      Replacement one;
      one.pieces.push_back({std::u32string(1, letter.c), 0});
      one.span = letter.span;
      results.push_back(std::move(one));
    }
    return results;
  }
  const Pattern no_groups;
  for (const Node &item : to.items) {
    if (item.type == Node::Type::string) {
      results.push_back(parse_replacement(item, no_groups, names, report));
    }
  }
  return results;
}

bool check_type(const Node &to, Report &report) {
  const Node *wrong = to.type == Node::Type::string || to.type == Node::Type::array ? nullptr : &to;
  for (const Node &item : to.items) {
    wrong = item.type == Node::Type::string ? wrong : &item;
  }
  if (wrong != nullptr) {
    report.error(
        Code::AR0103, wrong->span,
        fmt::format("`to` must be a string or an array of strings, not {}", type_name(wrong->type)),
        {.help = "write to = \"...\", or to = [\"...\", \"...\"] with a text for each "
                 "letter"});
  }
  return wrong == nullptr;
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

} // namespace

std::vector<LetterPair> read_letter_pairs(const Node &letters, const Node *to, bool dropped,
                                          const Names &names, Report &report) {
  std::size_t errors = report.errors();
  std::vector<Letter> from = LetterReader(letters, "letters", names, report).read();
  if (from.empty()) {
    report.error(Code::AR0116, letters.span, "`letters` is empty",
                 {.help = "write at least one letter"});
  }
  report_twice(from, report);
  std::vector<Replacement> results;
  if (to != nullptr && check_type(*to, report)) {
    results = read_results(*to, names, report);
  }
  if (report.errors() == errors && to != nullptr && results.size() != from.size()) {
    report.error(
        Code::AR0127, to->span,
        fmt::format("`to` has {} for {}",
                    counted(results.size(), to->type == Node::Type::string ? "character" : "text"),
                    counted(from.size(), "letter")),
        {.second = letters.span,
         .second_label = "these letters",
         .notes = {"the first letter becomes the first of `to`, and so on; each code point "
                   "counts, also a combining mark"},
         .help = "give `to` as many, in the same order; to write several characters for a "
                 "letter, use an array: to = [\"th\", \"kh\"]"});
  }
  std::vector<LetterPair> pairs;
  for (std::size_t i = 0; report.errors() == errors && i < from.size(); ++i) {
    bool has_result = i < results.size() && !dropped;
    pairs.push_back({pattern_of(from[i]), has_result ? std::move(results[i]) : Replacement{}});
  }
  return pairs;
}

} // namespace arnorm
