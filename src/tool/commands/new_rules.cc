#include "tool/commands/new_rules.h"

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "parse/rule_file.h"
#include "tool/commands/skeletons.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/io/temporary_files.h"

namespace arnorm::tool {
namespace {

namespace fs = std::filesystem;

std::string filled_in(std::string_view text, std::string_view name) {
  constexpr std::string_view placeholder = "@NAME@";
  std::string out;
  for (std::size_t at; (at = text.find(placeholder)) != std::string_view::npos;) {
    out.append(text.substr(0, at)).append(name);
    text.remove_prefix(at + placeholder.size());
  }
  return out.append(text);
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno != EINTR) {
      return false;
    }
    text.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
  }
  return true;
}

// Writes a file that does not exist yet, as a whole or not at all. A link cannot replace a file
// that another program has made in the meantime.
std::error_code create(const std::string &file, std::string_view text) {
  TemporaryFile temporary;
  std::string name = file + ".XXXXXX";
  int descriptor = temporary.make(name);
  if (descriptor < 0) {
    return {errno, std::generic_category()};
  }
  mode_t mask = ::umask(0);
  ::umask(mask);
  bool good = write_all(descriptor, text) && ::fchmod(descriptor, 0666 & ~mask) == 0 &&
              ::fsync(descriptor) == 0 && ::link(name.c_str(), file.c_str()) == 0;
  int error = errno;
  ::close(descriptor);
  ::unlink(name.c_str());
  temporary.done();
  return {good ? 0 : error, std::generic_category()};
}

} // namespace

int new_rules(const CommandArguments &arguments) {
  if (arguments.words.size() != 1) {
    log_error("new accepts one name");
    return exit_trouble;
  }
  fs::path path = arguments.words[0];
  std::string name = (path.extension() == ".toml" ? path.stem() : path.filename()).string();
  if (!is_rule_set_name(name)) {
    log_error(
        fmt::format("invalid name `{}`; use only lower-case letters a-z, digits, `-`, `_` and "
                    "`.`",
                    name));
    return exit_trouble;
  }
  std::string file = (path.parent_path() / (name + ".toml")).string();
  if (std::error_code error = create(file, filled_in(skeleton(arguments.kind), name))) {
    log_error(error == std::errc::file_exists
                  ? fmt::format("{} exists already; it is left unchanged", file)
                  : fmt::format("cannot write to {}: {}", file, error.message()));
    return exit_trouble;
  }
  return print(fmt::format("{}: written; try `arnorm check {}`\n", file,
                           file.find('/') == std::string::npos ? "./" + file : file))
             ? exit_fine
             : exit_trouble;
}

} // namespace arnorm::tool
