// Sends arbitrary messages to the language server:
//
// - a stream of bytes is split into the same messages however it is cut, and the header of each
//   message is that of its body;
// - each answer is JSON and small enough for its frame, each request has one response with its id,
//   and notifications have none;
// - ranges in responses and diagnostics begin before they end.
//
// If the first byte is even, the rest is a stream of bytes as a client sends it. Otherwise it is a
// script: each byte a message about one of two documents, with texts and positions that follow.
#include <map>
#include <string>
#include <vector>

#include "characters/utf.h"
#include "harness.h"
#include "tool/lsp/frames.h"
#include "tool/lsp/server.h"

namespace arnorm::fuzz {
namespace {

using tool::at;
using tool::Json;

constexpr std::size_t most_steps = 24;
constexpr std::size_t longest_document = 1u << 12;

// The bodies of a stream of bytes that comes in pieces of this size, and the problem at its end.
std::vector<std::string> bodies_of(std::string_view bytes, std::size_t size, std::string &problem) {
  tool::FrameReader reader;
  std::vector<std::string> bodies;
  while (!bytes.empty()) {
    std::string_view piece = bytes.substr(0, size);
    bytes.remove_prefix(piece.size());
    reader.add(piece);
    while (auto body = reader.next()) {
      bodies.push_back(std::move(*body));
    }
  }
  problem = reader.problem();
  return bodies;
}

class Client {
public:
  explicit Client(bool checks_ranges) : checks_ranges_(checks_ranges) {}

  void send(std::string_view body) {
    server_.receive(body);
    take();
  }

  void settle() {
    while (server_.work()) {
      take();
    }
    take();
  }

  void refuse(const std::string &problem) {
    server_.refuse(problem);
    take();
  }

  std::size_t answers(int id) const { return answers_.contains(id) ? answers_.at(id) : 0; }

private:
  void take() {
    for (const std::string &message : server_.take_messages()) {
      std::optional<Json> json = tool::parse_json(message);
      require(json && json->is_object(), "each message is an object of JSON");
      require(find_malformed(message) == std::string::npos, "each message is UTF-8");
      std::string problem;
      require(bodies_of(tool::frame(message), 7, problem) == std::vector{message} &&
                  problem.empty(),
              "a frame holds its message");
      bool answers = json->contains("result") || json->contains("error");
      require(answers != json->contains("method"), "a message is a response or a notification");
      require(answers == json->contains("id"), "a response has an id");
      if (answers && (*json)["id"].is_number_integer()) {
        ++answers_[(*json)["id"].get<int>()];
      }
      if (checks_ranges_) {
        check_ranges(*json);
      }
    }
  }

  static std::pair<std::size_t, std::size_t> place_of(const Json &position) {
    return {tool::number_of(at(position, {"line"})).value_or(SIZE_MAX),
            tool::number_of(at(position, {"character"})).value_or(SIZE_MAX)};
  }

  // Everything that is a range begins before it ends, in lines that exist.
  void check_ranges(const Json &json) {
    if (json.is_object() && json.contains("start") && json.contains("end")) {
      require(place_of(json["start"]) <= place_of(json["end"]), "a range begins before it ends");
      require(place_of(json["end"]).first < SIZE_MAX, "a range has lines");
    }
    if (json.is_object() || json.is_array()) {
      for (const Json &each : json) {
        check_ranges(each);
      }
    }
  }

  bool checks_ranges_;
  tool::Server server_{{}};
  std::map<int, std::size_t> answers_; // by the id of the request
};

void stream_of_bytes(std::string_view bytes) {
  std::string problem;
  std::vector<std::string> bodies = bodies_of(bytes, 1, problem);
  for (std::size_t size : {2, 3, 64}) {
    std::string again;
    require(bodies_of(bytes, size, again) == bodies, "cuts change no message");
    require(again == problem, "cuts change no problem");
  }
  Client client(false);
  for (const std::string &body : bodies) {
    client.send(body);
  }
  if (!problem.empty()) {
    client.refuse(problem);
  }
  client.settle();
}

class Script {
public:
  explicit Script(Choices choices) : choices_(choices) {}

  void run() {
    start();
    for (std::size_t i = 0; i < most_steps && !choices_.done(); ++i) {
      step();
    }
    client_.settle();
    for (int id = 0; id < next_id_; ++id) {
      require(client_.answers(id) == 1, "each request has one response");
    }
  }

private:
  Json uri() {
    constexpr const char *uris[] = {"file:///no/such/folder/a.toml", "untitled:b"};
    return uris[choices_.below(2)];
  }

  // Malformed bytes cannot be said in JSON.
  std::string text() {
    std::string out;
    for (std::string_view bytes = choices_.piece(choices_.byte() * 4); !bytes.empty();) {
      std::size_t good = std::min(find_malformed(bytes), bytes.size());
      out += bytes.substr(0, good);
      bytes.remove_prefix(std::min(good + 1, bytes.size()));
    }
    return out.substr(0, longest_document);
  }

  Json position() {
    std::size_t line = choices_.byte();
    std::size_t character = choices_.byte();
    return {{"line", line}, {"character", character}};
  }
  Json range() {
    Json start = position();
    return {{"start", start}, {"end", position()}};
  }

  void request(const std::string &method, const Json &params) {
    send({{"id", next_id_++}, {"method", method}, {"params", params}});
  }
  void notify(const std::string &method, const Json &params) {
    send({{"method", method}, {"params", params}});
  }
  void send(const Json &message) { client_.send(tool::written(message)); }

  void start() {
    constexpr const char *units[] = {"utf-8", "utf-16", "utf-32"};
    std::size_t head = choices_.byte();
    Json text_document = {
        {"documentSymbol", {{"hierarchicalDocumentSymbolSupport", head / 3 % 2 == 0}}}};
    Json general = {{"positionEncodings", {units[head % 3]}}};
    request("initialize",
            {{"capabilities", {{"general", general}, {"textDocument", text_document}}}});
  }

  void step() {
    constexpr const char *on_position[] = {"hover", "definition", "completion"};
    constexpr const char *on_document[] = {"documentSymbol", "formatting"};
    switch (choices_.below(12)) {
    case 0:
      return open();
    case 1:
    case 2:
      return change();
    case 3:
      return notify("textDocument/didClose", {{"textDocument", {{"uri", uri()}}}});
    case 4:
    case 5:
    case 6: {
      std::string method = on_position[choices_.below(3)];
      Json document = {{"uri", uri()}};
      return request("textDocument/" + method,
                     {{"textDocument", document}, {"position", position()}});
    }
    case 7: {
      std::string method = on_document[choices_.below(2)];
      return request("textDocument/" + method, {{"textDocument", {{"uri", uri()}}}});
    }
    case 8: {
      Json document = {{"uri", uri()}};
      return request("textDocument/codeAction", {{"textDocument", document},
                                                 {"range", range()},
                                                 {"context", {{"diagnostics", Json::array()}}}});
    }
    case 9:
      return cancel();
    case 10:
      return notify("textDocument/didSave", {{"textDocument", {{"uri", uri()}}}});
    default:
      client_.settle();
    }
  }

  void open() {
    Json document = {{"uri", uri()}, {"version", choices_.byte()}};
    document["text"] = text();
    notify("textDocument/didOpen", {{"textDocument", document}});
  }

  void change() {
    Json document = {{"uri", uri()}, {"version", choices_.byte()}};
    Json change = {{"range", range()}};
    change["text"] = text();
    if (choices_.below(8) == 0) {
      change.erase("range");
    }
    notify("textDocument/didChange",
           {{"textDocument", document}, {"contentChanges", Json::array({change})}});
  }

  // A request that waits, or one that has been answered.
  void cancel() { notify("$/cancelRequest", {{"id", choices_.below(8)}}); }

  Choices choices_;
  Client client_{true};
  int next_id_ = 0;
};

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  Choices choices(text_of(data, size));
  if (choices.byte() % 2 == 0) {
    stream_of_bytes(choices.rest());
  } else {
    Script(choices).run();
  }
  return 0;
}
