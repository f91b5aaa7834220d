// Reads a whole rule file, whatever its name leads to.
#pragma once

#include <optional>
#include <string>

namespace arnorm {

struct FileText {
  std::string text;
  std::string error; // empty when the file was read
  bool too_large = false;
  bool is_pipe = false;
  bool is_special = false; // a device, a socket, or a pipe that must not be read
};

// What may be read: a pipe waits for who writes to it, so only a user can ask for one.
enum class Readable { regular, regular_or_pipe };

// At most `limit` bytes. Folders, devices, sockets and unreadable files end in an error, and are
// not waited for.
FileText read_file(const std::string &name, std::size_t limit,
                   Readable readable = Readable::regular);

// What tells a file from all others, whatever it is called. Nothing for what is not there, and for
// folders.
std::optional<std::string> file_key(const std::string &name);

} // namespace arnorm
