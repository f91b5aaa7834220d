#include "chain/fingerprint.h"

#include <fmt/format.h>

#include "chain/sha256.h"
#include "rules/word_list.h"

namespace arnorm {
namespace {

// The version of the form. It changes whenever the same rules are written differently.
constexpr std::string_view heading = "arnorm rules 1\n";

std::string hex(char32_t c) { return fmt::format("{:X}", static_cast<std::uint32_t>(c)); }

std::string text_of(const CodePointSet &set) {
  std::string out;
  for (auto [first, last] : set.ranges()) {
    out += (out.empty() ? "" : " ") + hex(first) + (first == last ? "" : "-" + hex(last));
  }
  return "[" + out + "]";
}

std::string text_of(const std::vector<PatternItem> &items);

std::string text_of(const std::vector<std::vector<PatternItem>> &choices) {
  std::string out;
  for (const std::vector<PatternItem> &choice : choices) {
    out += (&choice == &choices.front() ? "" : "|") + text_of(choice);
  }
  return out;
}

std::string text_of(const std::vector<PatternItem> &items) {
  std::string out;
  for (const PatternItem &item : items) {
    out += item.is_set() ? text_of(item.set)
                         : fmt::format("({}:{})", item.group, text_of(item.choices));
    out += item.once() ? "" : fmt::format("{{{},{}}}", item.min, item.max);
  }
  return out;
}

std::string text_of(const char *key, const std::vector<Pattern> &patterns) {
  std::string out;
  for (const Pattern &pattern : patterns) {
    out += fmt::format(" {} {}", out.empty() ? key : "or", text_of(pattern.items));
  }
  return out;
}

std::string text_of(const Replacement &to) {
  std::string out = " to";
  for (const ReplacementPiece &piece : to.pieces) {
    if (piece.group != 0) {
      out += fmt::format(" ${}", piece.group);
    }
    for (char32_t c : piece.text) {
      out += " " + hex(c);
    }
  }
  return out;
}

std::string rows_of(const Step &step, const TableStage &table) {
  std::string out;
  for (const OrientedRow &each : oriented_rows(table, step.stage->only, step.direction)) {
    const Row &row = *each.row;
    out += "\nrow " + text_of(row.from.items) + text_of("after", row.after) +
           text_of("before", row.before) + text_of(row.to);
  }
  return out;
}

struct WhatItDoes {
  const Step &step;

  std::string operator()(const TableStage &table) const { return rows_of(step, table); }
  // The words themselves are hashed: there may be a million of them.
  std::string operator()(const WordsStage &words) const {
    std::string text;
    bool turned = is_turned(step);
    words.list->for_each([&](const WordLine &line) {
      text += fmt::format("{}\t{}\n", line.matched(turned), line.written(turned));
    });
    return fmt::format(" {} {}", text_of(words.edge), sha256(text));
  }
  std::string operator()(const FormStage &form) const { return " " + form_name(form.form); }
  std::string operator()(const MarksStage &marks) const { return " " + order_name(marks.order); }
  std::string operator()(const RemoveStage &remove) const { return " " + text_of(remove.set); }
  std::string operator()(const SqueezeStage &squeeze) const {
    std::string from = squeeze.from == squeeze.max + 1 ? "" : fmt::format(" from {}", squeeze.from);
    return fmt::format(" {} {}{}", text_of(squeeze.set), squeeze.max, from);
  }
  std::string operator()(const CaseStage &stage) const {
    return fmt::format(" {}{} {}{}{}", case_names[static_cast<std::size_t>(stage.mapping)],
                       stage.turkic ? " turkic" : "", text_of(stage.set),
                       text_of("after", stage.after), text_of("before", stage.before));
  }
  std::string operator()(const UseStage &) const { return {}; } // never a step
  // The length is included because the text could otherwise imitate other stages.
  std::string operator()(const IcuStage &icu) const {
    return fmt::format(" {} {}", icu.text.size(), icu.text);
  }
};

} // namespace

std::string canonical_rules(const std::vector<Step> &steps) {
  std::string out(heading);
  for (const Step &step : steps) {
    out += fmt::format("{} {}{}\n", step.direction == Direction::forward ? "forward" : "reverse",
                       key_of(*step.stage), std::visit(WhatItDoes{step}, step.stage->what));
  }
  return out;
}

std::string fingerprint_of(const std::vector<Step> &steps) {
  return sha256(canonical_rules(steps));
}

} // namespace arnorm
