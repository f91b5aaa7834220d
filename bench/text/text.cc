#include "text/text.h"

#include "text/prose.h"
#include "text/synthetic.h"
#include "text/vocabulary.h"

namespace arnorm::bench {
namespace {

// As many lines of a text, again and again, as make so many bytes.
std::string cut_to(std::string text, std::size_t bytes) {
  text = repeat(text, bytes);
  text.resize(text.find('\n', bytes - 1) + 1);
  return text;
}

} // namespace

const char *name(Kind kind) {
  switch (kind) {
  case Kind::prose_plain:
    return "prose, unvocalized";
  case Kind::prose:
    return "prose, as typed";
  case Kind::prose_c:
    return "prose, NFC";
  case Kind::language:
    return "words as in language";
  case Kind::new_words:
    return "words that never repeat";
  case Kind::plain:
    return "synthetic, unvocalized";
  case Kind::vocalized:
    return "synthetic, as typed";
  case Kind::vocalized_c:
    return "synthetic, NFC";
  case Kind::persian:
    return "synthetic, Persian";
  case Kind::mixed:
    return "synthetic, mixed";
  }
  return "";
}

std::string make_text(Kind kind, std::size_t bytes) {
  switch (kind) {
  case Kind::prose_plain:
    return cut_to(without_marks(prose()), bytes);
  case Kind::prose:
    return cut_to(prose(), bytes);
  case Kind::prose_c:
    return cut_to(vowel_first(prose()), bytes);
  case Kind::language:
    return write_as_language(bytes);
  case Kind::new_words:
    return write_new_words(bytes);
  default:
    return write_synthetic(kind, bytes);
  }
}

std::string repeat(std::string_view text, std::size_t bytes) {
  std::string copies(text);
  copies.reserve(bytes + text.size());
  while (copies.size() < bytes && !text.empty()) {
    copies += text;
  }
  return copies;
}

} // namespace arnorm::bench
