#include "tool/commands/explain.h"

#include <algorithm>
#include <functional>
#include <iostream>

#include <fmt/format.h>

#include "arnorm/trace.h"
#include "tool/commands/load_chain.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/report/trace_html.h"
#include "tool/report/trace_text.h"

namespace arnorm::tool {
namespace {

// "AR0203", or a mistyped code; no rule set has such a name.
bool is_code(const std::string &word) {
  return word.size() > 2 && (word.starts_with("AR") || word.starts_with("ar")) &&
         std::all_of(word.begin() + 2, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int explain_codes(const std::vector<std::string> &codes) {
  for (const std::string &code : codes) {
    std::string_view page = explain_code(code);
    if (page.empty()) {
      log_error(fmt::format("unknown diagnostic `{}`; codes have the form AR0203", code));
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
      good = print((first ? "" : "\n") + trace_text(trace, name, stdout_is_terminal()));
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
  bool codes = std::all_of(arguments.words.begin(), arguments.words.end(), is_code);
  if (!codes && arguments.html && arguments.json) {
    log_error("--html and --json are mutually exclusive");
    return exit_trouble;
  }
  return codes ? explain_codes(arguments.words) : explain_texts(arguments);
}

} // namespace arnorm::tool
