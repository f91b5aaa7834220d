#include "import/transform_passes.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/ascii.h"

namespace arnorm {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

bool is_null(const std::string &id) {
  return id.empty() || lower(id) == "null" || lower(id) == "any-null";
}

// The id of the opposite direction, as ICU has it.
std::string inverse(const std::string &id) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"nfc", "NFD"},     {"nfd", "NFC"},     {"nfkc", "NFKD"},   {"nfkd", "NFKC"},
      {"lower", "Upper"}, {"upper", "Lower"}, {"title", "Lower"}, {"remove", "Null"}};
  std::string name = lower(id);
  name.erase(0, name.starts_with("any-") ? 4 : 0);
  for (auto [one, other] : known) {
    if (name == one) {
      return std::string(other);
    }
  }
  std::size_t slash = std::min(id.find('/'), id.size());
  std::size_t hyphen = id.find('-');
  std::string from = hyphen < slash ? id.substr(0, hyphen) : "Any";
  std::string to = hyphen < slash ? id.substr(hyphen + 1, slash - hyphen - 1) : id.substr(0, slash);
  return to + "-" + from + id.substr(slash);
}

bool is_in(const TransformRule &rule, bool forward) {
  return forward ? rule.forward : rule.backward;
}

// The rules of a block as ICU reads them.
std::string rule_lines(const Transform &transform, const TransformPass &pass, bool forward) {
  std::string text;
  for (std::size_t number : pass.rules) {
    const TransformRule &rule = *transform.statements[number].rule;
    auto clean = [](const std::string &side) {
      return side.substr(0, side.find_last_not_of(" \t\r\n") + 1);
    };
    std::string left = clean(rule.left.text);
    std::string right = clean(rule.right.text);
    bool both = rule.forward && rule.backward;
    text += fmt::format("{} {} {} ;\n", forward ? left : right, both ? "<>" : ">",
                        forward ? right : left);
  }
  return text;
}

// Definitions of the variables that a text mentions, and of those that these mention.
std::string definitions(const Transform &transform, std::string text) {
  std::string lines;
  for (auto each = transform.variables.rbegin(); each != transform.variables.rend(); ++each) {
    if (text.find("$" + each->name) != std::string::npos) {
      std::string line = fmt::format("${} = {} ;\n", each->name, each->definition);
      text += line;
      lines.insert(0, line);
    }
  }
  return lines;
}

std::string call_line(const TransformPass &pass) {
  return fmt::format(":: {}{}{} ;\n", pass.filter, pass.filter.empty() ? "" : " ", pass.id);
}

} // namespace

bool has_rules(const Transform &transform, bool forward) {
  return std::any_of(
      transform.statements.begin(), transform.statements.end(),
      [&](const TransformStatement &each) { return each.rule && is_in(*each.rule, forward); });
}

TransformPasses passes_of(const Transform &transform, bool forward) {
  TransformPasses result;
  std::size_t count = transform.statements.size();
  bool open = false; // the last pass is a block of rules
  for (std::size_t i = 0; i < count; ++i) {
    const TransformStatement &statement = transform.statements[i];
    if (statement.rule) {
      if (!is_in(*statement.rule, forward)) {
        continue;
      }
      if (!open) {
        result.passes.push_back({.statement = i});
      }
      open = true;
      result.passes.back().rules.push_back(i);
      continue;
    }
    const TransformCall &call = *statement.call;
    bool global = (call.forward.given ? call.forward : call.backward).id.empty();
    TransformCall::Part part = forward ? call.forward : call.backward;
    if (!forward && !part.given && call.forward.given && !global) {
      part = {true, call.forward.filter, inverse(call.forward.id)};
    }
    if (part.given && part.id.empty() && !part.filter.empty()) {
      result.filter = part.filter;
      result.filter_statement = i;
      continue;
    }
    open = false;
    result.heeds_filter = true;
    if (part.given && !is_null(part.id)) {
      result.passes.push_back({part.filter, part.id, {}, i});
    }
  }
  if (!forward) {
    std::reverse(result.passes.begin(), result.passes.end());
  }
  return result;
}

std::string icu_text(const Transform &transform, const TransformPass &pass, bool forward) {
  if (!pass.id.empty()) {
    return call_line(pass);
  }
  std::string lines = rule_lines(transform, pass, forward);
  return definitions(transform, lines) + lines;
}

std::string icu_text(const Transform &transform, const TransformPasses &passes, bool forward) {
  std::string text;
  std::string head = passes.filter.empty() ? "" : fmt::format(":: {} ;\n", passes.filter);
  bool rules = false;
  for (const TransformPass &pass : passes.passes) {
    text += rules && pass.id.empty() ? ":: Null ;\n" : "";
    text += pass.id.empty() ? rule_lines(transform, pass, forward) : call_line(pass);
    rules = pass.id.empty();
  }
  text += passes.filter.empty() ? "" : ":: Null ;\n"; // a second block, for the filter
  return head + definitions(transform, text) + text;
}

} // namespace arnorm
