#include "command_line.h"

#include <algorithm>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "console.h"

namespace arnorm::tool {
namespace {

// CLI11 has exit codes of its own; ours are 0 and 2.
int finish(const CLI::App &app, const CLI::ParseError &error) {
  if (error.get_exit_code() == 0) {
    std::ostringstream out;
    app.exit(error, out, out);
    return print(out.str()) ? exit_fine : exit_trouble;
  }
  complain(fmt::format("{}\ntry `{} --help`", error.what(), app.get_name()));
  return exit_trouble;
}

// The words for CLI11, last one first as it wants them. It takes the word `[a,b]` for the two words
// `a` and `b`; such a word can only name a file, and so another name of the file does.
std::vector<std::string> words_of(int argc, char **argv) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  for (std::string &word : words) {
    if (word.starts_with('[') && word.ends_with(']')) {
      word.insert(0, "./");
    }
  }
  std::reverse(words.begin(), words.end());
  return words;
}

template <class Value> using Choices = std::vector<std::pair<std::string, Value>>;

// An option whose value is one of some words. CLI::CheckedTransformer would take the numbers
// behind them as well and say so in its message.
template <class Value>
void add_choice(CLI::App &app, const std::string &name, Value &value, Choices<Value> choices,
                const std::string &help) {
  std::string words;
  for (const auto &[word, meaning] : choices) {
    words += (words.empty() ? "" : "|") + word;
  }
  auto take = [&value, name, choices, words](const std::string &given) {
    auto choice = std::find_if(choices.begin(), choices.end(),
                               [&](const auto &each) { return each.first == given; });
    if (choice == choices.end()) {
      throw CLI::ValidationError(name, fmt::format("`{}` is not one of {}", given, words));
    }
    value = choice->second;
  };
  app.add_option_function<std::string>(name, take, help)->type_name(words);
}

void add_path(CLI::App &app, std::vector<std::string> &path) {
  app.add_option("-I", path, "search DIR for rule sets first (may be repeated)")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

std::string command_list() {
  std::string text = "Commands:\n";
  for (const Command &command : commands()) {
    std::string words = fmt::format("arnorm {} {}", command.name, command.words);
    text += fmt::format("  {:<30} {}\n", words, command.help);
  }
  text += "\nExit status: 0 fine; 1 the data had a problem that the options call an error, or a\n"
          "command found something; 2 usage, an unusable rule set, or input and output.\n";
  return text;
}

} // namespace

Parsed<FilterArguments> parse_filter(int argc, char **argv) {
  FilterArguments arguments;
  bool reverse = false;
  CLI::App app("Normalizes and transliterates Arabic text by rule files, line by line.", "arnorm");
  app.set_version_flag("--version", fmt::format("arnorm {}", version()));
  app.add_option("CHAIN", arguments.chain,
                 "rule sets joined by commas, applied left to right (`arnorm list`); a:b decodes a and "
                 "writes b")
      ->required();
  app.add_option("FILE", arguments.files, "files to read; none, or `-`: standard input");
  app.add_flag("-r,--reverse", reverse, "run the chain backwards")->disable_flag_override();
  auto *output =
      app.add_option("-o,--output", arguments.output, "write to FILE instead of standard output");
  output->type_name("FILE");
  add_choice<Invalid>(
      app, "--invalid", arguments.options.invalid,
      {{"keep", Invalid::keep}, {"replace", Invalid::replace}, {"error", Invalid::error}},
      "malformed UTF-8: keep its bytes and count them (default), replace it by U+FFFD, "
      "or stop with an error");
  add_choice<Engine>(app, "--engine", arguments.options.engine,
                     {{"auto", Engine::automatic}, {"icu", Engine::icu}, {"table", Engine::table}},
                     "what runs the stages (default auto)");
  add_path(app, arguments.options.path);
  app.footer(command_list());
  try {
    app.parse(words_of(argc, argv));
  } catch (const CLI::ParseError &error) {
    return {std::nullopt, finish(app, error)};
  }
  if (output->count() > 0 && arguments.output.empty()) {
    complain("-o needs the name of a file");
    return {std::nullopt, exit_trouble};
  }
  arguments.options.direction = reverse ? Direction::reverse : Direction::forward;
  if (arguments.files.empty()) {
    arguments.files.push_back("-");
  }
  return {std::move(arguments), exit_fine};
}

Parsed<CommandArguments> parse_command(const CommandShape &shape, int argc, char **argv) {
  CommandArguments arguments;
  CLI::App app(shape.help, "arnorm " + shape.name);
  if (!shape.words.empty()) {
    auto *words = app.add_option(shape.words, arguments.words, "");
    words->required(shape.words_needed);
  }
  if (shape.takes_reverse) {
    app.add_flag("-r,--reverse", arguments.reverse, "the chain backwards")->disable_flag_override();
  }
  if (shape.takes_icu) {
    app.add_flag("--icu", arguments.icu, "as ICU transform rules")
        ->disable_flag_override()
        ->required();
  }
  if (shape.takes_engines) {
    app.add_flag("--engines", arguments.engines,
                 "which engine runs each stage of a chain, and why")
        ->disable_flag_override();
  }
  if (shape.takes_html) {
    app.add_flag("--html", arguments.html, "as one HTML page, the sets side by side")
        ->disable_flag_override();
  }
  add_path(app, arguments.path);
  try {
    app.parse(words_of(argc, argv));
  } catch (const CLI::ParseError &error) {
    return {std::nullopt, finish(app, error)};
  }
  return {std::move(arguments), exit_fine};
}

} // namespace arnorm::tool
