#include "tool/commands/new_rules.h"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "parse/rule_file.h"
#include "tool/commands/skeletons.h"
#include "tool/io/console.h"
#include "tool/io/file_version.h"
#include "tool/io/log.h"
#include "tool/io/output.h"
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

// Takes the name first, so that no file of another program is replaced, and then writes the file as
// all others are written: as a whole or not at all.
bool create(const std::string &file, std::string_view text) {
  TemporaryFile name;
  int descriptor = name.make_new(file);
  if (descriptor < 0) {
    const int error = errno;
    std::string reason = std::generic_category().message(error);
    log_error(error == EEXIST ? fmt::format("{} exists already; it is left unchanged", file)
                              : fmt::format("cannot write to {}: {}", file, reason));
    return false;
  }
  std::optional<FileVersion> version = FileVersion::of(descriptor);
  ::close(descriptor);
  Output output;
  bool good = output.open(file);
  if (version) {
    output.expect(*version);
  }
  good = good && output.write(text) && output.finish();
  std::optional<FileVersion> now = good ? std::nullopt : FileVersion::of(file);
  if (version && now && now->is_unchanged(*version)) { // still the empty file of that name
    ::unlink(file.c_str());
  }
  return good;
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
  if (!create(file, filled_in(skeleton(arguments.kind), name))) {
    return exit_trouble;
  }
  return print(fmt::format("{}: written; try `arnorm check {}`\n", file,
                           file.find('/') == std::string::npos ? "./" + file : file))
             ? exit_fine
             : exit_trouble;
}

} // namespace arnorm::tool
