// JSON by nlohmann's library, for the messages of editors. The only file that includes it.
//
// Of the libraries of Debian 12, this one reads and writes, reads without recursion, however deep a
// message is nested, and adds nothing to install beside the command. simdjson, which reads records,
// does not write; jsoncpp recurses, and Boost.JSON is of another version of Boost than the tests'.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace arnorm::tool {

using Json = nlohmann::json;

// Nothing if the text is not JSON in UTF-8, or is nested more than 100 deep.
std::optional<Json> parse_json(std::string_view text);

// Malformed bytes, which names of files may contain, become U+FFFD.
std::string written(const Json &json);

// The value at a path of keys, such as {"textDocument", "uri"}. A null value if there is none.
const Json &at(const Json &json, std::initializer_list<const char *> keys);

// The value if it has this type.
std::optional<std::string> string_of(const Json &json);
std::optional<std::size_t> number_of(const Json &json); // not negative

} // namespace arnorm::tool
