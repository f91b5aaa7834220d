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
  // `forward` applies the chain. `backward` is the same chain in reverse and must outlive this
  // object. Protected spans are quoted.
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
  std::string there_;       // the text that was tried last, converted
  std::string back_;        // `there_`, converted back
  bool after_text_ = false; // the last output was unquoted text
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
  std::string held_; // bytes that may begin a bracket, or a doubled one
  bool in_quote_ = false;
  bool in_text_ = false; // `backward_` has received part of a text
};

} // namespace arnorm::tool
