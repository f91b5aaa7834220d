#include "tool/lsp/json.h"

namespace arnorm::tool {

std::optional<Json> parse_json(std::string_view text) {
  constexpr int max_depth = 100;
  bool too_deep = false;
  auto check_depth = [&](int depth, Json::parse_event_t, Json &) {
    too_deep = too_deep || depth > max_depth;
    return !too_deep;
  };
  Json json = Json::parse(text, check_depth, false);
  return json.is_discarded() || too_deep ? std::nullopt : std::optional(std::move(json));
}

std::string written(const Json &json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json &at(const Json &json, std::initializer_list<const char *> keys) {
  static const Json none;
  const Json *found = &json;
  for (const char *key : keys) {
    if (!found->is_object()) {
      return none;
    }
    auto next = found->find(key);
    if (next == found->end()) {
      return none;
    }
    found = &*next;
  }
  return *found;
}

std::optional<std::string> string_of(const Json &json) {
  return json.is_string() ? std::optional(json.get<std::string>()) : std::nullopt;
}

std::optional<std::size_t> number_of(const Json &json) {
  bool whole =
      json.is_number_integer() && (json.is_number_unsigned() || json.get<long long>() >= 0);
  return whole ? std::optional(json.get<std::size_t>()) : std::nullopt;
}

} // namespace arnorm::tool
