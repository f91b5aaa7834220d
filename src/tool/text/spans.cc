#include "tool/text/spans.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include <utf8proc.h>

#include "characters/set_syntax.h"
#include "characters/utf.h"
#include "tool/settings.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_letter(c) || is_digit(c); }
bool is_one_of(char c, std::string_view all) { return all.find(c) != npos; }
bool is_space(char c) { return is_one_of(c, " \t\n\r\f\v"); }

// Letters, marks and digits of any script, and `_` and ZWNJ, which identifiers may contain.
bool is_word(char32_t c) {
  if (c < 0x80) {
    return is_alnum(static_cast<char>(c)) || c == '_';
  }
  auto category = c > 0x10FFFF ? UTF8PROC_CATEGORY_CN : utf8proc_category(static_cast<int>(c));
  return c == 0x200C || (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO);
}

// The character before `at`; a space at the beginning.
char32_t character_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 4) {
    --begin;
    if ((static_cast<unsigned char>(text[begin]) & 0xC0) != 0x80) {
      return first_character(text.substr(begin, at - begin)).c;
    }
  }
  return U' ';
}

// The end of the run of bytes that satisfy a test.
template <class Test> std::size_t run_end(std::string_view text, std::size_t at, Test test) {
  while (at < text.size() && test(text[at])) {
    ++at;
  }
  return at;
}

// Punctuation beyond ASCII that ends an address: the Arabic comma, semicolon and question mark, and
// guillemets.
bool is_mark_beyond_ascii(std::string_view text) {
  constexpr std::array<std::string_view, 5> marks{"\u060C", "\u061B", "\u061F", "\u00AB", "\u00BB"};
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return text.starts_with(mark); });
}

// Counts, for each kind of bracket, how many more are closed than opened. Removing a bracket from
// the end takes constant time, so that a long row of brackets takes linear time.
class Unopened {
public:
  explicit Unopened(std::string_view text) {
    for (char c : text) {
      std::size_t close = closing.find(c);
      std::size_t open = opening.find(c);
      counts_[std::min(close, counts_.size() - 1)] += close == npos ? 0 : 1;
      counts_[std::min(open, counts_.size() - 1)] -= open == npos ? 0 : 1;
    }
  }

  // Removes a character from the end if it is a closing bracket that nothing opens.
  bool take(char c) {
    std::size_t kind = closing.find(c);
    return kind != npos && counts_[kind] > 0 && counts_[kind]-- > 0;
  }

private:
  static constexpr std::string_view opening = "([{";
  static constexpr std::string_view closing = ")]}";
  std::array<std::ptrdiff_t, 3> counts_{};
};

// RFC 3986, appendix C: up to a space, a quotation mark or an angle bracket; punctuation at the end
// belongs to the sentence.
std::size_t end_of_url(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end]) && !is_one_of(text[end], "<>\"") &&
         !is_mark_beyond_ascii(text.substr(end))) {
    ++end;
  }
  std::string_view url = text.substr(begin, end - begin);
  Unopened unopened(url);
  while (!url.empty() && (is_one_of(url.back(), ".,;:!?'*_`") || unopened.take(url.back()))) {
    url.remove_suffix(1);
  }
  return begin + url.size();
}

// Any scheme followed by `://` (RFC 3986, 3.1), or `www.`.
std::size_t url(std::string_view text, std::size_t at) {
  constexpr std::size_t longest_scheme = 32;
  std::string_view rest = text.substr(at);
  std::size_t scheme = run_end(rest.substr(0, longest_scheme), 0,
                               [](char c) { return is_alnum(c) || is_one_of(c, "+-."); });
  bool has_scheme = scheme > 1 && is_letter(rest[0]) && rest.substr(scheme).starts_with("://");
  std::size_t prefix = has_scheme ? scheme + 3 : rest.starts_with("www.") ? 4 : npos;
  if (prefix >= rest.size()) {
    return at;
  }
  std::size_t end = end_of_url(text, at + prefix);
  return end > at + prefix ? end : at;
}

// RFC 5321, 4.5.3.1: at most 64 bytes, an @ and at most 255 bytes, which must contain a dot here.
std::size_t email(std::string_view text, std::size_t at) {
  std::string_view rest = text.substr(at);
  std::size_t local =
      run_end(rest.substr(0, 65), 0, [](char c) { return is_alnum(c) || is_one_of(c, "._%+-"); });
  if (local == 0 || local > 64 || local == rest.size() || rest[local] != '@') {
    return at;
  }
  std::string_view domain = rest.substr(local + 1, 255);
  domain = domain.substr(
      0, run_end(domain, 0, [](char c) { return is_alnum(c) || is_one_of(c, ".-"); }));
  while (!domain.empty() && !is_alnum(domain.back())) {
    domain.remove_suffix(1);
  }
  std::size_t dot = domain.rfind('.');
  bool good = dot != npos && dot > 0 && domain.size() - dot > 2 && is_letter(domain[dot + 1]);
  return good ? at + local + 1 + domain.size() : at;
}

// @name, #topic.
std::size_t mention(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size()) {
    Character next = first_character(text.substr(end));
    if (next.c == ill_formed || !is_word(next.c)) {
      break;
    }
    end += next.length;
  }
  return end > at + 1 ? end : at;
}

// &#8204; &#x200C; &amp; and other common names. Not all names of HTML, because some
// transliterations use & and ; as letters.
std::size_t entity(std::string_view text, std::size_t at) {
  constexpr std::string_view names =
      " amp lt gt quot apos nbsp copy reg trade hellip mdash ndash lsquo rsquo ldquo rdquo laquo "
      "raquo bull middot times deg sect para euro pound yen cent zwj zwnj lrm rlm shy ensp emsp "
      "thinsp ";
  constexpr std::size_t longest = 10;
  std::string_view body = text.substr(at + 1, longest);
  body = body.substr(0, std::min(body.find(';'), body.size()));
  if (at + 1 + body.size() >= text.size() || text[at + 1 + body.size()] != ';' || body.empty()) {
    return at;
  }
  bool hex = body.starts_with("#x") || body.starts_with("#X");
  std::string_view digits = body.substr(body[0] == '#' ? (hex ? 2 : 1) : body.size());
  bool number = !digits.empty() && std::all_of(digits.begin(), digits.end(), [&](char c) {
    return is_digit(c) || (hex && is_one_of(c, "abcdefABCDEF"));
  });
  bool named = std::all_of(body.begin(), body.end(), is_letter) &&
               names.find(" " + std::string(body) + " ") != npos;
  return number || named ? at + body.size() + 2 : at;
}

bool is_name(char c) { return is_alnum(c) || is_one_of(c, ":._-"); }

// The end of an attribute's value; `at` if there is none.
std::size_t value(std::string_view text, std::size_t at, std::size_t bracket) {
  if (at < text.size() && is_one_of(text[at], "\"'")) {
    std::size_t close = text.substr(0, bracket).find(text[at], at + 1);
    return close == npos ? at : close + 1;
  }
  return run_end(text, at, [](char c) { return !is_space(c) && !is_one_of(c, "<>\"'"); });
}

// The inside of <name a="b" c='d' e=f/>, from the name to the bracket. Attributes must have values,
// and no space ends a name without them: words between angle brackets are not a tag, because some
// transliterations use angle brackets as letters.
std::size_t simple_tag(std::string_view text, std::size_t at, std::size_t bracket) {
  const std::size_t name_end = run_end(text, at, is_name);
  std::size_t end = name_end;
  while (end < bracket) {
    std::size_t name = run_end(text, end, is_space);
    std::size_t equals = run_end(text, name, is_name);
    if (name == end || equals == name || equals >= bracket || text[equals] != '=') {
      break;
    }
    std::size_t close = value(text, equals + 1, bracket);
    if (close == equals + 1) {
      break;
    }
    end = close;
  }
  std::size_t slash = run_end(text, end, is_space);
  if (slash < bracket && text[slash] == '/') {
    end = slash + 1;
  } else if (end > name_end) {
    end = slash;
  }
  return end == bracket ? bracket + 1 : at;
}

} // namespace

SpanFinder::SpanFinder(unsigned kinds) : kinds_(kinds) {
  if (asked(protect_latin)) {
    latin_ = parse_set("[\\p{Latin}]", {}).set;
  }
}

const std::vector<ProtectedSpan> &SpanFinder::find(std::string_view text) {
  text_ = text;
  spans_.clear();
  comment_end_ = question_end_ = bracket_ = {};
  find_quotes();
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = span_at(at);
    if (end > at) {
      spans_.push_back({at, end});
      at = end;
    } else {
      at += first_character(text.substr(at)).length;
    }
  }
  return spans_;
}

// The end of the span that begins at `at`, or `at` if none does.
std::size_t SpanFinder::span_at(std::size_t at) {
  char c = text_[at];
  if (c == '<') {
    return asked(protect_tag) ? tag(at) : at;
  }
  if (c == '&') {
    return asked(protect_entity) ? entity(text_, at) : at;
  }
  char before = at == 0 ? ' ' : text_[at - 1];
  if (c == '`') {
    return asked(protect_code) && before != c && !is_word(character_before(text_, at)) ? code(at)
                                                                                       : at;
  }
  if (c == '@' || c == '#') {
    return asked(protect_mention) && !is_word(character_before(text_, at)) ? mention(text_, at)
                                                                           : at;
  }
  bool begins = is_alnum(c) && !is_alnum(before) && !is_one_of(before, "._%+-");
  std::size_t end = at;
  if (begins && asked(protect_url)) {
    end = url(text_, at);
  }
  if (begins && end == at && asked(protect_email)) {
    end = email(text_, at);
  }
  return end == at && asked(protect_latin) ? latin_word(at) : end;
}

std::size_t SpanFinder::find_ahead(std::string_view what, std::size_t at, Ahead &ahead) const {
  if (at < ahead.from || at > ahead.found) {
    ahead = {at, text_.find(what, at)};
  }
  return ahead.found;
}

std::size_t SpanFinder::tag(std::size_t at) {
  std::string_view rest = text_.substr(at + 1);
  if (rest.starts_with("!--")) {
    std::size_t end = find_ahead("-->", at + 4, comment_end_);
    return end == npos ? at : end + 3;
  }
  if (rest.starts_with("?")) {
    std::size_t end = find_ahead("?>", at + 2, question_end_);
    return end == npos ? at : end + 2;
  }
  constexpr std::size_t longest_tag = 4096; // limits the time for many opening brackets
  std::size_t bracket = find_ahead(">", at + 1, bracket_);
  if (rest.empty() || bracket == npos || bracket - at > longest_tag) {
    return at;
  }
  if (rest.starts_with("!DOCTYPE ") || rest.starts_with("!doctype ")) {
    return bracket + 1;
  }
  std::size_t name = at + 1 + (rest[0] == '/' ? 1 : 0);
  if (name >= bracket || !is_letter(text_[name])) {
    return at;
  }
  std::size_t end = simple_tag(text_, name, bracket);
  return end == name ? at : end;
}

// Finds the runs of backquotes, and for each run the next one of the same length.
void SpanFinder::find_quotes() {
  quotes_.clear();
  next_quote_ = 0;
  for (std::size_t at = 0; asked(protect_code) && (at = text_.find('`', at)) != npos;) {
    std::size_t end = run_end(text_, at, [](char c) { return c == '`'; });
    quotes_.push_back({at, end, npos});
    at = end;
  }
  std::unordered_map<std::size_t, std::size_t> last; // by length: the nearest run that follows
  for (std::size_t i = quotes_.size(); i-- > 0;) {
    auto [known, fresh] = last.emplace(quotes_[i].end - quotes_[i].begin, i);
    quotes_[i].next = fresh ? npos : std::exchange(known->second, i);
  }
}

// `code`, ``code with ` in it``.
std::size_t SpanFinder::code(std::size_t at) {
  while (next_quote_ < quotes_.size() && quotes_[next_quote_].begin < at) {
    ++next_quote_;
  }
  bool known = next_quote_ < quotes_.size() && quotes_[next_quote_].begin == at;
  std::size_t close = known ? quotes_[next_quote_].next : npos;
  if (close == npos) {
    return at;
  }
  std::size_t end = quotes_[close].end;
  bool inside = end < text_.size() && is_word(first_character(text_.substr(end)).c);
  return inside ? at : end;
}

// Latin letters with their marks and digits; apostrophes, hyphens and the like between them.
std::size_t SpanFinder::latin_word(std::size_t at) const {
  std::size_t end = at;
  bool begun = false;
  for (std::size_t next = at; next < text_.size();) {
    Character here = first_character(text_.substr(next));
    bool latin = latin_.contains(here.c);
    bool digit = here.c < 0x80 && is_digit(static_cast<char>(here.c));
    bool mark = begun && here.c != ill_formed && here.c > 0x7F && here.c <= 0x10FFFF &&
                utf8proc_category(static_cast<int>(here.c)) == UTF8PROC_CATEGORY_MN;
    bool joint =
        here.c == U'\u2019' || (here.c < 0x80 && is_one_of(static_cast<char>(here.c), "'-_.&+"));
    if (!latin && !mark && !(begun && (digit || joint))) {
      break;
    }
    begun = true;
    next += here.length;
    end = joint ? end : next;
  }
  return end;
}

} // namespace arnorm::tool
