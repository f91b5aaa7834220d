#include "tool/lsp/hover.h"

#include <algorithm>

#include <fmt/format.h>

#include "arnorm/offsets.h"
#include "chain/compile.h"
#include "chain/layout.h"
#include "chain/tracer.h"
#include "characters/growth_limit.h"
#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/set_syntax.h"
#include "characters/utf.h"
#include "tool/lsp/names_in_scope.h"
#include "tool/lsp/string_pieces.h"
#include "tool/report/trace_text.h"

namespace arnorm::tool {
namespace {

// Text as code of Markdown: between more backquotes than it contains.
std::string code(std::string_view text) {
  std::string fence = "`";
  while (text.find(fence) != std::string_view::npos) {
    fence += '`';
  }
  bool space = text.starts_with('`') || text.ends_with('`');
  return fence + (space ? " " : "") + std::string(text) + (space ? " " : "") + fence;
}

std::string block(std::string_view text) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) {
    fence += '`';
  }
  return fence + "text\n" + std::string(text) + (text.ends_with('\n') ? "" : "\n") + fence;
}

// A character as it is, or on a dotted circle if it is a mark, and what it is.
std::string character_line(char32_t c) {
  std::string carrier = combining_class(c) != 0 ? "\u25CC" : "";
  std::string shown = is_unprintable(c) ? "" : code(carrier + to_utf8({&c, 1})) + " ";
  return shown + describe_character(c);
}

class HoverReader {
public:
  HoverReader(Workspace &workspace, Document &document, std::size_t offset)
      : workspace_(workspace), document_(document), text_(document.text.text()), offset_(offset) {}

  std::optional<Hover> read() {
    const Token *token = find_token(document_.tokens, offset_).inside;
    if (token == nullptr) {
      return std::nullopt;
    }
    switch (token->kind) {
    case Token::Kind::header:
      return of_header(*token);
    case Token::Kind::key:
      return of_key(*token);
    case Token::Kind::string:
      return of_string(*token);
    case Token::Kind::comment:
      return of_characters();
    default:
      return std::nullopt;
    }
  }

private:
  std::optional<Hover> of_header(const Token &token) {
    std::string_view name = token.key.substr(token.key.rfind('.') + 1); // npos + 1 is 0
    bool inner = token.key.find('.') != std::string_view::npos;
    const RuleKey *key =
        token.known ? find_key(inner ? RuleTable::stage : RuleTable::file, name) : nullptr;
    return key == nullptr ? std::nullopt
                          : std::optional(Hover{token.begin, token.end,
                                                with_trace(std::string(key->sentence), token)});
  }

  std::optional<Hover> of_key(const Token &token) {
    if (token.table == RuleTable::sets || token.table == RuleTable::patterns) {
      auto found = find_name(analysis(), token.key);
      return found ? std::optional(Hover{token.begin, token.end, words_of(*found)}) : std::nullopt;
    }
    const RuleKey *key = token.known ? find_key(token.table, token.key) : nullptr;
    if (key == nullptr) {
      return std::nullopt;
    }
    std::string words = fmt::format("{}: {}", code(key->name), key->sentence);
    if (key->value == RuleValue::word) {
      std::string choices(key->choices);
      std::replace(choices.begin(), choices.end(), '|', ' ');
      words += fmt::format("\n\nOne of {}.", code(choices));
    }
    return Hover{token.begin, token.end, with_trace(std::move(words), token)};
  }

  std::optional<Hover> of_string(const Token &token) {
    std::vector<StringPiece> pieces = pieces_of(text_, token);
    auto piece = std::find_if(pieces.begin(), pieces.end(), [&](const StringPiece &each) {
      return each.begin <= offset_ && offset_ < each.end;
    });
    if (piece == pieces.end()) { // on a quote
      return std::nullopt;
    }
    std::optional<Hover> found;
    if (piece->kind == StringPiece::Kind::name) {
      found = of_name(*piece);
    } else if (piece->kind == StringPiece::Kind::property) {
      found = of_property(*piece);
    } else if (piece->kind == StringPiece::Kind::escape) {
      found = piece->c ? std::optional(Hover{piece->begin, piece->end, character_line(*piece->c)})
                       : std::nullopt;
    } else if (*piece->c == U'[' && is_pattern_text(value_of(token))) {
      found = of_brackets(token);
    }
    found = found ? found : of_characters();
    if (found) {
      found->markdown = with_trace(std::move(found->markdown), token);
    }
    return found;
  }

  std::optional<Hover> of_name(const StringPiece &piece) {
    auto found = find_name(analysis(), piece.inner);
    return found ? std::optional(Hover{piece.begin, piece.end, words_of(*found)}) : std::nullopt;
  }

  static std::string words_of(const NameInScope &name) {
    return fmt::format("{}: {}", code("$" + name.name), name.meaning);
  }

  std::optional<Hover> of_property(const StringPiece &piece) {
    std::string_view written = text_.substr(piece.begin, piece.end - piece.begin);
    std::string set = fmt::format("[{}]", written.substr(written.starts_with("\\\\") ? 1 : 0));
    SetResult result = parse_set(set, NamedSets());
    return result.error ? std::nullopt
                        : std::optional(Hover{piece.begin, piece.end,
                                              code(written) + ": " + describe_set(result.set)});
  }

  // What a set in brackets holds. Only where the file writes it as it is read, in single quotes or
  // without a backslash.
  std::optional<Hover> of_brackets(const Token &token) {
    std::string_view rest = text_.substr(offset_, token.end - offset_);
    std::size_t length = bracket_length(rest);
    std::string_view written = rest.substr(0, length);
    bool doubled = text_[token.begin] == '"' && written.find('\\') != std::string_view::npos;
    if (length == 0 || doubled || !analysis().set) {
      return std::nullopt;
    }
    SetResult result = parse_set(written, analysis().set->sets);
    return result.error ? std::nullopt
                        : std::optional(Hover{offset_, offset_ + length, describe_set(result.set)});
  }

  // The character at the cursor and the marks with which it forms a unit. Nothing for ASCII, which
  // everybody knows.
  std::optional<Hover> of_characters() {
    if (offset_ >= text_.size()) {
      return std::nullopt;
    }
    Range cluster = whole_clusters(text_, {offset_, offset_ + 1});
    constexpr std::size_t max_shown = 64; // bytes
    std::string_view text =
        text_.substr(cluster.begin, std::min(cluster.end - cluster.begin, max_shown));
    std::string lines;
    bool ascii = true;
    while (!text.empty()) {
      Character next = first_character(text);
      if (next.c == ill_formed) {
        break;
      }
      ascii = ascii && next.c < 0x7F && next.c > 0x1F;
      lines += (lines.empty() ? "" : "\n\n") + character_line(next.c);
      text.remove_prefix(next.length);
    }
    bool line_end = lines.empty() || text_[cluster.begin] == '\n' || text_[cluster.begin] == '\r';
    return ascii || line_end ? std::nullopt
                             : std::optional(Hover{cluster.begin, cluster.end, std::move(lines)});
  }

  const Analysis &analysis() { return workspace_.analysis(document_); }

  // Adds the trace of the test that contains a token, if there is one.
  std::string with_trace(std::string words, const Token &token) {
    if (token.table != RuleTable::test || !analysis().set || !analysis().usable) {
      return words;
    }
    for (const RuleTest &test : analysis().set->tests) {
      std::size_t at = test.span.begin + test.span.source->bytes_before();
      auto from =
          std::find_if(document_.tokens.begin(), document_.tokens.end(), [&](const Token &each) {
            return each.begin == at && each.kind == Token::Kind::string;
          });
      if (from != document_.tokens.end() && from->number == token.number) {
        return words + "\n\n" + trace(test);
      }
    }
    return words;
  }

  std::string trace(const RuleTest &test) {
    bool reverse = test.direction == TestDirection::reverse;
    std::vector<Step> steps;
    Report report;
    lay_out(analysis().set, reverse ? Direction::reverse : Direction::forward, *analysis().library,
            steps, report);
    auto compiled = report.has_errors() ? nullptr : CompiledChain::build(std::move(steps), report);
    if (!compiled) {
      return "This test cannot run in its direction.";
    }
    Trace trace;
    try {
      trace = Tracer(*compiled).trace(test.from, {});
    } catch (const TextTooLong &error) {
      return fmt::format("This test has no result: {}.", error.what());
    }
    std::string verdict = trace.out == test.to ? "The test passes."
                                               : fmt::format("The result is {}, not {}.",
                                                             code(trace.out), code(test.to));
    return verdict + "\n\n" + block(trace_text(trace, analysis().set->name, {}));
  }

  Workspace &workspace_;
  Document &document_;
  std::string_view text_;
  std::size_t offset_;
};

} // namespace

std::optional<Hover> hover_at(Workspace &workspace, Document &document, std::size_t offset) {
  return HoverReader(workspace, document, offset).read();
}

} // namespace arnorm::tool
