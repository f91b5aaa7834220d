#include "tool/report/show_html.h"

#include <algorithm>

#include <fmt/format.h>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "stages/stage_kind.h"
#include "tool/report/html.h"
#include "tool/report/show.h"

namespace arnorm::tool {
namespace {

constexpr std::string_view beh = "\u0628";

bool is_mark(char32_t c) { return combining_class(c) != 0; }

// One rule set and its compiled chain.
struct Column {
  RuleSetPtr set;
  std::unique_ptr<const CompiledChain> compiled;

  std::string apply(std::string_view text) const {
    std::string out;
    compiled->apply(text, Invalid::keep, out);
    return out;
  }
};

// A cell: the result for the letter alone and, if it differs, the result between two behs.
std::string cell(const Column &column, char32_t c) {
  std::string letter = to_utf8(std::u32string(1, c));
  std::string alone = column.apply(letter);
  std::string two = column.apply(fmt::format("{0}{0}", beh));
  std::string inside = column.apply(fmt::format("{}{}{}", beh, letter, beh));
  std::string_view front = std::string_view(two).substr(0, two.size() / 2);
  std::string_view back = std::string_view(two).substr(two.size() / 2);
  bool stripped =
      inside.size() >= two.size() && inside.starts_with(front) && inside.ends_with(back);
  std::string middle = stripped ? inside.substr(front.size(), inside.size() - two.size()) : inside;
  if (is_mark(c)) {
    alone = middle;
  }
  std::string shown = alone == letter ? "<span class=\"same\">=</span>" : isolated(alone);
  if (middle != alone) {
    shown += fmt::format(" <span title=\"between two behs\">({})</span>",
                         middle == letter ? "=" : isolated(middle));
  }
  return shown;
}

// The patterns that consist of one character beyond ASCII.
std::u32string single_letters(const Stage &stage) {
  std::u32string out;
  const std::vector<Row> *rows = kind_of(stage).words(stage).rows;
  for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
    for (const Alternative &each : alternatives((*rows)[i].from)) {
      std::u32string text = each.text.value_or(U"");
      out += text.size() == 1 && text[0] > 0x7F ? text : U"";
    }
  }
  return out;
}

// The characters of the Arabic block, and other characters that rows of the sets match.
std::u32string characters_of(const std::vector<Column> &columns) {
  std::u32string out;
  for (char32_t c = 0x600; c <= 0x6FF; ++c) {
    out += c;
  }
  for (const Column &column : columns) {
    for (const Step &step : column.compiled->steps()) {
      out += single_letters(*step.stage);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string letters_table(const std::vector<Column> &columns) {
  std::string out = "<div class=\"wide\"><table>\n<thead><tr><th>letter</th>";
  for (const Column &column : columns) {
    out += fmt::format("<th><a href=\"#{0}\">{0}</a></th>", escaped(column.set->name));
  }
  out += "</tr></thead>\n<tbody>\n";
  for (char32_t c : characters_of(columns)) {
    std::string letter = to_utf8(std::u32string(1, c));
    std::string cells;
    bool changed = false;
    for (const Column &column : columns) {
      std::string one = cell(column, c);
      changed = changed || one != "<span class=\"same\">=</span>";
      cells += fmt::format("<td>{}</td>", one);
    }
    if (changed) {
      out += fmt::format("<tr><th>{}<span class=\"points\">{}</span></th>{}</tr>\n",
                         isolated(letter), escaped(spell(c)), cells);
    }
  }
  return out + "</tbody></table></div>\n";
}

std::string pattern(const Pattern &pattern) {
  std::string out;
  for (const Alternative &each : alternatives(pattern)) {
    out += out.empty() ? "" : " or ";
    out += each.text ? isolated(to_utf8(*each.text)) +
                           fmt::format("<span class=\"points\">{}</span>", points(*each.text))
                     : fmt::format("<code dir=\"ltr\">{}</code>", plain(written(each.span)));
  }
  return out;
}

std::string replacement(const Replacement &to) {
  if (to.pieces.empty() || to.is_literal()) {
    std::u32string text = to.pieces.empty() ? U"" : to.literal();
    return isolated(to_utf8(text)) + fmt::format("<span class=\"points\">{}</span>", points(text));
  }
  return fmt::format("<code dir=\"ltr\">{}</code>", plain(written(to.span)));
}

std::string contexts(const char *key, const std::vector<Pattern> &patterns) {
  std::string out;
  for (const Pattern &one : patterns) {
    out += fmt::format("{} <code dir=\"ltr\">{}</code> ", out.empty() ? key : "or",
                       plain(written(one.span)));
  }
  return out;
}

std::string direction(Only only) {
  return only == Only::both ? "" : fmt::format("{} ", only_words(only));
}

std::string table_row(const Row &row) {
  return fmt::format(
      "<tr><td>{}</td><td>{}</td><td>{}{}{}{}<span class=\"note\">{}</span></td></tr>\n",
      pattern(row.from), replacement(row.to), contexts("after", row.after),
      contexts("before", row.before), direction(row.only), back_words(row), plain(row.note));
}

std::string table_of(const std::vector<Row> &rows) {
  std::string out = "<div class=\"wide\"><table>\n"
                    "<thead><tr><th>from</th><th>to</th><th>where</th></tr></thead>\n<tbody>\n";
  for (const Row &row : rows) {
    out += table_row(row);
  }
  return out + "</tbody></table></div>\n";
}

std::string ranges(const CodePointSet &set) {
  constexpr std::size_t max = 24;
  std::string out;
  std::size_t shown = 0;
  for (auto [first, last] : set.ranges()) {
    if (++shown > max) {
      return out + fmt::format(" ... ({} characters)", set.size());
    }
    out += (out.empty() ? "" : " ") + hex_name(first);
    out += first == last ? "" : "-" + hex_name(last).substr(2);
  }
  return out;
}

std::string code_paragraph(std::string_view text) {
  return fmt::format("<p><code dir=\"ltr\">{}</code></p>\n", text);
}

// A heading in words, followed by the rows or the characters of the stage.
std::string stage_section(std::size_t number, const Stage &stage) {
  StageWords words = kind_of(stage).words(stage);
  std::string name = fmt::format(" <code>{}</code>", escaped(words.name));
  std::string out = fmt::format("<h3>{}. {}{}{}</h3>\n", number, direction(stage.only), words.what,
                                words.name.empty() ? "" : name);
  out += words.text.empty() ? "" : code_paragraph(escaped(words.text));
  out += words.rows != nullptr ? table_of(*words.rows) : "";
  return out + (words.set != nullptr ? code_paragraph(ranges(*words.set)) : "");
}

std::string section(const RuleSet &set) {
  std::string out = fmt::format("<h2 id=\"{0}\">{0}</h2>\n<p>{1}</p>\n<dl>\n", escaped(set.name),
                                plain(set.title));
  auto fact = [&](const char *name, std::string_view value) {
    out += value.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, plain(value));
  };
  fact("source", set.source);
  fact("scripts", set.scripts.from.empty() ? "" : set.scripts.from + " to " + set.scripts.to);
  fact("words", set.word_span.source ? written(set.word_span) : "");
  fact("claims", set.reversible ? "reversible" : set.idempotent ? "idempotent" : "");
  fact("file", set.file->name());
  out += "</dl>\n";
  for (std::size_t i = 0; i < set.stages.size(); ++i) {
    out += stage_section(i + 1, set.stages[i]);
  }
  return out;
}

} // namespace

std::string html_page(const std::vector<RuleSetPtr> &sets, RuleLibrary &library, Report &report) {
  std::vector<Column> columns;
  std::string names;
  for (const RuleSetPtr &set : sets) {
    std::vector<Step> steps;
    lay_out(set, Direction::forward, library, steps, report);
    auto compiled = report.has_errors() ? nullptr : CompiledChain::build(std::move(steps), report);
    if (!compiled) {
      return "";
    }
    columns.push_back({set, std::move(compiled)});
    names += (names.empty() ? "" : ", ") + set->name;
  }
  std::string out = page_head(names);
  out += "<p>Each cell shows the result for a letter alone. The result inside a word follows in "
         "brackets if it differs. = means no change.</p>\n";
  out += letters_table(columns);
  for (const RuleSetPtr &set : sets) {
    out += section(*set);
  }
  return out + page_foot();
}

} // namespace arnorm::tool
