#include "tool/report/show.h"

#include <fmt/format.h>

#include "characters/names.h"
#include "rules/way_back.h"
#include "stages/stage_kind.h"

namespace arnorm::tool {

std::string sanitized_lines(std::string_view text) {
  std::string out;
  for (std::size_t feed; (feed = text.find('\n')) != std::string_view::npos;) {
    out += sanitize_for_terminal(text.substr(0, feed)) + "\n";
    text.remove_prefix(feed + 1);
  }
  return out + sanitize_for_terminal(text);
}

namespace {

std::string contexts(const char *key, const std::vector<Pattern> &patterns) {
  std::string out;
  for (const Pattern &pattern : patterns) {
    out += fmt::format("{}{}", out.empty() ? "" : " or ", written(pattern.span));
  }
  return out.empty() ? "" : fmt::format("  {} {}", key, out);
}

} // namespace

std::string_view only_words(Only only) {
  return only == Only::both ? "" : only == Only::forward ? "forward only" : "reverse only";
}

std::vector<Alternative> alternatives(const Pattern &pattern) {
  std::vector<Alternative> result;
  auto add = [&](const std::vector<PatternItem> &items, const Span &span) {
    result.push_back({is_literal(items) ? std::optional(literal(items)) : std::nullopt, span});
  };
  for (std::size_t i = 0; i < pattern.alternatives.size(); ++i) {
    add(pattern.items[0].choices[i], pattern.alternatives[i]);
  }
  if (result.empty()) {
    add(pattern.items, pattern.span);
  }
  return result;
}

std::string_view back_words(const Row &row) {
  bool needed = row.back && !(row.from.is_literal() && row.after.empty() && row.before.empty());
  return !needed                                   ? ""
         : row.after.empty() && row.before.empty() ? "back to the first"
                                                   : "back without context";
}

std::string conditions(const Row &row) {
  return contexts("after", row.after) + contexts("before", row.before);
}

namespace {

std::string spelled(const Pattern &pattern) {
  std::string out;
  for (const Alternative &each : alternatives(pattern)) {
    out += (out.empty() ? "" : " or ") + (each.text ? spell(*each.text) : written(each.span));
  }
  return out;
}

std::string spelled(const Replacement &to) {
  if (to.pieces.empty()) {
    return "nothing";
  }
  return to.is_literal() ? spell(to.literal()) : written(to.span);
}

std::string direction(Only only) {
  return only == Only::both ? "" : fmt::format("  ({})", only_words(only));
}

std::string on_the_way_back(const Row *winner) {
  return winner == nullptr ? ""
                           : fmt::format("  (on the way back, {} wins)",
                                         winner->only == Only::reverse ? spelled(winner->to)
                                                                       : spelled(winner->from));
}

std::string describe_row(const Row &row, const Row *winner) {
  std::string back(back_words(row));
  std::string out =
      fmt::format("     {} -> {}{}{}{}{}\n", spelled(row.from), spelled(row.to), conditions(row),
                  direction(row.only), back.empty() ? "" : fmt::format("  ({})", back),
                  on_the_way_back(winner));
  return row.note.empty() ? out : out + fmt::format("       {}\n", row.note);
}

std::string describe_set(const CodePointSet &set) {
  constexpr std::size_t max = 12;
  std::string out;
  std::size_t shown = 0;
  for (auto [first, last] : set.ranges()) {
    if (++shown > max) {
      return out + fmt::format("     ... {} characters in all\n", set.size());
    }
    out += first == last ? fmt::format("     {}\n", spell(first))
                         : fmt::format("     {} to {}\n", spell(first), spell(last));
  }
  return out;
}

// One line in words, followed by the rows or the characters of the stage.
std::string describe_stage(const Stage &stage) {
  StageWords words = kind_of(stage).words(stage);
  std::string object = words.name + words.text;
  std::string out = words.what + (object.empty() ? "" : " ") + object + words.joint;
  out += words.rows != nullptr ? fmt::format(" of {} rows\n", words.rows->size()) : "\n";
  out.insert(out.find('\n'), direction(stage.only)); // the object may have several lines
  if (words.rows != nullptr) {
    WayBack way_back(*words.rows);
    for (const Row &row : *words.rows) {
      out += describe_row(row, stage.only == Only::both ? way_back.winner(row) : nullptr);
    }
  }
  return words.set != nullptr ? out + describe_set(*words.set) : out;
}

} // namespace

std::string describe(const RuleSet &set) {
  std::string out = fmt::format("{}: {}\n", set.name, set.title);
  if (!set.source.empty()) {
    out += fmt::format("source: {}\n", set.source);
  }
  if (!set.scripts.from.empty()) {
    out += fmt::format("scripts: {} to {}\n", set.scripts.from, set.scripts.to);
  }
  if (set.word_span.source) {
    out += fmt::format("words: {}\n", written(set.word_span));
  }
  out += set.reversible ? "claims to be reversible\n" : "";
  out += set.idempotent ? "claims to be idempotent\n" : "";
  out += fmt::format("file: {}\n", set.file->name());
  for (std::size_t i = 0; i < set.stages.size(); ++i) {
    out += fmt::format("\n{:>2}. {}", i + 1, describe_stage(set.stages[i]));
  }
  return sanitized_lines(out);
}

} // namespace arnorm::tool
