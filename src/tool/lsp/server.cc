#include "tool/lsp/server.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tool/lsp/format_edit.h"

namespace arnorm::tool {
namespace {

// A document may be larger than a rule file, because it may be any text that someone opens. Beyond
// this it is not kept.
constexpr std::size_t max_document = 16u << 20;

bool is_id(const Json &id) { return id.is_string() || id.is_number_integer(); }

std::string uri_in(const Json &params) {
  return string_of(at(params, {"textDocument", "uri"})).value_or("");
}

std::optional<long long> version_in(const Json &params) {
  const Json &version = at(params, {"textDocument", "version"});
  return version.is_number_integer() ? std::optional(version.get<long long>()) : std::nullopt;
}

} // namespace

void Server::receive(std::string_view body) {
  std::optional<Json> message = parse_json(body);
  if (!message) {
    send(error_response(nullptr, RpcError::parse_error, "this is not JSON, or too deeply nested"));
  } else if (!message->is_object()) {
    send(error_response(nullptr, RpcError::invalid_request, "a message must be one object"));
  } else if (at(*message, {"method"}) == "$/cancelRequest") {
    cancel(at(*message, {"params", "id"}));
  } else {
    waiting_bytes_ += body.size();
    waiting_.push_back({std::move(*message), body.size()});
  }
}

void Server::refuse(const std::string &problem) {
  send(error_response(nullptr, RpcError::parse_error, problem));
}

// A request that is not waiting has been answered already.
void Server::cancel(const Json &id) {
  auto found = std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting &each) {
    return is_id(id) && at(each.message, {"id"}) == id && each.message.contains("method");
  });
  if (found != waiting_.end()) {
    send(error_response(id, RpcError::request_cancelled, "cancelled"));
    waiting_bytes_ -= found->bytes;
    waiting_.erase(found);
  }
}

bool Server::work() {
  if (!waiting_.empty()) {
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    waiting_bytes_ -= next.bytes;
    handle(next.message);
    return true;
  }
  Document *document = state_ == State::running ? workspace_.next_to_report() : nullptr;
  if (document != nullptr && !document->analysis) {
    workspace_.analysis(*document); // a message may have arrived when this is done
  } else if (document != nullptr) {
    report(*document);
  }
  return document != nullptr;
}

void Server::handle(const Json &message) {
  static const Json none;
  const Json &id = at(message, {"id"});
  const Json &params = at(message, {"params"});
  std::optional<std::string> method = string_of(at(message, {"method"}));
  bool has_id = message.contains("id");
  if (!method && has_id && (message.contains("result") || message.contains("error"))) {
    return; // a response; this server asks nothing
  }
  if (!method || (has_id && !is_id(id))) {
    send(error_response(is_id(id) ? id : none, RpcError::invalid_request,
                        method ? "`id` must be a number or a string" : "there is no `method`"));
  } else if (has_id) {
    answer(id, *method, params);
  } else {
    notice(*method, params);
  }
}

void Server::answer(const Json &id, const std::string &method, const Json &params) {
  Outcome result = outcome(method, params);
  send(result.error ? error_response(id, *result.error, result.message)
                    : response(id, std::move(result.result)));
}

Server::Outcome Server::outcome(const std::string &method, const Json &params) {
  if (state_ == State::shut_down) {
    return refused(RpcError::invalid_request, "the server has been shut down");
  }
  if (method == "initialize") {
    return initialize(params);
  }
  if (state_ == State::created) {
    return refused(RpcError::server_not_initialized, "send `initialize` first");
  }
  if (method == "shutdown") {
    state_ = State::shut_down;
    return {};
  }
  constexpr std::array<std::pair<std::string_view, Request>, 6> requests{{
      {"textDocument/hover", &Server::hover},
      {"textDocument/definition", &Server::definition},
      {"textDocument/completion", &Server::completion},
      {"textDocument/codeAction", &Server::code_action},
      {"textDocument/documentSymbol", &Server::symbols},
      {"textDocument/formatting", &Server::formatting},
  }};
  auto found = std::find_if(requests.begin(), requests.end(),
                            [&](const auto &each) { return each.first == method; });
  return found == requests.end()
             ? refused(RpcError::method_not_found, fmt::format("unknown method `{}`", method))
             : on_document(found->second, params);
}

void Server::notice(const std::string &method, const Json &params) {
  if (method == "exit") {
    exit_status_ = state_ == State::shut_down ? 0 : 1;
  } else if (state_ != State::running) {
    return;
  } else if (method == "textDocument/didOpen") {
    did_open(params);
  } else if (method == "textDocument/didChange") {
    did_change(params);
  } else if (method == "textDocument/didClose") {
    did_close(params);
  } else if (method == "textDocument/didSave" || method == "workspace/didChangeWatchedFiles") {
    workspace_.forget_analyses();
  }
}

void Server::log(const std::string &text) {
  constexpr int error = 1;
  send(notification("window/logMessage", {{"type", error}, {"message", text}}));
}

// Requests.

Server::Outcome Server::initialize(const Json &params) {
  if (state_ != State::created) {
    return refused(RpcError::invalid_request, "the server has been initialized already");
  }
  state_ = State::running;
  client_ = abilities_of(params);
  return {initialize_result(client_)};
}

Server::Outcome Server::on_document(Request request, const Json &params) {
  Document *document = workspace_.find(uri_in(params));
  return document == nullptr ? refused(RpcError::invalid_params, "this document is not open")
                             : (this->*request)(params, *document);
}

std::optional<std::size_t> Server::offset_in(const Document &document, const Json &params) const {
  std::optional<Position> position = position_of(at(params, {"position"}));
  return position ? std::optional(document.text.offset(*position, client_.unit)) : std::nullopt;
}

Server::Outcome Server::hover(const Json &params, Document &document) {
  auto offset = offset_in(document, params);
  if (!offset) {
    return refused(RpcError::invalid_params, "there is no `position`");
  }
  auto found = hover_at(workspace_, document, *offset);
  return {found ? writer(document).hover(*found) : Json()};
}

Server::Outcome Server::definition(const Json &params, Document &document) {
  auto offset = offset_in(document, params);
  if (!offset) {
    return refused(RpcError::invalid_params, "there is no `position`");
  }
  Report report;
  auto found = definition_at(workspace_, document, *offset, client_.unit, report);
  if (found) {
    return {writer(document).definition(*found)};
  }
  // A file that is not there is a diagnostic of the document already.
  for (const Diagnostic &problem : report.take()) {
    if (problem.code == Code::AR0002) {
      return refused(RpcError::request_failed, problem.message);
    }
  }
  return {Json()};
}

Server::Outcome Server::completion(const Json &params, Document &document) {
  auto offset = offset_in(document, params);
  if (!offset) {
    return refused(RpcError::invalid_params, "there is no `position`");
  }
  return {writer(document).completions(suggestions_at(workspace_, document, *offset))};
}

Server::Outcome Server::code_action(const Json &params, Document &document) {
  std::optional<PositionRange> range = range_of(at(params, {"range"}));
  if (!range) {
    return refused(RpcError::invalid_params, "there is no `range`");
  }
  Json actions = Json::array();
  const Json &only = at(params, {"context", "only"});
  bool wanted = !only.is_array() || std::any_of(only.begin(), only.end(), [](const Json &kind) {
    return kind == "quickfix" || kind == "";
  });
  std::size_t begin = document.text.offset(range->start, client_.unit);
  std::size_t end = document.text.offset(range->end, client_.unit);
  for (const Problem &problem : problems_of(workspace_, document, client_.unit)) {
    if (wanted && problem.begin <= end && begin <= problem.end) {
      for (const QuickFix &fix : fixes_of(problem, document.text, document.path)) {
        actions.push_back(writer(document).quick_fix(fix, problem));
      }
    }
  }
  return {std::move(actions)};
}

Server::Outcome Server::symbols(const Json &, Document &document) {
  return {writer(document).symbols(symbols_of(document.text.text(), document.tokens))};
}

// The options are not looked at: there is one layout.
Server::Outcome Server::formatting(const Json &, Document &document) {
  std::optional<TextChange> change = format_edit(document.text.text());
  Json edits = Json::array();
  if (change) {
    edits.push_back(writer(document).text_edit(*change));
  }
  return {std::move(edits)};
}

// Notifications.

void Server::did_open(const Json &params) {
  std::string uri = uri_in(params);
  std::optional<std::string> text = string_of(at(params, {"textDocument", "text"}));
  if (uri.empty() || !text || text->size() > max_document) {
    log(fmt::format("cannot open {}", uri.empty() ? "a document without a URI" : uri));
    return;
  }
  workspace_.open(uri, std::move(*text), version_in(params));
}

void Server::did_change(const Json &params) {
  Document *document = workspace_.find(uri_in(params));
  const Json &changes = at(params, {"contentChanges"});
  if (document == nullptr || !changes.is_array()) {
    log("a change of a document that is not open");
    return;
  }
  for (const Json &each : changes) {
    if (!change(*document, each)) {
      log(fmt::format("cannot apply a change to {}; close it and open it again", document->uri));
    }
  }
  document->version = version_in(params);
  workspace_.changed(*document);
}

// Returns false if it is not a change, or if the text would be too large.
bool Server::change(Document &document, const Json &change) const {
  std::optional<std::string> text = string_of(at(change, {"text"}));
  if (!text || text->size() > max_document) {
    return false;
  }
  if (!change.contains("range")) {
    document.text.set(std::move(*text));
    return true;
  }
  std::optional<PositionRange> range = range_of(change["range"]);
  if (!range || document.text.text().size() + text->size() > max_document) {
    return false;
  }
  std::size_t begin = document.text.offset(range->start, client_.unit);
  document.text.replace(begin, document.text.offset(range->end, client_.unit), *text);
  return true;
}

void Server::did_close(const Json &params) {
  std::string uri = uri_in(params);
  if (workspace_.find(uri) == nullptr) {
    return;
  }
  workspace_.close(uri);
  reported_.erase(uri);
  send(notification("textDocument/publishDiagnostics",
                    {{"uri", uri}, {"diagnostics", Json::array()}}));
}

// Diagnostics.

void Server::report(Document &document) {
  Json diagnostics = Json::array();
  for (const Problem &problem : problems_of(workspace_, document, client_.unit)) {
    diagnostics.push_back(writer(document).diagnostic(problem));
  }
  document.reported = true;
  Json params = {{"uri", document.uri}, {"diagnostics", std::move(diagnostics)}};
  if (document.version) {
    params["version"] = *document.version;
  }
  std::string text = written(params);
  std::string &before = reported_[document.uri];
  if (before != text) {
    send(notification("textDocument/publishDiagnostics", std::move(params)));
    before = std::move(text);
  }
}

} // namespace arnorm::tool
