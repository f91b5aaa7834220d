#include "tool/commands/export_rules.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "arnorm/arnorm.h"
#include "characters/names.h"
#include "tool/commands/load_chain.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/io/output.h"

namespace arnorm::tool {
namespace {

namespace fs = std::filesystem;

bool write_file(const std::string &file, std::string_view text) {
  Output output;
  return output.open(file) && output.write(text) && output.finish();
}

// A text left from another chain would be run with the others.
bool prepare_folder(const std::string &folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error && fs::is_empty(folder, error)) {
    return true;
  }
  log_error(fmt::format("cannot export to {}: {}", sanitize_for_terminal(folder),
                        error ? error.message() : "the directory is not empty"));
  return false;
}

// Writes 01.txt, 02.txt and so on.
int export_texts(const Chain &chain, const std::string &folder) {
  IcuTexts icu = chain.icu_rule_texts();
  log_error(icu.diagnostics);
  if (!icu || !prepare_folder(folder)) {
    return exit_trouble;
  }
  for (std::size_t i = 0; i < icu.texts.size(); ++i) {
    if (!write_file((fs::path(folder) / fmt::format("{:02}.txt", i + 1)).string(), icu.texts[i])) {
      return exit_trouble;
    }
  }
  return exit_fine;
}

int export_text(const Chain &chain) {
  IcuRules icu = chain.icu_rules();
  log_error(icu.diagnostics);
  return icu && print(icu.rules) ? exit_fine : exit_trouble;
}

} // namespace

int export_rules(const CommandArguments &arguments) {
  if (arguments.words.size() != 1) {
    log_error("export accepts one chain; join rule sets with commas");
    return exit_trouble;
  }
  Loaded chain = load_chain(arguments);
  if (!chain) {
    return exit_trouble;
  }
  return arguments.output.empty() ? export_text(*chain) : export_texts(*chain, arguments.output);
}

} // namespace arnorm::tool
