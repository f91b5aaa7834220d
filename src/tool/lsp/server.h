// The language server: takes the messages of a client and produces those for it (LSP 3.17).
//
// Does not read or write anything; see tool/lsp/serve.h. Messages wait in a queue, so that a
// request can be cancelled before it is handled, and diagnostics are computed only when nothing
// waits: while someone types fast, not every letter is checked.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tool/lsp/messages.h"
#include "tool/lsp/workspace.h"

namespace arnorm::tool {

class Server {
public:
  // The folders of -I.
  explicit Server(std::vector<std::string> path) : workspace_(std::move(path)) {}

  // Queues a message. A wrong one is answered at once.
  void receive(std::string_view body);

  // Says that what the client sends cannot be split into messages any more.
  void refuse(const std::string &problem);

  // Handles the first message that waits, or else checks one document. Returns false if there is
  // nothing to do.
  bool work();

  std::size_t waiting_bytes() const { return waiting_bytes_; }

  // The messages for the client so far, which the caller sends.
  std::vector<std::string> take_messages() { return std::exchange(messages_, {}); }

  // The status to exit with, after the client has said so.
  std::optional<int> exit_status() const { return exit_status_; }

private:
  struct Waiting {
    Json message;
    std::size_t bytes;
  };

  // The result of a request, or why there is none.
  struct Outcome {
    Json result = nullptr;
    std::optional<RpcError> error = {};
    std::string message = {};
  };
  static Outcome refused(RpcError error, std::string message) {
    return {nullptr, error, std::move(message)};
  }

  void send(const Json &message) { messages_.push_back(written(message)); }
  void cancel(const Json &id);
  void handle(const Json &message);
  void answer(const Json &id, const std::string &method, const Json &params);
  Outcome outcome(const std::string &method, const Json &params);
  void notice(const std::string &method, const Json &params);
  void report(Document &document);
  void log(const std::string &text);

  // Requests.
  using Request = Outcome (Server::*)(const Json &params, Document &document);
  Outcome initialize(const Json &params);
  Outcome on_document(Request request, const Json &params);
  Outcome hover(const Json &params, Document &document);
  Outcome definition(const Json &params, Document &document);
  Outcome completion(const Json &params, Document &document);
  Outcome code_action(const Json &params, Document &document);
  Outcome symbols(const Json &params, Document &document);
  Outcome formatting(const Json &params, Document &document);

  // Notifications.
  void did_open(const Json &params);
  void did_change(const Json &params);
  void did_close(const Json &params);
  bool change(Document &document, const Json &change) const;

  std::optional<std::size_t> offset_in(const Document &document, const Json &params) const;
  MessageWriter writer(const Document &document) { return {workspace_, document, client_}; }

  enum class State { created, running, shut_down };

  Workspace workspace_;
  ClientAbilities client_;
  State state_ = State::created;
  std::deque<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::vector<std::string> messages_;
  std::map<std::string, std::string> reported_; // by URI: the diagnostics that the client has
  std::optional<int> exit_status_;
};

} // namespace arnorm::tool
