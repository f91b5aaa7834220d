#include "tool/options/command_line.h"

#include <algorithm>
#include <functional>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "characters/split.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/options/option_table.h"

namespace arnorm::tool {
namespace {

// CLI11 has exit codes of its own; ours are 0 and 2.
int finish(const CLI::App &app, const CLI::ParseError &error) {
  if (error.get_exit_code() == 0) {
    std::ostringstream out;
    app.exit(error, out, out);
    return print(out.str()) ? exit_fine : exit_trouble;
  }
  log_error(fmt::format("{}\ntry `{} --help`", error.what(), app.get_name()));
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

const OptionRow &row_of(std::string_view key) {
  auto rows = option_rows();
  return *std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row.key == key; });
}

CLI::Option *add_flag(CLI::App &app, std::string_view key, bool &value) {
  const OptionRow &row = row_of(key);
  return app.add_flag(std::string(row.names), value, std::string(row.help))
      ->disable_flag_override();
}

// An option takes the word behind it and no other, or it would swallow the chain.
template <class Value> CLI::Option *add_option(CLI::App &app, std::string_view key, Value &value) {
  const OptionRow &row = row_of(key);
  return app.add_option(std::string(row.names), value, std::string(row.help))
      ->type_name(std::string(row.value))
      ->allow_extra_args(false);
}

// The same with a value, or several, that `take` makes something of.
template <class Value>
CLI::Option *add_taker(CLI::App &app, std::string_view key,
                       std::function<void(const Value &)> take) {
  const OptionRow &row = row_of(key);
  return app
      .add_option_function<Value>(std::string(row.names), std::move(take), std::string(row.help))
      ->type_name(std::string(row.value))
      ->allow_extra_args(false);
}

template <class Value> using Choices = std::vector<std::pair<std::string, Value>>;

template <class Value>
Value choice(std::string_view key, const std::string &given, const Choices<Value> &choices) {
  auto found = std::find_if(choices.begin(), choices.end(),
                            [&](const auto &each) { return each.first == given; });
  if (found == choices.end()) {
    throw CLI::ValidationError(fmt::format("--{}", key),
                               fmt::format("`{}` is not one of {}", given, row_of(key).value));
  }
  return found->second;
}

// An option whose value is one of some words. CLI::CheckedTransformer would take the numbers
// behind them as well and say so in its message.
template <class Value>
CLI::Option *add_choice(CLI::App &app, std::string_view key, Value &value, Choices<Value> choices) {
  return add_taker<std::string>(app, key, [&value, key, choices](const std::string &given) {
    value = choice(key, given, choices);
  });
}

void add_protect(CLI::App &app, unsigned &kinds) {
  const Choices<unsigned> words{{"url", protect_url},         {"email", protect_email},
                                {"mention", protect_mention}, {"tag", protect_tag},
                                {"entity", protect_entity},   {"latin", protect_latin},
                                {"code", protect_code},       {"all", ~0u}};
  auto add = [&kinds, words](std::string_view given) {
    for (std::string_view word : split(given, ',')) {
      kinds |= choice("protect", std::string(word), words);
    }
  };
  using Lists = std::vector<std::string>;
  add_taker<Lists>(app, "protect",
                   [add](const Lists &lists) { std::for_each(lists.begin(), lists.end(), add); });
}

void add_jobs(CLI::App &app, unsigned &jobs) {
  add_taker<std::string>(app, "jobs", [&jobs](const std::string &given) {
    constexpr unsigned max = 1024;
    bool number =
        !given.empty() && given.size() <= 4 &&
        std::all_of(given.begin(), given.end(), [](char c) { return c >= '0' && c <= '9'; });
    unsigned count = number ? static_cast<unsigned>(std::stoul(given)) : max + 1;
    if (count > max) {
      throw CLI::ValidationError("--jobs",
                                 fmt::format("`{}` is not a number from 0 to {}", given, max));
    }
    jobs = count == 0 ? std::max(std::thread::hardware_concurrency(), 1u) : count;
  });
}

void add_path(CLI::App &app, std::vector<std::string> &path) { add_option(app, "I", path); }

std::string command_list() {
  std::string text = "Commands:\n";
  for (const CommandRow &command : command_rows()) {
    std::string words = fmt::format("arnorm {} {}", command.name, command.words);
    text += fmt::format("  {:<30} {}\n", words, command.help);
  }
  text += "\nExit status: 0 fine; 1 the data had a problem that the options call an error, or a\n"
          "command found something; 2 usage, an unusable rule set, or input and output.\n";
  return text;
}

} // namespace

namespace {

// What is wrong with options that are right one by one; empty: nothing.
std::string conflict(const FilterArguments &arguments) {
  auto given = [](bool a, bool b, bool c) { return (a ? 1 : 0) + (b ? 1 : 0) + (c ? 1 : 0); };
  const auto &files = arguments.files;
  bool reads_input = files.empty() || std::find(files.begin(), files.end(), "-") != files.end();
  if (given(!arguments.jsonl.empty(), !arguments.tsv.empty(), !arguments.csv.empty()) > 1) {
    return "only one of --jsonl, --tsv and --csv can be what the records are";
  }
  if (arguments.in_place && !arguments.output.empty()) {
    return "-i writes to the files that are read, and -o to another: only one of them";
  }
  if (arguments.in_place && reads_input) {
    return "-i rewrites files; name them (standard input is none)";
  }
  if (!arguments.backup.empty() && !arguments.in_place) {
    return "--backup keeps what -i replaces; it needs -i";
  }
  if (arguments.backup.find('/') != std::string::npos) {
    return "--backup takes what is put behind a name, and a name holds no `/`";
  }
  if (arguments.recursive && files.empty()) {
    return "--recursive walks folders; name them";
  }
  if (arguments.json && !arguments.stats) {
    return "--json is the form of the report of --stats; it needs --stats";
  }
  if (arguments.lossless && arguments.options.invalid == Invalid::replace) {
    return "--lossless keeps malformed bytes; it does not go with --invalid replace";
  }
  if (arguments.lossless && arguments.unmapped == Unmapped::drop) {
    return "--lossless keeps all letters; it does not go with --unmapped drop";
  }
  return {};
}

} // namespace

Parsed<FilterArguments> parse_filter(int argc, char **argv) {
  FilterArguments arguments;
  bool reverse = false;
  CLI::App app("Normalizes and transliterates Arabic text by rule files, line by line.", "arnorm");
  app.set_version_flag("--version", fmt::format("arnorm {}", version()));
  app.add_option(
         "CHAIN", arguments.chain,
         "rule sets joined by commas, applied left to right (`arnorm list`); a:b decodes a and "
         "writes b")
      ->required();
  app.add_option("FILE", arguments.files, "files to read; none, or `-`: standard input");
  add_flag(app, "reverse", reverse);
  add_flag(app, "lossless", arguments.lossless);
  auto *output = add_option(app, "output", arguments.output);
  add_flag(app, "in-place", arguments.in_place);
  auto *backup = add_option(app, "backup", arguments.backup);
  add_flag(app, "recursive", arguments.recursive);
  add_jobs(app, arguments.jobs);
  add_option(app, "jsonl", arguments.jsonl);
  auto *tsv = add_option(app, "tsv", arguments.tsv);
  auto *csv = add_option(app, "csv", arguments.csv);
  add_flag(app, "null", arguments.zero);
  add_protect(app, arguments.protect);
  auto *invalid = add_choice<Invalid>(
      app, "invalid", arguments.options.invalid,
      {{"keep", Invalid::keep}, {"replace", Invalid::replace}, {"error", Invalid::error}});
  add_choice<Unmapped>(
      app, "unmapped", arguments.unmapped,
      {{"keep", Unmapped::keep}, {"drop", Unmapped::drop}, {"error", Unmapped::error}});
  add_flag(app, "strict", arguments.strict);
  add_flag(app, "stats", arguments.stats);
  add_flag(app, "json", arguments.json);
  add_flag(app, "progress", arguments.progress);
  add_choice<Engine>(app, "engine", arguments.options.engine,
                     {{"auto", Engine::automatic}, {"icu", Engine::icu}, {"table", Engine::table}});
  add_path(app, arguments.options.path);
  app.footer(command_list());
  try {
    app.parse(words_of(argc, argv));
  } catch (const CLI::ParseError &error) {
    return {std::nullopt, finish(app, error)};
  }
  for (auto [option, value] :
       {std::pair(output, &arguments.output), std::pair(backup, &arguments.backup),
        std::pair(tsv, &arguments.tsv), std::pair(csv, &arguments.csv)}) {
    if (option->count() > 0 && value->empty()) {
      log_error(fmt::format("{} needs a value that is not empty", option->get_name(false, true)));
      return {std::nullopt, exit_trouble};
    }
  }
  for (std::string &field : arguments.jsonl) { // the field `[]`; see words_of
    field.erase(0, field.starts_with("./[") ? 2 : 0);
  }
  if (arguments.output == "-") {
    arguments.output.clear(); // standard output, as without
  }
  arguments.options.direction = reverse ? Direction::reverse : Direction::forward;
  if (arguments.strict && invalid->count() == 0) {
    arguments.options.invalid = Invalid::error;
  }
  if (std::string wrong = conflict(arguments); !wrong.empty()) {
    log_error(wrong);
    return {std::nullopt, exit_trouble};
  }
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
    add_flag(app, "reverse", arguments.reverse);
  }
  if (shape.takes_icu) {
    add_flag(app, "icu", arguments.icu)->required();
  }
  if (shape.takes_engines) {
    add_flag(app, "engines", arguments.engines);
  }
  if (shape.takes_html) {
    add_flag(app, "html", arguments.html);
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
