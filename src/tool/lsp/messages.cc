#include "tool/lsp/messages.h"

#include <algorithm>

#include <fmt/format.h>

#include "arnorm/arnorm.h"
#include "tool/lsp/file_uri.h"

namespace arnorm::tool {
namespace {

Json to_json(Position position) {
  return {{"line", position.line}, {"character", position.character}};
}

Json to_json(PositionRange range) {
  return {{"start", to_json(range.start)}, {"end", to_json(range.end)}};
}

// LSP 3.17, CompletionItemKind.
int kind_of(Suggestion::Kind kind) {
  switch (kind) {
  case Suggestion::Kind::key:
    return 10; // Property
  case Suggestion::Kind::section:
    return 9; // Module
  case Suggestion::Kind::value:
    return 20; // EnumMember
  case Suggestion::Kind::set:
    return 21; // Constant
  case Suggestion::Kind::pattern:
    return 6; // Variable
  case Suggestion::Kind::rule_set:
    return 17; // File
  case Suggestion::Kind::character:
    return 12; // Value
  case Suggestion::Kind::property:
    return 14; // Keyword
  }
  return 1;
}

// LSP 3.17, SymbolKind.
int kind_of(Symbol::Kind kind) {
  switch (kind) {
  case Symbol::Kind::section:
    return 3; // Namespace
  case Symbol::Kind::set:
    return 14; // Constant
  case Symbol::Kind::pattern:
    return 13; // Variable
  case Symbol::Kind::stage:
    return 12; // Function
  case Symbol::Kind::test:
    return 24; // Event
  }
  return 3;
}

bool contains(const Json &list, const char *value) {
  return list.is_array() && std::find(list.begin(), list.end(), Json(value)) != list.end();
}

} // namespace

Json response(const Json &id, Json result) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Json error_response(const Json &id, RpcError error, const std::string &message) {
  return {{"jsonrpc", "2.0"},
          {"id", id},
          {"error", {{"code", static_cast<int>(error)}, {"message", message}}}};
}

Json notification(const char *method, Json params) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
}

ClientAbilities abilities_of(const Json &params) {
  ClientAbilities client;
  const Json &encodings = at(params, {"capabilities", "general", "positionEncodings"});
  for (const Json &each : encodings.is_array() ? encodings : Json::array()) {
    constexpr std::array<std::pair<const char *, PositionUnit>, 3> known{
        {{"utf-8", PositionUnit::utf8},
         {"utf-16", PositionUnit::utf16},
         {"utf-32", PositionUnit::utf32}}};
    auto found = std::find_if(known.begin(), known.end(),
                              [&](const auto &unit) { return each == unit.first; });
    if (found != known.end()) {
      client.unit = found->second;
      break;
    }
  }
  client.nested_symbols = at(params, {"capabilities", "textDocument", "documentSymbol",
                                      "hierarchicalDocumentSymbolSupport"}) == true;
  client.markdown =
      contains(at(params, {"capabilities", "textDocument", "hover", "contentFormat"}), "markdown");
  return client;
}

Json initialize_result(const ClientAbilities &client) {
  const char *unit = client.unit == PositionUnit::utf8    ? "utf-8"
                     : client.unit == PositionUnit::utf16 ? "utf-16"
                                                          : "utf-32";
  constexpr int incremental = 2;
  Json capabilities = {
      {"positionEncoding", unit},
      {"textDocumentSync", {{"openClose", true}, {"change", incremental}, {"save", true}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"documentSymbolProvider", true},
      {"documentFormattingProvider", true},
      {"completionProvider", {{"triggerCharacters", {"$", "{", "\"", "'", "[", "="}}}},
      {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}},
  };
  return {{"capabilities", std::move(capabilities)},
          {"serverInfo", {{"name", "arnorm"}, {"version", version()}}}};
}

std::optional<Position> position_of(const Json &json) {
  std::optional<std::size_t> line = number_of(at(json, {"line"}));
  std::optional<std::size_t> character = number_of(at(json, {"character"}));
  return line && character ? std::optional(Position{*line, *character}) : std::nullopt;
}

std::optional<PositionRange> range_of(const Json &json) {
  std::optional<Position> start = position_of(at(json, {"start"}));
  std::optional<Position> end = position_of(at(json, {"end"}));
  return start && end ? std::optional(PositionRange{*start, *end}) : std::nullopt;
}

Json MessageWriter::range(std::size_t begin, std::size_t end) const {
  return to_json(document_.text.range(begin, end, client_.unit));
}

Json MessageWriter::diagnostic(const Problem &problem) const {
  constexpr int error = 1;
  constexpr int warning = 2;
  constexpr int unnecessary = 1;
  Json json = {{"range", range(problem.begin, problem.end)},
               {"severity", problem.severity == Severity::error ? error : warning},
               {"code", problem.code},
               {"source", "arnorm"},
               {"message", problem.message}};
  if (std::string page = workspace_.builtin_files().page_of(problem.code); !page.empty()) {
    json["codeDescription"] = {{"href", uri_of_path(page)}};
  }
  if (problem.unnecessary) {
    json["tags"] = {unnecessary};
  }
  for (const RelatedPlace &related : problem.related) {
    json["relatedInformation"].push_back(
        {{"location", {{"uri", related.uri}, {"range", to_json(related.range)}}},
         {"message", related.message}});
  }
  return json;
}

Json MessageWriter::hover(const Hover &hover) const {
  return {{"contents",
           {{"kind", client_.markdown ? "markdown" : "plaintext"}, {"value", hover.markdown}}},
          {"range", range(hover.begin, hover.end)}};
}

Json MessageWriter::definition(const Definition &definition) const {
  return {{"uri", definition.uri}, {"range", to_json(definition.range)}};
}

Json MessageWriter::completions(const Suggestions &suggestions) const {
  Json items = Json::array();
  Json place = range(suggestions.begin, suggestions.end);
  for (const Suggestion &each : suggestions.items) {
    Json item = {{"label", each.label},
                 {"kind", kind_of(each.kind)},
                 {"detail", each.detail},
                 {"sortText", fmt::format("{:05}", items.size())},
                 {"textEdit", {{"range", place}, {"newText", each.inserted}}}};
    if (!each.filter.empty()) {
      item["filterText"] = each.filter;
    }
    items.push_back(std::move(item));
  }
  return {{"isIncomplete", suggestions.incomplete}, {"items", std::move(items)}};
}

Json MessageWriter::text_edit(const TextChange &change) const {
  return {{"range", range(change.begin, change.end)}, {"newText", change.text}};
}

Json MessageWriter::quick_fix(const QuickFix &fix, const Problem &problem) const {
  Json edits = Json::array({text_edit(fix.change)});
  return {{"title", fix.title},
          {"kind", "quickfix"},
          {"diagnostics", Json::array({diagnostic(problem)})},
          {"edit", {{"changes", {{document_.uri, std::move(edits)}}}}}};
}

Json MessageWriter::nested(const Symbol &symbol) const {
  Json json = {{"name", symbol.name},
               {"detail", symbol.detail},
               {"kind", kind_of(symbol.kind)},
               {"range", range(symbol.begin, symbol.end)},
               {"selectionRange", range(symbol.name_begin, symbol.name_end)},
               {"children", Json::array()}};
  for (const Symbol &child : symbol.children) {
    json["children"].push_back(nested(child));
  }
  return json;
}

void MessageWriter::add_flat(const Symbol &symbol, const std::string &container, Json &list) const {
  Json location = {{"uri", document_.uri}, {"range", range(symbol.begin, symbol.end)}};
  list.push_back(
      {{"name", symbol.detail.empty() ? symbol.name : symbol.name + ": " + symbol.detail},
       {"kind", kind_of(symbol.kind)},
       {"location", std::move(location)},
       {"containerName", container}});
  for (const Symbol &child : symbol.children) {
    add_flat(child, symbol.name, list);
  }
}

Json MessageWriter::symbols(const std::vector<Symbol> &symbols) const {
  Json list = Json::array();
  for (const Symbol &symbol : symbols) {
    if (client_.nested_symbols) {
      list.push_back(nested(symbol));
    } else {
      add_flat(symbol, "", list);
    }
  }
  return list;
}

} // namespace arnorm::tool
