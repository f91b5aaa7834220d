#include "tool/text/quoting_transform.h"

#include <algorithm>
#include <array>
#include <utility>

namespace arnorm::tool {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view empty_quote = "\u27E6\u27E7";

bool has_bracket(std::string_view text) {
  return text.find(open_quote) != npos || text.find(close_quote) != npos;
}

// Whether the conversion has added ends of lines or columns, at which the reverse run would split
// the text.
bool has_new_end(std::string_view text, std::string_view result) {
  constexpr std::array ends{'\n', '\r', '\t', '\0'};
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
                                   Invalid invalid, std::optional<Protected> spans)
    : forward_(std::move(forward)), backward_(backward), invalid_(invalid),
      protected_(std::move(spans)) {}

std::string_view QuotingTransform::seam() const { return empty_quote; }

// Converts a text into `there_`. Returns whether the reverse run restores it.
bool QuotingTransform::comes_back(std::string_view text, Findings &findings) {
  there_.clear();
  back_.clear();
  forward_->whole(text, there_, findings);
  backward_.apply(there_, back_, invalid_);
  return back_ == text && !has_bracket(there_) && !has_new_end(text, there_);
}

void QuotingTransform::whole(std::string_view text, std::string &out, Findings &findings) {
  after_text_ = false;
  bool easy = comes_back(text, findings) && !has_bracket(text);
  if (findings.stop) {
    return;
  }
  if (!protected_) {
    easy ? good(out) : words(text, out);
    return;
  }
  const std::vector<ProtectedSpan> &spans = protected_->find(text);
  if (easy && spans.empty()) {
    good(out);
    return;
  }
  std::size_t at = 0;
  for (const ProtectedSpan &span : spans) {
    words(text.substr(at, span.begin - at), out);
    quoted(text.substr(span.begin, span.end - span.begin), out);
    at = span.end;
  }
  words(text.substr(at), out);
}

// Quotes the words that do not survive the round trip. The text between two of them is tried again
// as a whole.
void QuotingTransform::words(std::string_view text, std::string &out) {
  Findings ignored; // the same as when the whole text was tried
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view token = text.substr(at, token_length(text.substr(at)));
    if (has_bracket(token) || !comes_back(token, ignored)) {
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
  Findings ignored;
  if (text.empty()) {
    return;
  }
  if (comes_back(text, ignored)) {
    good(out);
    return;
  }
  while (!text.empty()) {
    std::size_t length = token_length(text);
    comes_back(text.substr(0, length), ignored);
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
}

// Transforms unquoted text up to an opening bracket. Returns the number of bytes consumed.
std::size_t UnquotingTransform::text(std::string_view bytes, bool last, std::string &out,
                                     Findings &findings) {
  std::size_t open = bytes.find(open_quote);
  in_quote_ = open != npos;
  bool ends = in_quote_ || last;
  std::size_t size = in_quote_ ? open : bytes.size() - (last ? 0 : begun(bytes, open_quote));
  work(bytes.substr(0, size), ends, out, findings);
  return size + (in_quote_ ? open_quote.size() : 0);
}

void UnquotingTransform::work(std::string_view text, bool last, std::string &out,
                              Findings &findings) {
  if (last && !in_text_) {
    if (!text.empty()) {
      backward_->whole(text, out, findings);
    }
    return;
  }
  backward_->piece(text, last, out, findings);
  in_text_ = !last;
}

// Copies quoted text up to a closing bracket. Returns the number of bytes consumed.
std::size_t UnquotingTransform::quote(std::string_view bytes, bool last, std::string &out) {
  std::size_t close = bytes.find(close_quote);
  if (close == npos) {
    std::size_t size = bytes.size() - (last ? 0 : begun(bytes, close_quote));
    out.append(bytes.substr(0, size));
    return size;
  }
  std::string_view behind = bytes.substr(close + close_quote.size());
  if (behind.starts_with(close_quote)) {
    out.append(bytes.substr(0, close + close_quote.size()));
    return close + 2 * close_quote.size();
  }
  if (!last && close_quote.starts_with(behind)) { // it may be doubled
    out.append(bytes.substr(0, close));
    return close;
  }
  out.append(bytes.substr(0, close));
  in_quote_ = false;
  return close + close_quote.size();
}

} // namespace arnorm::tool
