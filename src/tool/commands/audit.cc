#include "tool/commands/audit.h"

#include <array>
#include <cerrno>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "characters/names.h"
#include "check/chain_audit.h"
#include "check/script_letters.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/io/wait.h"
#include "tool/report/audit.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t piece_bytes = 1 << 16;

// Reads a file into the inventory. False after an error, which has been reported.
bool count(const std::string &name, Inventory &inventory) {
  bool is_input = name == "-";
  int file = STDIN_FILENO;
  do {
    file = is_input ? file : ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  } while (file < 0 && errno == EINTR);
  auto fail = [&] {
    log_error(fmt::format("cannot read {}: {}", sanitize_for_terminal(name),
                          std::generic_category().message(errno)));
    if (file >= 0 && !is_input) {
      ::close(file);
    }
    return false;
  };
  if (file < 0) {
    return fail();
  }
  static std::array<char, piece_bytes> piece;
  inventory.begin_file();
  for (;;) {
    ssize_t got = read_some(file, piece.data(), piece.size());
    if (got < 0) {
      return fail();
    }
    if (got == 0) {
      break;
    }
    inventory.add(std::string_view(piece.data(), static_cast<std::size_t>(got)));
  }
  inventory.end_file();
  if (!is_input) {
    ::close(file);
  }
  return true;
}

int audit_files(const CommandArguments &arguments, const ChainAudit &audit) {
  UScriptCode script = script_of_code(audit.script).value_or(USCRIPT_ARABIC);
  Inventory inventory;
  AuditedFiles files{{}, &inventory, script};
  int status = exit_fine;
  for (std::size_t i = 1; i < arguments.words.size(); ++i) {
    if (count(arguments.words[i], inventory)) {
      files.names.push_back(arguments.words[i]);
    } else {
      status = exit_trouble;
    }
  }
  std::string text = arguments.json ? audit_json(files, audit) : audit_text(files, audit);
  text = arguments.html ? audit_html("Audit of " + arguments.words[0], text) : text;
  if (!print(text)) {
    return exit_trouble;
  }
  return status == exit_fine && arguments.strict && has_oddities(files) ? exit_data : status;
}

} // namespace

int audit(const CommandArguments &arguments) {
  Options options;
  options.path = arguments.path;
  options.direction = arguments.reverse ? Direction::reverse : Direction::forward;
  RuleLibrary library(options);
  Report report;
  bool with_files = arguments.words.size() > 1;
  const std::string &chain = arguments.words[0];
  std::optional<ChainAudit> audit = audit_chain(chain, library, options, report, !with_files);
  log_error(report.take());
  if (!audit) {
    return exit_trouble;
  }
  if (with_files) {
    return audit_files(arguments, *audit);
  }
  std::string text = arguments.json ? audit_json(chain, *audit) : audit_text(chain, *audit);
  text = arguments.html ? audit_html("Audit of " + chain, text) : text;
  return print(text) ? exit_fine : exit_trouble;
}

} // namespace arnorm::tool
