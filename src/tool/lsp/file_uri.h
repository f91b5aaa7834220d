// Paths of files as URIs and back (RFC 8089, RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace arnorm::tool {

// "file:///tmp/a%20b.toml" of "/tmp/a b.toml", which must be absolute.
std::string uri_of_path(std::string_view path);

// Empty if it is not the URI of a file on this machine.
std::string path_of_uri(std::string_view uri);

} // namespace arnorm::tool
