#include "tool/commands/commands.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "arnorm/rules.h"
#include "chain/layout.h"
#include "characters/names.h"
#include "check/check_rules.h"
#include "diagnostics/report.h"
#include "parse/rule_library.h"
#include "stages/stage_kind.h"
#include "tool/commands/audit.h"
#include "tool/commands/diff.h"
#include "tool/commands/each_set.h"
#include "tool/commands/explain.h"
#include "tool/commands/export_rules.h"
#include "tool/commands/format_files.h"
#include "tool/commands/import_file.h"
#include "tool/commands/list_engines.h"
#include "tool/commands/new_rules.h"
#include "tool/commands/test_rules.h"
#include "tool/filter/filter.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/lsp/serve.h"
#include "tool/options/command_line.h"
#include "tool/report/check_github.h"
#include "tool/report/check_json.h"
#include "tool/report/show.h"
#include "tool/report/show_html.h"
#include "tool/report/show_parent.h"

namespace arnorm::tool {
namespace {

struct ListLine {
  std::string name, title, direction, reversible, engine, origin;
};

std::string origin_of(const SetInfo &set) {
  return set.origin == Origin::built_in ? "built-in"
         : set.replaces_built_in        ? "replaces built-in"
                                        : "file";
}

// Keeps a title from ending its line or field, and from controlling the terminal.
std::string one_line(std::string title) {
  std::replace_if(
      title.begin(), title.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return sanitize_for_terminal(title);
}

std::string as_table(const std::vector<ListLine> &lines) {
  std::size_t name = 4;
  std::size_t title = 5;
  for (const ListLine &line : lines) {
    name = std::max(name, line.name.size());
    title = std::max(title, line.title.size());
  }
  std::string out = fmt::format("{:<{}}  {:<{}}  DIRECTION  REVERSIBLE  ENGINE  ORIGIN\n", "NAME",
                                name, "TITLE", title);
  for (const ListLine &line : lines) {
    out += fmt::format("{:<{}}  {:<{}}  {:<9}  {:<10}  {:<6}  {}\n", line.name, name, line.title,
                       title, line.direction, line.reversible, line.engine, line.origin);
  }
  return out;
}

std::string as_tabs(const std::vector<ListLine> &lines) {
  std::string out;
  for (const ListLine &line : lines) {
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", line.name, line.title, line.direction,
                       line.reversible, line.engine, line.origin);
  }
  return out;
}

int list(int argc, char **argv) {
  auto parsed = parse_command(
      {.name = "list",
       .help = "Lists the rule sets, one per line, or the stages of a chain with their engines.",
       .words = "CHAIN",
       .words_needed = false,
       .takes_reverse = true,
       .takes_engines = true},
      argc, argv);
  if (!parsed.arguments) {
    return parsed.status;
  }
  if (parsed.arguments->engines || parsed.arguments->reverse || !parsed.arguments->words.empty()) {
    return list_engines(*parsed.arguments);
  }
  RuleList found = Rules({.path = parsed.arguments->path}).list();
  std::vector<ListLine> lines;
  for (const ListedSet &set : found.sets) {
    lines.push_back({set.name, one_line(set.title), set.runs_backwards ? "both" : "forward",
                     set.reversible ? "reversible" : "-", set.needs_icu ? "icu" : "auto",
                     origin_of(set)});
  }
  bool broken = std::any_of(found.diagnostics.begin(), found.diagnostics.end(),
                            [](const Diagnostic &d) { return d.severity == Severity::error; });
  log_error(found.diagnostics);
  bool printed = print(stdout_is_terminal() ? as_table(lines) : as_tabs(lines));
  return printed && !broken ? exit_fine : exit_trouble;
}

// What each of the sets changes in the one that it extends.
int show_parents(const std::vector<RuleSetPtr> &sets, RuleLibrary &library, Report &report) {
  std::string out;
  for (const RuleSetPtr &set : sets) {
    out += out.empty() ? "" : "\n";
    if (set->extends.name.empty()) {
      out += fmt::format("{} extends no other set\n", set->name);
    } else if (RuleSetPtr base = library.load(set->extends.name, set->extends.span, report)) {
      out += describe_changes(*set, *base, render_options(STDOUT_FILENO));
    }
  }
  bool broken = report.has_errors();
  log_error(report.take());
  return print(out) && !broken ? exit_fine : exit_trouble;
}

int show(int argc, char **argv) {
  auto parsed = parse_command({.name = "show",
                               .help = "Describes rule sets row by row.",
                               .words = "NAME",
                               .takes_html = true,
                               .takes_parent = true},
                              argc, argv);
  if (!parsed.arguments) {
    return parsed.status;
  }
  if (parsed.arguments->html && parsed.arguments->parent) {
    log_error("--html and --parent are mutually exclusive");
    return exit_trouble;
  }
  RuleLibrary library({.path = parsed.arguments->path});
  Report report;
  std::vector<RuleSetPtr> sets;
  std::string out;
  for (const std::string &name : parsed.arguments->words) {
    if (RuleSetPtr set = library.load(name, {}, report)) {
      out += (out.empty() ? "" : "\n") + describe(*set, render_options(STDOUT_FILENO));
      sets.push_back(std::move(set));
    }
  }
  if (parsed.arguments->parent) {
    return show_parents(sets, library, report);
  }
  if (parsed.arguments->html) {
    out = report.has_errors() ? "" : html_page(sets, library, report);
  }
  bool broken = report.has_errors();
  log_error(report.take());
  return print(out) && !broken ? exit_fine : exit_trouble;
}

bool print_github(const std::string &summary, const std::vector<Diagnostic> &found) {
  return print(check_github(found)) && print(summary);
}

// One set after the other, so that the claims are those of the set that is printed next.
int check_as_json(const CommandArguments &arguments) {
  std::vector<HeldClaim> held;
  std::size_t next = 0;
  return for_each_set(
      arguments,
      [&](const RuleSetPtr &set, RuleLibrary &library, Report &report) {
        held = check_rules(set, library, report);
        return set->name;
      },
      [&](const std::string &name, const std::vector<Diagnostic> &found) {
        std::string shown = name.empty() ? arguments.words[next] : name; // it cannot be read
        ++next;
        return print(check_json(shown, found, std::exchange(held, {})));
      });
}

int check(int argc, char **argv) {
  auto parsed = parse_command(
      {.name = "check",
       .help = "Reports all errors in rule files, and proves or refutes their claims.",
       .words = "FILE|NAME",
       .takes_json = true,
       .takes_strict = true,
       .takes_github = true},
      argc, argv);
  if (!parsed.arguments) {
    return parsed.status;
  }
  if (parsed.arguments->json && parsed.arguments->github) {
    log_error("--json and --github are mutually exclusive");
    return exit_trouble;
  }
  if (parsed.arguments->json) {
    return check_as_json(*parsed.arguments);
  }
  return for_each_set(
      *parsed.arguments,
      [](const RuleSetPtr &set, RuleLibrary &library, Report &report) -> std::string {
        std::vector<HeldClaim> held = check_rules(set, library, report);
        std::string out = report.has_errors() ? "" : fmt::format("{}: no errors\n", set->name);
        for (const HeldClaim &claim : held) {
          out += fmt::format("{}: {}: {}\n", set->name, name_of(claim.claim), words_of(claim));
        }
        return out;
      },
      parsed.arguments->github ? print_github : print_lines);
}

int test(int argc, char **argv) {
  auto parsed = parse_command({.name = "test",
                               .help = "Runs the tests in rule files and counts the results.",
                               .words = "FILE|NAME",
                               .takes_test = true},
                              argc, argv);
  return parsed.arguments ? test_rules(*parsed.arguments) : parsed.status;
}

int export_rules(int argc, char **argv) {
  auto parsed = parse_command({.name = "export",
                               .help = "Writes a chain as ICU transform rules for `uconv -x`.",
                               .words = "CHAIN",
                               .takes_reverse = true,
                               .takes_icu = true},
                              argc, argv);
  return parsed.arguments ? export_rules(*parsed.arguments) : parsed.status;
}

int import_file(int argc, char **argv) {
  auto parsed = parse_command(
      {.name = "import",
       .help = "Makes a rule file of an ICU transform, of CLDR XML, or of a table of letters.",
       .words = "FILE",
       .takes_reverse = true,
       .takes_strict = true,
       .takes_import = true},
      argc, argv);
  return parsed.arguments ? import_file(*parsed.arguments) : parsed.status;
}

int audit(int argc, char **argv) {
  auto parsed = parse_command(
      {.name = "audit",
       .help = "Says what a chain makes equal and deletes, and what is odd about files.",
       .words = "CHAIN",
       .takes_reverse = true,
       .takes_html = true,
       .takes_json = true,
       .takes_strict = true},
      argc, argv);
  return parsed.arguments ? audit(*parsed.arguments) : parsed.status;
}

int explain(int argc, char **argv) {
  auto parsed = parse_command(
      {.name = "explain",
       .help = "Shows what a chain does to a text, row by row; or explains a diagnostic.",
       .words = "CHAIN|CODE",
       .takes_reverse = true,
       .takes_trace = true},
      argc, argv);
  return parsed.arguments ? explain(*parsed.arguments) : parsed.status;
}

int format_files(int argc, char **argv) {
  auto parsed =
      parse_command({.name = "fmt",
                     .help = "Lays out rule files in columns, and spells characters in comments.",
                     .words = "FILE",
                     .takes_check = true},
                    argc, argv);
  return parsed.arguments ? format_files(*parsed.arguments) : parsed.status;
}

int new_rules(int argc, char **argv) {
  auto parsed = parse_command({.name = "new",
                               .help = "Writes NAME.toml, a small complete rule set with comments "
                                       "to start from.",
                               .words = "NAME",
                               .takes_kind = true},
                              argc, argv);
  return parsed.arguments ? new_rules(*parsed.arguments) : parsed.status;
}

int diff(int argc, char **argv) {
  auto parsed = parse_command(
      {.name = "diff",
       .help = "Lists the words that two chains convert differently, by their frequency.",
       .words = "CHAIN",
       .takes_reverse = true,
       .takes_diff = true},
      argc, argv);
  return parsed.arguments ? diff(*parsed.arguments) : parsed.status;
}

int align(int argc, char **argv) {
  auto parsed = parse_align(argc, argv);
  return parsed.arguments ? run_filter(*parsed.arguments) : parsed.status;
}

int lsp(int argc, char **argv) {
  auto parsed =
      parse_command({.name = "lsp",
                     .help = "Serves editors of rule files: the Language Server Protocol.",
                     .words = ""},
                    argc, argv);
  return parsed.arguments ? serve(*parsed.arguments) : parsed.status;
}

constexpr std::array all_commands{
    Command{"list", list},
    Command{"show", show},
    Command{"check", check},
    Command{"test", test},
    Command{"fmt", format_files},
    Command{"new", new_rules},
    Command{"diff", diff},
    Command{"audit", audit},
    Command{"align", align},
    Command{"export", export_rules},
    Command{"import", import_file},
    Command{"explain", explain},
    Command{"lsp", lsp},
};

} // namespace

std::span<const Command> commands() { return all_commands; }

} // namespace arnorm::tool
