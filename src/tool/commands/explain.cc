#include "tool/commands/explain.h"

#include <algorithm>
#include <functional>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

#include "arnorm/trace.h"
#include "characters/ascii.h"
#include "tool/commands/load_chain.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/report/trace_html.h"
#include "tool/report/trace_text.h"

namespace arnorm::tool {
namespace {

// "AR0203" of "AR0203", "ar203", "0203" or "203"; empty for other words. A rule
// set with such a name is explained by its path.
std::string code_of(std::string_view word) {
  bool prefix = word.starts_with("AR") || word.starts_with("ar") || word.starts_with("Ar");
  std::string_view digits = word.substr(prefix ? 2 : 0);
  bool code = !digits.empty() && std::all_of(digits.begin(), digits.end(), is_ascii_digit);
  digits.remove_prefix(code ? std::min(digits.find_first_not_of('0'), digits.size()) : 0);
  return code ? fmt::format("AR{:0>4}", digits) : "";
}

int explain_codes(const std::vector<std::string> &words) {
  for (const std::string &word : words) {
    std::string_view page = explain_code(code_of(word));
    if (page.empty()) {
      log_error(fmt::format("unknown diagnostic `{}`; codes have the form AR0203", word));
      return exit_trouble;
    }
    if (!print(page)) {
      return exit_trouble;
    }
  }
  return exit_fine;
}

// Calls `use` with each text: the words after the chain, or else the lines of standard input. Stops
// when `use` returns false.
void for_each_text(const std::vector<std::string> &words,
                   const std::function<bool(const std::string &)> &use) {
  if (words.size() > 1) {
    std::all_of(words.begin() + 1, words.end(), use);
    return;
  }
  for (std::string line; std::getline(std::cin, line);) {
    if (line.ends_with('\r')) {
      line.pop_back();
    }
    if (!use(line)) {
      return;
    }
  }
}

int explain_texts(const CommandArguments &arguments) {
  const std::string &name = arguments.words[0];
  Loaded chain = load_chain(arguments);
  if (!chain) {
    return exit_trouble;
  }
  bool good = true;
  bool first = true;
  std::vector<Trace> traces; // of the page
  for_each_text(arguments.words, [&](const std::string &text) {
    Trace trace = chain->trace(text, {.near = arguments.near});
    if (arguments.html) {
      traces.push_back(std::move(trace));
    } else if (arguments.json) {
      good = print(to_json(trace) + "\n");
    } else {
      good = print((first ? "" : "\n") + trace_text(trace, name, render_options(STDOUT_FILENO)));
    }
    first = false;
    return good;
  });
  if (arguments.html) {
    good = print(trace_page(traces, name));
  }
  return good ? exit_fine : exit_trouble;
}

} // namespace

int explain(const CommandArguments &arguments) {
  bool codes = std::none_of(arguments.words.begin(), arguments.words.end(),
                            [](const std::string &word) { return code_of(word).empty(); });
  if (!codes && arguments.html && arguments.json) {
    log_error("--html and --json are mutually exclusive");
    return exit_trouble;
  }
  return codes ? explain_codes(arguments.words) : explain_texts(arguments);
}

} // namespace arnorm::tool
