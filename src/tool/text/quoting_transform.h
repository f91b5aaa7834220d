// Quotes text that would not survive the round trip, so that any text is restored byte for byte.
//
// A quote contains the original text between U+27E6 and U+27E7 (white square brackets), with
// closing brackets doubled. The text between two quotes is a separate text in both directions. All
// unquoted text has been converted back and compared.
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
  // The chain, and the same chain backwards, which must live as long as this. Protected spans are
  // quoted.
  QuotingTransform(std::unique_ptr<Transform> forward, const Chain &backward, Invalid invalid,
                   std::optional<Protected> spans);

  void whole(std::string_view text, std::string &out, Findings &findings) override;

private:
  std::string_view seam() const override;

  bool comes_back(std::string_view text, Findings &findings);
  void words(std::string_view text, std::string &out);
  void run(std::string_view text, std::string &out);
  void good(std::string &out);
  void quoted(std::string_view text, std::string &out);

  std::unique_ptr<Transform> forward_;
  const Chain &backward_;
  Invalid invalid_;
  std::optional<Protected> protected_;
  std::string there_;       // what became of the text that was last tried
  std::string back_;        // and of that on the way back
  bool after_text_ = false; // what was last written is no quote
};

class UnquotingTransform : public Transform {
public:
  explicit UnquotingTransform(std::unique_ptr<Transform> backward)
      : backward_(std::move(backward)) {}

  void whole(std::string_view text, std::string &out, Findings &findings) override {
    piece(text, true, out, findings);
  }
  void piece(std::string_view piece, bool last, std::string &out, Findings &findings) override;

private:
  std::size_t text(std::string_view bytes, bool last, std::string &out, Findings &findings);
  std::size_t quote(std::string_view bytes, bool last, std::string &out);
  void work(std::string_view text, bool last, std::string &out, Findings &findings);

  std::unique_ptr<Transform> backward_;
  std::string held_; // bytes that may be part of a bracket, or of two
  bool in_quote_ = false;
  bool in_text_ = false; // some of a text is with the work
};

} // namespace arnorm::tool
