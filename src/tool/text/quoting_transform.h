// Quotes text that would not survive the round trip, so that any text is restored byte for byte.
//
// A quote contains the original text between U+27E6 and U+27E7 (white square brackets), with
// closing brackets doubled. The text between two quotes is a separate text in both directions. All
// unquoted text has been converted back and compared.
//
// Romanizations put marks into an order of their own, in which the way back leaves them. The input
// may have had canonical order, as NFC has: for the letter `b` with shadda (S) and fatha (F),
//
//     b F S  ->  b S F  ->  "b~a"  ->  b S F
//
// Quoting every such word would leave little of a vocalized text. So a switch, an empty quote with
// no text before it, says that the marks of the following texts are to be sorted canonically on the
// way back. Which of the two orders a text had is found out by comparison, too.
#pragma once

#include <memory>
#include <optional>

#include "tool/text/chunked_transform.h"
#include "tool/text/protecting_transform.h"

namespace arnorm::tool {

inline constexpr std::string_view open_quote = "\u27E6";
inline constexpr std::string_view close_quote = "\u27E7";

class QuotingTransform : public ChunkedTransform {
public:
  // `forward` applies the chain. `backward` is the same chain in reverse, and `sorting` that chain
  // followed by canonical order; both must outlive this object. Protected spans are quoted.
  // `separators` are the bytes that separate fields or enclose them, if the texts are fields.
  QuotingTransform(std::unique_ptr<Transform> forward, const Chain &backward, const Chain &sorting,
                   Invalid invalid, std::optional<Protected> spans, std::string_view separators);

  void whole(std::string_view text, std::string &out, Findings &findings) override;

private:
  std::string_view seam() const override;

  bool converts(std::string_view text, Findings &findings);
  bool comes_back(std::string_view text, bool sorts);
  bool survives(std::string_view text);
  bool is_restored(std::string_view text);
  void in_parts(std::string_view text, std::string &out);
  std::string in_parts(std::string_view text, bool sorts);
  void words(std::string_view text, std::string &out);
  void run(std::string_view text, std::string &out);
  void good(std::string &out);
  void quoted(std::string_view text, std::string &out);

  std::unique_ptr<Transform> forward_;
  const Chain &backward_;
  const Chain &sorting_;
  Invalid invalid_;
  std::optional<Protected> protected_;
  std::string ends_;         // bytes at which the reverse run would split a text
  std::string there_;        // the text that was tried last, converted
  std::string back_;         // `there_`, converted back
  bool sorts_ = false;       // the reader sorts the marks of the texts that are being written
  bool other_order_ = false; // a word has been quoted that would survive in the other order
  bool after_text_ = false;  // the last output was unquoted text
};

class UnquotingTransform : public Transform {
public:
  // `sorting` is `backward` followed by canonical order.
  UnquotingTransform(std::unique_ptr<Transform> backward, std::unique_ptr<Transform> sorting)
      : backward_(std::move(backward)), sorting_(std::move(sorting)) {}

  void whole(std::string_view text, std::string &out, Findings &findings) override {
    piece(text, true, out, findings);
  }
  void piece(std::string_view piece, bool last, std::string &out, Findings &findings) override;

private:
  std::size_t text(std::string_view bytes, bool last, std::string &out, Findings &findings);
  std::size_t quote(std::string_view bytes, bool last, std::string &out);
  void end_quote();
  void work(std::string_view text, bool last, std::string &out, Findings &findings);

  std::unique_ptr<Transform> backward_;
  std::unique_ptr<Transform> sorting_;
  std::string held_; // bytes that may begin a bracket, or a doubled one
  bool in_quote_ = false;
  bool is_empty_ = false; // the quote that is being read, so far
  bool switches_ = true;  // an empty quote at this place is a switch
  bool sorts_ = false;
  bool in_text_ = false; // `backward_` or `sorting_` has received part of a text
};

} // namespace arnorm::tool
