// Reads a whole rule file, safely for any kind of file.
#pragma once

#include <optional>
#include <string>
#include <system_error>

namespace arnorm {

struct FileText {
  std::string text;
  std::string error; // empty on success
  bool too_large = false;
  bool is_pipe = false;
  bool is_special = false; // a device, a socket, or a pipe that must not be read
};

// Which files may be read. Reading a pipe may block, so only users may name one.
enum class Readable { regular, regular_or_pipe };

// Reads at most `limit` bytes. Directories, devices, sockets and unreadable files are errors, and
// never block.
FileText read_file(const std::string &name, std::size_t limit,
                   Readable readable = Readable::regular);

// A key that identifies a file regardless of its name. Nothing for directories, or if there is no
// such file; nothing, with an error, if a file may be there that cannot be examined: its folder may
// not be searched, for example.
std::optional<std::string> file_key(const std::string &name, std::error_code &error);
std::optional<std::string> file_key(const std::string &name);

} // namespace arnorm
