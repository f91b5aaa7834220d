#include "tool/lsp/definition.h"

#include <algorithm>

#include "parse/search_path.h"
#include "tool/lsp/string_pieces.h"

namespace arnorm::tool {
namespace {

class DefinitionReader {
public:
  DefinitionReader(Workspace &workspace, Document &document, PositionUnit unit, Report &report)
      : workspace_(workspace), document_(document), text_(document.text.text()), unit_(unit),
        report_(report) {}

  std::optional<Definition> read(std::size_t offset) {
    const Token *token = find_token(document_.tokens, offset).inside;
    if (token == nullptr || token->kind != Token::Kind::string) {
      return std::nullopt;
    }
    RuleValue value = value_of(*token);
    if (value == RuleValue::rule_set || value == RuleValue::sets_file) {
      return of_file(*token);
    }
    return value == RuleValue::words_file ? of_words(*token) : of_name(*token, offset);
  }

private:
  const Analysis &analysis() { return workspace_.analysis(document_); }

  std::optional<Definition> of_name(const Token &token, std::size_t offset) {
    std::vector<StringPiece> pieces = pieces_of(text_, token);
    auto piece = std::find_if(pieces.begin(), pieces.end(), [&](const StringPiece &each) {
      return each.kind == StringPiece::Kind::name && each.begin <= offset && offset <= each.end;
    });
    if (piece == pieces.end() || !analysis().set) {
      return std::nullopt;
    }
    std::optional<Span> found = definition_of(analysis(), *analysis().set, piece->inner);
    return found ? at(piece->begin, piece->end, *found->source, found->begin, found->end)
                 : std::nullopt;
  }

  std::optional<Definition> of_file(const Token &token) {
    if (!analysis().set) {
      return std::nullopt;
    }
    for (const FileReference &each : references_of(*analysis().set)) {
      const Span &span = each.reference.span;
      if (span.source == analysis().set->file &&
          span.begin + span.source->bytes_before() == token.begin) {
        RuleSetPtr other = resolve(analysis(), each, report_);
        return other ? at(token.begin, token.end, *other->file, 0, 0) : std::nullopt;
      }
    }
    return std::nullopt;
  }

  // A file of words is beside the rule file.
  std::optional<Definition> of_words(const Token &token) {
    std::string_view name = text_.substr(token.begin + 1, token.end - token.begin - 2);
    bool plain = !name.empty() && name.find_first_of("/\\") == std::string_view::npos;
    if (!plain || document_.path.empty()) {
      return std::nullopt;
    }
    std::string file = folder_of(document_.path) + "/" + std::string(name);
    return workspace_.text_of(file)
               ? std::optional(Definition{token.begin, token.end, workspace_.uri_of(file), {}})
               : std::nullopt;
  }

  std::optional<Definition> at(std::size_t begin, std::size_t end, const Source &source,
                               std::size_t there, std::size_t there_end) {
    std::string uri =
        source.name() == analysis().name ? document_.uri : workspace_.uri_of(source.name());
    std::size_t before = source.bytes_before();
    TextDocument text{(before > 0 ? "\xEF\xBB\xBF" : "") + std::string(source.text())};
    return uri.empty()
               ? std::nullopt
               : std::optional(Definition{begin, end, std::move(uri),
                                          text.range(there + before, there_end + before, unit_)});
  }

  Workspace &workspace_;
  Document &document_;
  std::string_view text_;
  PositionUnit unit_;
  Report &report_;
};

} // namespace

std::optional<Definition> definition_at(Workspace &workspace, Document &document,
                                        std::size_t offset, PositionUnit unit, Report &report) {
  return DefinitionReader(workspace, document, unit, report).read(offset);
}

} // namespace arnorm::tool
