// What the server says, in the JSON of LSP 3.17.
#pragma once

#include <optional>
#include <string>

#include "tool/lsp/completion.h"
#include "tool/lsp/definition.h"
#include "tool/lsp/hover.h"
#include "tool/lsp/json.h"
#include "tool/lsp/problems.h"
#include "tool/lsp/quick_fixes.h"
#include "tool/lsp/symbols.h"

namespace arnorm::tool {

// JSON-RPC 2.0, section 5.1, and LSP 3.17, "ErrorCodes".
enum class RpcError {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  server_not_initialized = -32002,
  request_cancelled = -32800,
  request_failed = -32803,
};

Json response(const Json &id, Json result);
Json error_response(const Json &id, RpcError error, const std::string &message);
Json notification(const char *method, Json params);

// What a client can do, as far as it matters here.
struct ClientAbilities {
  PositionUnit unit = PositionUnit::utf16;
  bool nested_symbols = false;
  bool markdown = false;
};
ClientAbilities abilities_of(const Json &initialize_params);
Json initialize_result(const ClientAbilities &client);

// Nothing if it is not one.
std::optional<Position> position_of(const Json &json);
std::optional<PositionRange> range_of(const Json &json);

// Converts what the parts of the server find in a document.
class MessageWriter {
public:
  MessageWriter(Workspace &workspace, const Document &document, const ClientAbilities &client)
      : workspace_(workspace), document_(document), client_(client) {}

  Json diagnostic(const Problem &problem) const;
  Json hover(const Hover &hover) const;
  Json definition(const Definition &definition) const;
  Json completions(const Suggestions &suggestions) const;
  Json quick_fix(const QuickFix &fix, const Problem &problem) const;
  Json symbols(const std::vector<Symbol> &symbols) const;
  Json text_edit(const TextChange &change) const;

private:
  Json range(std::size_t begin, std::size_t end) const;
  Json nested(const Symbol &symbol) const;
  void add_flat(const Symbol &symbol, const std::string &container, Json &list) const;

  Workspace &workspace_;
  const Document &document_;
  const ClientAbilities &client_;
};

} // namespace arnorm::tool
