#include "tool/text/quoting_transform.h"

#include <algorithm>
#include <utility>

namespace arnorm::tool {
namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;
constexpr std::string_view empty_quote = "\u27E6\u27E7";

bool has_bracket(std::string_view text) {
  return text.find(open_quote) != npos || text.find(close_quote) != npos;
}

// Whether the conversion has added one of these bytes, or moved the carriage return that may belong
// to the end of a line.
bool has_new_end(std::string_view text, std::string_view result, std::string_view ends) {
  return text.ends_with('\r') != result.ends_with('\r') ||
         std::any_of(ends.begin(), ends.end(),
                     [&](char end) { return result.find(end) != npos && text.find(end) == npos; });
}

bool is_space(char c) { return c == ' ' || c == '\t'; }

// The length of the word, or of the run of spaces, at the beginning.
std::size_t token_length(std::string_view text) {
  bool space = is_space(text[0]);
  auto end = std::find_if(text.begin(), text.end(), [&](char c) { return is_space(c) != space; });
  return static_cast<std::size_t>(end - text.begin());
}

// The number of bytes at the end of `text` that may be the beginning of `what`.
std::size_t begun(std::string_view text, std::string_view what) {
  std::size_t length = std::min(text.size(), what.size() - 1);
  while (length > 0 && !text.ends_with(what.substr(0, length))) {
    --length;
  }
  return length;
}

} // namespace

QuotingTransform::QuotingTransform(std::unique_ptr<Transform> forward, const Chain &backward,
                                   const Chain &sorting, Invalid invalid,
                                   std::optional<Protected> spans, std::string_view separators)
    : forward_(std::move(forward)), backward_(backward), sorting_(sorting), invalid_(invalid),
      protected_(std::move(spans)), ends_("\n\r\t\0"sv) {
  ends_ += separators;
}

std::string_view QuotingTransform::seam() const { return empty_quote; }

// Converts a text into `there_`. Returns whether that can stand outside of quotes.
bool QuotingTransform::converts(std::string_view text, Findings &findings) {
  there_.clear();
  forward_->whole(text, there_, findings);
  return !has_bracket(there_) && !has_new_end(text, there_, ends_);
}

// Whether the reverse run restores a text from `there_`.
bool QuotingTransform::comes_back(std::string_view text, bool sorts) {
  back_.clear();
  (sorts ? sorting_ : backward_).apply(there_, back_, invalid_);
  return back_ == text;
}

bool QuotingTransform::survives(std::string_view text) {
  Findings ignored; // the same as when the whole text was converted
  return converts(text, ignored) && comes_back(text, sorts_);
}

// The same for a word. Notes whether the other order would restore it.
bool QuotingTransform::is_restored(std::string_view text) {
  Findings ignored;
  if (has_bracket(text) || !converts(text, ignored)) {
    return false;
  }
  bool restored = comes_back(text, sorts_);
  other_order_ = other_order_ || (!restored && comes_back(text, !sorts_));
  return restored;
}

void QuotingTransform::whole(std::string_view text, std::string &out, Findings &findings) {
  const bool sorted = in_later_part() && sorts_; // what the reader does so far
  const std::size_t before = out.size();
  const bool easy = converts(text, findings) && !has_bracket(text) &&
                    (!protected_ || protected_->find(text).empty());
  if (findings.stop) {
    return;
  }
  after_text_ = false;
  sorts_ = sorted;
  if (easy && comes_back(text, sorted)) {
    good(out);
  } else if (easy && comes_back(text, !sorted)) {
    sorts_ = !sorted;
    good(out);
  } else {
    in_parts(text, out);
  }
  if (sorts_ != sorted) {
    out.insert(before, empty_quote);
  }
}

// Chooses the order in which fewer bytes are quoted.
void QuotingTransform::in_parts(std::string_view text, std::string &out) {
  const bool sorted = sorts_;
  other_order_ = false;
  std::string one = in_parts(text, sorted);
  if (!other_order_) {
    out.append(one);
    return;
  }
  std::string other = in_parts(text, !sorted);
  bool better = other.size() + empty_quote.size() < one.size();
  sorts_ = better ? !sorted : sorted;
  out.append(better ? other : one);
}

std::string QuotingTransform::in_parts(std::string_view text, bool sorts) {
  std::string out;
  sorts_ = sorts;
  after_text_ = false;
  std::size_t at = 0;
  if (protected_) {
    for (const ProtectedSpan &span : protected_->find(text)) {
      words(text.substr(at, span.begin - at), out);
      quoted(text.substr(span.begin, span.end - span.begin), out);
      at = span.end;
    }
  }
  words(text.substr(at), out);
  return out;
}

// Quotes the words that do not survive the round trip. The text between two of them is tried again
// as a whole.
void QuotingTransform::words(std::string_view text, std::string &out) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view token = text.substr(at, token_length(text.substr(at)));
    if (!is_restored(token)) {
      run(text.substr(begin, at - begin), out);
      quoted(token, out);
      begin = at + token.size();
    }
    at += token.size();
  }
  run(text.substr(begin), out);
}

// Writes words that survive one by one. If they do not survive together, empty quotes separate
// them.
void QuotingTransform::run(std::string_view text, std::string &out) {
  if (text.empty()) {
    return;
  }
  if (survives(text)) {
    good(out);
    return;
  }
  while (!text.empty()) {
    std::size_t length = token_length(text);
    survives(text.substr(0, length));
    good(out);
    text.remove_prefix(length);
  }
}

void QuotingTransform::good(std::string &out) {
  if (after_text_) {
    out.append(empty_quote);
  }
  out.append(there_);
  after_text_ = true;
}

void QuotingTransform::quoted(std::string_view text, std::string &out) {
  out.append(open_quote);
  for (std::size_t close; (close = text.find(close_quote)) != npos;) {
    out.append(text.substr(0, close + close_quote.size()));
    out.append(close_quote);
    text.remove_prefix(close + close_quote.size());
  }
  out.append(text);
  out.append(close_quote);
  after_text_ = false;
}

void UnquotingTransform::piece(std::string_view piece, bool last, std::string &out,
                               Findings &findings) {
  const std::size_t offset = findings.offset - held_.size();
  std::string joined; // used only if bytes were held back
  if (!held_.empty()) {
    joined = std::exchange(held_, {});
    joined.append(piece);
    piece = joined;
  }
  std::size_t at = 0;
  for (bool more = true; more && at < piece.size();) {
    findings.offset = offset + at;
    std::string_view rest = piece.substr(at);
    std::size_t taken = in_quote_ ? quote(rest, last, out) : text(rest, last, out, findings);
    at += taken;
    more = taken > 0;
  }
  held_ = piece.substr(at);
  if (last && in_text_) {
    work({}, true, out, findings);
  }
  if (last && std::exchange(in_quote_, false)) {
    findings.add_bad_record("\u27E6 without a matching \u27E7");
  }
  if (last) {
    switches_ = true;
    sorts_ = false;
  }
}

// Transforms unquoted text up to an opening bracket. Returns the number of bytes consumed.
std::size_t UnquotingTransform::text(std::string_view bytes, bool last, std::string &out,
                                     Findings &findings) {
  std::size_t open = bytes.find(open_quote);
  in_quote_ = open != npos;
  is_empty_ = true;
  bool ends = in_quote_ || last;
  std::size_t size = in_quote_ ? open : bytes.size() - (last ? 0 : begun(bytes, open_quote));
  switches_ = switches_ && size == 0;
  work(bytes.substr(0, size), ends, out, findings);
  return size + (in_quote_ ? open_quote.size() : 0);
}

void UnquotingTransform::work(std::string_view text, bool last, std::string &out,
                              Findings &findings) {
  Transform &backward = sorts_ ? *sorting_ : *backward_;
  if (last && !in_text_) {
    if (!text.empty()) {
      backward.whole(text, out, findings);
    }
    return;
  }
  backward.piece(text, last, out, findings);
  in_text_ = !last;
}

// Copies quoted text up to a closing bracket. Returns the number of bytes consumed.
std::size_t UnquotingTransform::quote(std::string_view bytes, bool last, std::string &out) {
  std::size_t close = bytes.find(close_quote);
  if (close == npos) {
    std::size_t size = bytes.size() - (last ? 0 : begun(bytes, close_quote));
    is_empty_ = is_empty_ && size == 0;
    out.append(bytes.substr(0, size));
    return size;
  }
  is_empty_ = is_empty_ && close == 0;
  std::string_view rest = bytes.substr(close + close_quote.size());
  if (rest.starts_with(close_quote)) {
    is_empty_ = false;
    out.append(bytes.substr(0, close + close_quote.size()));
    return close + 2 * close_quote.size();
  }
  out.append(bytes.substr(0, close));
  if (!last && close_quote.starts_with(rest)) { // it may be doubled
    return close;
  }
  end_quote();
  return close + close_quote.size();
}

// An empty quote after text or a quote only separates; without text before it, it is a switch.
void UnquotingTransform::end_quote() {
  in_quote_ = false;
  sorts_ = sorts_ != (is_empty_ && switches_);
  switches_ = is_empty_;
}

} // namespace arnorm::tool
