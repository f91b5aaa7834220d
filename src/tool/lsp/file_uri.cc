#include "tool/lsp/file_uri.h"

#include <fmt/format.h>

#include "characters/ascii.h"

namespace arnorm::tool {
namespace {

// RFC 3986, section 2.3, and the separator of folders.
bool is_plain(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

} // namespace

std::string uri_of_path(std::string_view path) {
  std::string uri = "file://";
  for (char c : path) {
    if (is_plain(c)) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

std::string path_of_uri(std::string_view uri) {
  constexpr std::string_view scheme = "file://";
  if (!uri.starts_with(scheme)) {
    return {};
  }
  uri.remove_prefix(scheme.size());
  uri.remove_prefix(uri.starts_with("localhost/") ? 9 : 0);
  std::string path;
  for (std::size_t at = 0; at < uri.size(); ++at) {
    bool escaped = uri[at] == '%' && at + 2 < uri.size() && is_hex_digit(uri[at + 1]) &&
                   is_hex_digit(uri[at + 2]);
    path += escaped ? static_cast<char>(*hex_value(uri.substr(at + 1, 2))) : uri[at];
    at += escaped ? 2 : 0;
  }
  bool usable = path.starts_with('/') && path.find('\0') == std::string::npos;
  return usable ? path : std::string();
}

} // namespace arnorm::tool
