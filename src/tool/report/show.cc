#include "tool/report/show.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/names.h"
#include "rules/way_back.h"
#include "stages/stage_kind.h"
#include "tool/report/styled_text.h"

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

std::string contexts(const char *key, const std::vector<Pattern> &patterns,
                     const StyledText &style) {
  std::string out;
  for (const Pattern &pattern : patterns) {
    out += (out.empty() ? "" : " or ") + style.shown(written(pattern.span));
  }
  return out.empty() ? "" : fmt::format("  {} {}", key, out);
}

std::string conditions(const Row &row, const StyledText &style) {
  return contexts("after", row.after, style) + contexts("before", row.before, style);
}

} // namespace

std::string conditions(const Row &row) { return conditions(row, StyledText({})); }

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

namespace {

// A rule set in lines for people.
class Description {
public:
  explicit Description(const RenderOptions &options) : style_(options) {}

  std::string text(const RuleSet &set) const {
    std::string out = fmt::format("{}: {}\n", style_.heading(sanitize_for_terminal(set.name)),
                                  style_.prose(set.title));
    auto line = [&](const char *key, const std::string &text) {
      out += text.empty() ? "" : fmt::format("{}: {}\n", key, style_.prose(text));
    };
    line("source", set.source);
    line("scripts", set.scripts.from.empty() ? "" : set.scripts.from + " to " + set.scripts.to);
    line("words", set.word_span.source ? written(set.word_span) : "");
    out += set.reversible ? "claims to be reversible\n" : "";
    out += set.idempotent ? "claims to be idempotent\n" : "";
    line("file", set.file->name());
    for (std::size_t i = 0; i < set.stages.size(); ++i) {
      out += "\n" + stage(i + 1, set.stages[i]);
    }
    return out;
  }

private:
  std::string spelled(const Pattern &pattern) const {
    std::string out;
    for (const Alternative &each : alternatives(pattern)) {
      out += (out.empty() ? "" : " or ") +
             (each.text ? style_.spelled(*each.text) : style_.shown(written(each.span)));
    }
    return out;
  }

  std::string spelled(const Replacement &to) const {
    return to.is_literal() ? style_.spelled(to.literal()) : style_.shown(written(to.span));
  }

  static std::string direction(Only only) {
    return only == Only::both ? "" : fmt::format("  ({})", only_words(only));
  }

  std::string on_the_way_back(const Row *winner) const {
    return winner == nullptr ? ""
                             : fmt::format("  (on the way back, {} wins)",
                                           winner->only == Only::reverse ? spelled(winner->to)
                                                                         : spelled(winner->from));
  }

  std::string row(const Row &row, const Row *winner) const {
    std::string back(back_words(row));
    std::string out =
        fmt::format("     {} -> {}{}{}{}{}\n", spelled(row.from), spelled(row.to),
                    conditions(row, style_), direction(row.only),
                    back.empty() ? "" : fmt::format("  ({})", back), on_the_way_back(winner));
    return row.note.empty() ? out : out + fmt::format("       {}\n", style_.prose(row.note));
  }

  std::string characters(const CodePointSet &set) const {
    constexpr std::size_t max = 12;
    std::string out;
    std::size_t shown = 0;
    for (auto [first, last] : set.ranges()) {
      if (++shown > max) {
        return out + fmt::format("     ... {} characters in all\n", set.size());
      }
      out += "     " + style_.spelled(std::u32string_view(&first, 1));
      out += first == last ? "\n" : " to " + style_.spelled(std::u32string_view(&last, 1)) + "\n";
    }
    return out;
  }

  // One line in words, followed by the rows or the characters of the stage.
  std::string stage(std::size_t number, const Stage &stage) const {
    StageWords words = kind_of(stage).words(stage);
    std::string object = words.name + words.text;
    std::string heading = words.what + (object.empty() ? "" : " ") + object + words.joint;
    heading += words.rows != nullptr ? fmt::format(" of {} rows", words.rows->size()) : "";
    std::size_t end = std::min(heading.find('\n'), heading.size());
    heading.insert(end, direction(stage.only)); // the object may have several lines
    std::string out =
        style_.heading(fmt::format("{:>2}.", number)) + " " + sanitized_lines(heading) + "\n";
    if (words.rows != nullptr) {
      WayBack way_back(*words.rows);
      for (const Row &each : *words.rows) {
        out += row(each, stage.only == Only::both ? way_back.winner(each) : nullptr);
      }
    }
    return words.set != nullptr ? out + characters(*words.set) : out;
  }

  StyledText style_;
};

} // namespace

std::string describe(const RuleSet &set, const RenderOptions &options) {
  return Description(options).text(set);
}

} // namespace arnorm::tool
