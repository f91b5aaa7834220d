#include "tool/options/command_line.h"

#include <algorithm>
#include <functional>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "characters/split.h"
#include "characters/utf.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/options/option_table.h"

namespace arnorm::tool {
namespace {

// CLI11 has exit codes of its own; those of arnorm are 0 and 2.
int finish(const CLI::App &app, const CLI::ParseError &error) {
  if (error.get_exit_code() == 0) {
    std::ostringstream out;
    app.exit(error, out, out);
    return print(out.str()) ? exit_fine : exit_trouble;
  }
  log_error(error.what());
  report(fmt::format("try `{} --help`\n", app.get_name()));
  return exit_trouble;
}

// The words of the command line, in reverse order as CLI11 expects them. CLI11 splits the word
// `[a,b]` into the words `a` and `b`. Such a word can only be the name of a file, so it is replaced
// by an equivalent name.
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

// Breaks a help text into lines that fit beside the names of the options in 80 columns.
std::string wrapped(std::string_view help) {
  constexpr std::size_t max_width = 49;
  std::string lines;
  while (help.size() > max_width) {
    std::size_t end = help.rfind(' ', max_width);
    lines.append(help.substr(0, end)).append("\n");
    help.remove_prefix(end + 1);
  }
  return lines.append(help);
}

CLI::Option *add_flag(CLI::App &app, std::string_view key, bool &value) {
  const OptionRow &row = row_of(key);
  return app.add_flag(std::string(row.names), value, wrapped(row.help))->disable_flag_override();
}

// An option takes exactly one word as its value; otherwise it would swallow the chain.
template <class Value> CLI::Option *add_option(CLI::App &app, std::string_view key, Value &value) {
  const OptionRow &row = row_of(key);
  return app.add_option(std::string(row.names), value, wrapped(row.help))
      ->option_text(std::string(row.value))
      ->allow_extra_args(false);
}

// The same for values that `take` converts.
template <class Value>
CLI::Option *add_taker(CLI::App &app, std::string_view key,
                       std::function<void(const Value &)> take) {
  const OptionRow &row = row_of(key);
  return app.add_option_function<Value>(std::string(row.names), std::move(take), wrapped(row.help))
      ->option_text(std::string(row.value))
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

// An option whose value is one of the choices. CLI::CheckedTransformer would also accept the
// underlying numbers and list them in its error message.
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

// A byte that can separate columns: not one that ends or quotes records.
void add_delimiter(CLI::App &app, std::optional<char> &delimiter) {
  add_taker<std::string>(app, "delimiter", [&delimiter](const std::string &given) {
    const std::string word = given == "\\t" ? "\t" : given;
    auto wrong = [&](std::string_view why) {
      throw CLI::ValidationError("--delimiter",
                                 fmt::format("`{}` cannot separate columns: {}", given, why));
    };
    if (word.empty() || count_code_points(word) > 1) {
      wrong("it must be one character, such as `;`, or `\\t` for a tab");
    } else if (static_cast<unsigned char>(word[0]) >= 0x80) {
      wrong("it must be an ASCII character");
    } else if (word == "\"" || word == "\n" || word == "\r") {
      wrong("it already has a meaning in records");
    }
    delimiter = word[0];
  });
}

CLI::Option *add_invalid(CLI::App &app, Invalid &invalid) {
  return add_choice<Invalid>(
      app, "invalid", invalid,
      {{"keep", Invalid::keep}, {"replace", Invalid::replace}, {"error", Invalid::error}});
}

// Takes effect at once, also for messages about the rest of the command line.
void add_color(CLI::App &app) {
  const Choices<Color> words{
      {"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}};
  add_taker<std::string>(app, "color", [words](const std::string &given) {
    choose_color(choice("color", given, words));
  });
}

void add_engine(CLI::App &app, Engine &engine) {
  add_choice<Engine>(app, "engine", engine,
                     {{"auto", Engine::automatic}, {"icu", Engine::icu}, {"table", Engine::table}});
}

void add_texts(CLI::App &app, FilterArguments &arguments) {
  app.add_option("CHAIN", arguments.chain,
                 wrapped("rule sets joined by commas, applied from left to right (`arnorm list` "
                         "names them); a:b decodes a and encodes b"))
      ->required()
      ->option_text(" ");
  app.add_option("FILE", arguments.files,
                 wrapped("input files; standard input if there are none, or for `-`"))
      ->option_text(" ");
}

void add_records(CLI::App &app, FilterArguments &arguments) {
  add_option(app, "jsonl", arguments.jsonl);
  add_option(app, "tsv", arguments.tsv);
  add_option(app, "csv", arguments.csv);
  add_delimiter(app, arguments.delimiter);
  add_flag(app, "null", arguments.zero);
}

void add_path(CLI::App &app, std::vector<std::string> &path) { add_option(app, "I", path); }

// Lists each option under the heading of its group, --help last.
void group_options(CLI::App &app, bool has_version) {
  app.set_help_flag("-h,--help", wrapped(row_of("help").help));
  if (has_version) {
    app.set_version_flag("--version", fmt::format("arnorm {}", version()),
                         wrapped(row_of("version").help));
  }
  // app.get_option(name) is not used, because it allocates although it is noexcept.
  for (CLI::Option *option : app.get_options({})) {
    const std::string name = option->get_name();
    auto rows = option_rows();
    auto row = std::find_if(rows.begin(), rows.end(), [&](const OptionRow &each) {
      return each.names.substr(each.names.find(',') + 1) == name;
    });
    if (row != rows.end()) {
      option->group(std::string(row->group));
    }
  }
}

std::string command_list() {
  std::string text = "Commands:\n";
  for (const CommandRow &command : command_rows()) {
    std::string words = fmt::format("arnorm {} {}", command.name, command.words);
    text += fmt::format("  {:<31} {}\n", words, command.help);
  }
  text += "\nExit status:\n"
          "  0  success\n"
          "  1  the data had a problem that an option treats as an error, or a command\n"
          "     found a problem\n"
          "  2  a usage error, an unusable rule set, or an input or output error\n";
  return text;
}

// CLI11's help with the usage line from the table of commands, and one empty line between groups.
class HelpFormatter : public CLI::Formatter {
public:
  explicit HelpFormatter(std::string usage) : usage_(std::move(usage)) {
    label("Positionals", "Arguments");
    label("REQUIRED", "");
  }
  std::string make_usage(const CLI::App *, std::string) const override {
    return fmt::format("Usage: {}\n", usage_);
  }
  std::string make_help(const CLI::App *app, std::string name,
                        CLI::AppFormatMode mode) const override {
    std::string text = CLI::Formatter::make_help(app, std::move(name), mode);
    for (std::size_t at; (at = text.find("\n\n\n")) != std::string::npos;) {
      text.erase(at, 1);
    }
    return text;
  }

private:
  std::string usage_;
};

std::string usage_of(std::string_view command) {
  auto rows = command_rows();
  auto row = std::find_if(rows.begin(), rows.end(),
                          [&](const CommandRow &each) { return each.name == command; });
  return fmt::format("arnorm {} [OPTIONS] {}", command, row->words);
}

} // namespace

namespace {

// An error in the combination of options that are valid one by one; empty if there is none.
std::string conflict(const FilterArguments &arguments) {
  auto given = [](bool a, bool b, bool c) { return (a ? 1 : 0) + (b ? 1 : 0) + (c ? 1 : 0); };
  const auto &files = arguments.files;
  bool reads_input = files.empty() || std::find(files.begin(), files.end(), "-") != files.end();
  if (given(!arguments.jsonl.empty(), !arguments.tsv.empty(), !arguments.csv.empty()) > 1) {
    return "--jsonl, --tsv and --csv are mutually exclusive";
  }
  if (arguments.delimiter && arguments.tsv.empty() && arguments.csv.empty()) {
    return "--delimiter needs --csv or --tsv";
  }
  if (arguments.in_place && !arguments.output.empty()) {
    return "-i and -o are mutually exclusive";
  }
  if (arguments.in_place && reads_input) {
    return "-i needs file names; it cannot rewrite standard input";
  }
  if (!arguments.backup.empty() && !arguments.in_place) {
    return "--backup needs -i";
  }
  if (arguments.backup.find('/') != std::string::npos) {
    return "the suffix of --backup must not contain `/`";
  }
  if (arguments.recursive && files.empty()) {
    return "--recursive needs the name of a directory";
  }
  if (arguments.json && !arguments.stats) {
    return "--json needs --stats";
  }
  if (arguments.fingerprint && !files.empty()) {
    return "--fingerprint reads no text; omit the files";
  }
  if (arguments.lossless && arguments.invalid == Invalid::replace) {
    return "--lossless keeps malformed bytes; it cannot be combined with --invalid replace";
  }
  if (arguments.lossless && arguments.unmapped == Unmapped::drop) {
    return "--lossless keeps all letters; it cannot be combined with --unmapped drop";
  }
  return {};
}

} // namespace

namespace {

// Parses the command line. The status to exit with at once, or nothing.
std::optional<int> parse(CLI::App &app, int argc, char **argv, FilterArguments &arguments) {
  try {
    app.parse(words_of(argc, argv));
  } catch (const CLI::ParseError &error) {
    return finish(app, error);
  }
  const std::pair<const char *, const std::string &> values[] = {{"--output", arguments.output},
                                                                 {"--backup", arguments.backup},
                                                                 {"--tsv", arguments.tsv},
                                                                 {"--csv", arguments.csv}};
  for (const CLI::Option *option : app.get_options({})) { // not by name: see group_options
    const std::string name = option->get_name();
    bool empty = option->count() > 0 &&
                 std::any_of(std::begin(values), std::end(values), [&](const auto &value) {
                   return value.first == name && value.second.empty();
                 });
    if (empty) {
      log_error(fmt::format("the value of {} must not be empty", option->get_name(false, true)));
      return exit_trouble;
    }
  }
  for (std::string &field : arguments.jsonl) { // undoes words_of for the field `[]`
    field.erase(0, field.starts_with("./[") ? 2 : 0);
  }
  return std::nullopt;
}

// After everything has been read.
Parsed<FilterArguments> checked(FilterArguments arguments) {
  if (arguments.output == "-") {
    arguments.output.clear(); // standard output, the default
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

} // namespace

Parsed<FilterArguments> parse_filter(int argc, char **argv) {
  FilterArguments arguments;
  bool reverse = false;
  CLI::App app("Normalizes and transliterates lines of Arabic text as defined by rule files.",
               "arnorm");
  add_texts(app, arguments);
  add_flag(app, "reverse", reverse);
  add_flag(app, "lossless", arguments.lossless);
  add_protect(app, arguments.protect);
  auto *invalid = add_invalid(app, arguments.invalid);
  add_choice<Unmapped>(app, "unmapped", arguments.unmapped,
                       {{"keep", Unmapped::keep},
                        {"drop", Unmapped::drop},
                        {"error", Unmapped::error},
                        {"ignore", Unmapped::ignore}});
  add_option(app, "output", arguments.output);
  add_flag(app, "in-place", arguments.in_place);
  add_option(app, "backup", arguments.backup);
  add_flag(app, "recursive", arguments.recursive);
  add_jobs(app, arguments.jobs);
  add_records(app, arguments);
  add_flag(app, "strict", arguments.strict);
  add_flag(app, "stats", arguments.stats);
  add_flag(app, "json", arguments.json);
  add_flag(app, "progress", arguments.progress);
  add_flag(app, "fingerprint", arguments.fingerprint);
  add_engine(app, arguments.options.engine);
  add_color(app);
  add_path(app, arguments.options.path);
  group_options(app, true);
  app.formatter(std::make_shared<HelpFormatter>("arnorm [OPTIONS] CHAIN [FILE...]"));
  app.footer(command_list());
  if (std::optional<int> status = parse(app, argc, argv, arguments)) {
    return {std::nullopt, *status};
  }
  arguments.options.direction = reverse ? Direction::reverse : Direction::forward;
  arguments.takes_any_bytes = invalid->count() > 0 && arguments.invalid == Invalid::keep;
  if (arguments.strict && invalid->count() == 0) {
    arguments.invalid = Invalid::error;
  }
  return checked(std::move(arguments));
}

Parsed<FilterArguments> parse_align(int argc, char **argv) {
  FilterArguments arguments;
  bool reverse = false;
  bool utf16 = false;
  bool code_points = false;
  CLI::App app("Writes each line with what becomes of it and its edits, as a line of JSON.",
               "arnorm align");
  add_texts(app, arguments);
  add_flag(app, "reverse", reverse);
  add_flag(app, "utf16", utf16);
  add_flag(app, "code-points", code_points);
  auto *invalid = add_invalid(app, arguments.invalid);
  add_option(app, "output", arguments.output);
  add_jobs(app, arguments.jobs);
  add_records(app, arguments);
  add_engine(app, arguments.options.engine);
  add_color(app);
  add_path(app, arguments.options.path);
  group_options(app, false);
  app.formatter(std::make_shared<HelpFormatter>(usage_of("align")));
  if (std::optional<int> status = parse(app, argc, argv, arguments)) {
    return {std::nullopt, *status};
  }
  if (utf16 && code_points) {
    log_error("--utf16 and --code-points are mutually exclusive");
    return {std::nullopt, exit_trouble};
  }
  arguments.options.direction = reverse ? Direction::reverse : Direction::forward;
  arguments.takes_any_bytes = invalid->count() > 0 && arguments.invalid == Invalid::keep;
  arguments.align = utf16         ? OffsetUnit::utf16
                    : code_points ? OffsetUnit::code_points
                                  : OffsetUnit::bytes;
  return checked(std::move(arguments));
}

Parsed<CommandArguments> parse_command(const CommandShape &shape, int argc, char **argv) {
  CommandArguments arguments;
  CLI::App app(shape.help, "arnorm " + shape.name);
  app.formatter(std::make_shared<HelpFormatter>(usage_of(shape.name)));
  app.set_help_flag("-h,--help", wrapped(row_of("help").help));
  if (!shape.words.empty()) {
    auto *words = app.add_option(shape.words, arguments.words, "");
    words->required(shape.words_needed)->group("");
  }
  if (shape.takes_reverse) {
    add_flag(app, "reverse", arguments.reverse);
  }
  if (shape.takes_icu) {
    add_flag(app, "icu", arguments.icu)->required();
    add_option(app, "export-output", arguments.output);
  }
  if (shape.takes_engines) {
    add_flag(app, "engines", arguments.engines);
  }
  if (shape.takes_strict) {
    add_flag(app, "check-strict", arguments.strict);
  }
  if (shape.takes_check) {
    add_flag(app, "fmt-check", arguments.only_check);
  }
  if (shape.takes_github) {
    add_flag(app, "github", arguments.github);
  }
  if (shape.takes_kind) {
    add_choice<std::string>(
        app, "kind", arguments.kind,
        {{"normalization", "normalization"}, {"letters", "letters"}, {"sound", "sound"}});
  }
  if (shape.takes_test) {
    add_flag(app, "coverage", arguments.coverage);
    add_flag(app, "lcov", arguments.lcov);
    add_flag(app, "test-json", arguments.json);
    add_flag(app, "test-strict", arguments.strict);
    add_flag(app, "accept", arguments.accept);
    add_flag(app, "watch", arguments.watch);
  }
  if (shape.takes_diff) {
    add_flag(app, "lines", arguments.lines);
    add_flag(app, "diff-json", arguments.json);
  }
  if (shape.takes_parent) {
    add_flag(app, "parent", arguments.parent);
  }
  if (shape.takes_html) {
    add_flag(app, "html", arguments.html);
  }
  if (shape.takes_json) {
    add_flag(app, "check-json", arguments.json);
  }
  if (shape.takes_trace) {
    add_flag(app, "near", arguments.near);
    add_flag(app, "explain-json", arguments.json);
    add_flag(app, "explain-html", arguments.html);
  }
  if (shape.takes_import) {
    add_option(app, "import-output", arguments.output);
    add_flag(app, "no-filter", arguments.no_filter);
  }
  add_color(app);
  add_path(app, arguments.path);
  try {
    app.parse(words_of(argc, argv));
  } catch (const CLI::ParseError &error) {
    return {std::nullopt, finish(app, error)};
  }
  return {std::move(arguments), exit_fine};
}

} // namespace arnorm::tool
