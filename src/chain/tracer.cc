#include "chain/tracer.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "chain/description.h"
#include "chain/near_rows.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

// The text of a stage as characters, and where in the bytes of the same text each begins.
class CountedText {
public:
  explicit CountedText(std::u32string_view text) : text_(text) {
    offsets_.reserve(text.size() + 1);
    std::size_t offset = 0;
    for (char32_t c : text) {
      offsets_.push_back(offset);
      offset += is_opaque(c) ? 1 : utf8_length(c);
    }
    offsets_.push_back(offset);
  }

  std::u32string_view text() const { return text_; }

  Range bytes(std::size_t at, std::size_t count) const {
    return {offsets_[at], offsets_[at + count]};
  }

  // Of the character at a place; an empty range at an edge.
  Range character(std::size_t at) const {
    if (at < text_.size()) {
      return bytes(at, 1);
    }
    std::size_t edge = at == text_.size() ? offsets_.back() : 0;
    return {edge, edge};
  }

private:
  std::u32string_view text_;
  std::vector<std::size_t> offsets_;
};

// The malformed bytes of a text, as an engine counts them.
Tally tally_of(std::string_view text, Invalid invalid) {
  Tally tally;
  std::size_t at = 0;
  while (!tally.stopped) {
    std::size_t bad = find_malformed(text.substr(at));
    if (bad == std::string_view::npos) {
      break;
    }
    at += bad;
    tally.first_malformed = tally.first_malformed.value_or(at);
    std::size_t length = first_character(text.substr(at)).length;
    tally.malformed += length;
    tally.stopped = invalid == Invalid::error;
    at += length;
  }
  return tally;
}

TracedRow traced_row(const OrientedRow &oriented) {
  const Span &span = oriented.row->span;
  std::size_t line = span.source->line_of(span.begin);
  return {.file = span.source->name(),
          .line = line,
          .column = span.source->column_of(span.begin),
          .text = written(span),
          .note = oriented.row->note,
          .turned = oriented.turned};
}

// The contexts of one side of a row: "'$sun'", or several joined by commas.
std::string written(const std::vector<Pattern> &contexts) {
  std::string text;
  for (const Pattern &context : contexts) {
    text += (text.empty() ? "" : ", ") + written(context.span);
  }
  return text;
}

// The rows that a trace names, each once.
class NamedRows {
public:
  NamedRows(const std::vector<OrientedRow> &all, std::vector<TracedRow> &named)
      : all_(all), named_(named) {}

  std::size_t index_of(std::size_t row) {
    auto [found, added] = known_.try_emplace(row, named_.size());
    if (added) {
      named_.push_back(traced_row(all_[row]));
    }
    return found->second;
  }

private:
  const std::vector<OrientedRow> &all_;
  std::vector<TracedRow> &named_;
  std::map<std::size_t, std::size_t> known_;
};

// The places of the input where a table looked for a match: not those inside of one.
std::vector<std::size_t> places_of(const std::vector<TablePass::Match> &matches, std::size_t size) {
  std::vector<std::size_t> places;
  std::size_t at = 0;
  for (const TablePass::Match &match : matches) {
    while (at <= match.at) {
      places.push_back(at++);
    }
    at = match.at + match.length;
  }
  while (at < size) {
    places.push_back(at++);
  }
  return places;
}

void add_edits(const EditScript &script, std::u32string_view before, std::u32string_view after,
               std::vector<TraceEdit> &edits) {
  const std::vector<EditOp> &ops = script.ops();
  if (std::all_of(ops.begin(), ops.end(), [](const EditOp &op) { return op.copies; })) {
    return;
  }
  CountedText in(before);
  CountedText out(after);
  std::size_t from = 0;
  std::size_t to = 0;
  for (const EditOp &op : ops) {
    if (!op.copies) {
      edits.push_back({in.bytes(from, op.in), out.bytes(to, op.out), {}});
    }
    from += op.in;
    to += op.out;
  }
}

void add_near(const std::vector<OrientedRow> &all, const std::vector<std::size_t> &places,
              const CountedText &in, NamedRows &rows, std::vector<NearRow> &near) {
  for (const NearMatch &match : near_matches(all, in.text(), places)) {
    const Row &row = *all[match.row].row;
    near.push_back({.in = in.bytes(match.at, match.length),
                    .row = rows.index_of(match.row),
                    .context = match.after ? NearRow::Context::after : NearRow::Context::before,
                    .wanted = written(match.after ? row.after : row.before),
                    .seen = in.character(match.seen)});
  }
}

TracedRow traced_word(const WordRows &words, std::size_t offset) {
  WordLine word = words.list->line_at(offset);
  const Source &file = *words.list->file();
  return {.file = file.name(),
          .line = file.line_of(offset),
          .column = 1,
          .text = fmt::format("{}\t{}", word.from, word.to),
          .note = std::string(word.note),
          .turned = words.turned};
}

// The whole of a text.
void feed(TextState &state, std::u32string_view text, const GrowthLimit &limit,
          std::u32string &result) {
  limit.feed(text, true, result,
             [&](std::u32string_view part, bool last) { state.feed(part, last, result); });
}

// A trace holds the text after each stage. It may become 16 times as long instead of 1,024.
constexpr std::size_t less_growth = GrowthLimit::most_times / 16;

} // namespace

Tracer::Tracer(const CompiledChain &chain) : chain_(chain) {
  Report ignored; // the chain was compiled from the same steps without an error
  for (const Step &step : chain.steps()) {
    TracedStep traced;
    traced.rows = kind_of(*step.stage).row_pass(step, ignored);
    traced.words = kind_of(*step.stage).word_pass(step);
    traced.pass = traced.rows || traced.words ? nullptr : pass_of(step, ignored);
    steps_.push_back(std::move(traced));
  }
}

Trace Tracer::trace(std::string_view text, const TraceOptions &options) const {
  Trace trace;
  trace.tally = tally_of(text, options.invalid);
  trace.in = text;
  if (trace.tally.stopped) {
    return trace;
  }
  std::u32string characters;
  append_utf32(characters, text, options.invalid);
  trace.out = to_utf8(characters);
  std::vector<StageInfo> stages = stages_of(chain_);
  GrowthLimit limit(characters.size() / less_growth);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    StageTrace &stage = trace.stages.emplace_back();
    stage.stage = std::move(stages[i]);
    stage.in = trace.out;
    run(i, characters, trace.out, options.near, limit, stage);
    stage.out = trace.out;
  }
  return trace;
}

// Puts the result of the step in the place of the text. Most steps change nothing, and then its
// bytes are known.
void Tracer::run(std::size_t step, std::u32string &text, std::string &bytes, bool near,
                 const GrowthLimit &limit, StageTrace &stage) const {
  std::u32string result;
  if (steps_[step].rows) {
    run_rows(step, text, result, near, limit, stage);
  } else if (steps_[step].words) {
    run_words(step, text, result, limit, stage);
  } else {
    EditScript script;
    std::unique_ptr<PassState> state = steps_[step].pass->start();
    limit.feed(std::u32string_view(text), true, result, [&](std::u32string_view part, bool last) {
      state->feed_aligned(part, last, result, script);
    });
    add_edits(script, text, result, stage.edits);
  }
  if (text != result) {
    text = std::move(result);
    bytes = to_utf8(text);
  }
}

void Tracer::run_rows(std::size_t step, const std::u32string &text, std::u32string &result,
                      bool near, const GrowthLimit &limit, StageTrace &stage) const {
  const RowPass &pass = *steps_[step].rows;
  std::vector<TablePass::Match> matches;
  feed(*pass.pass->start_listing(matches), text, limit, result);
  if (matches.empty() && !near) {
    return;
  }
  CountedText in(text);
  CountedText out(result);
  NamedRows rows(pass.rows, stage.rows);
  for (const TablePass::Match &match : matches) {
    stage.edits.push_back({in.bytes(match.at, match.length), out.bytes(match.out, match.out_length),
                           rows.index_of(match.row)});
  }
  if (near) {
    add_near(pass.rows, places_of(matches, text.size()), in, rows, stage.near);
  }
}

void Tracer::run_words(std::size_t step, const std::u32string &text, std::u32string &result,
                       const GrowthLimit &limit, StageTrace &stage) const {
  const WordRows &words = *steps_[step].words;
  std::vector<WordsPass::Match> matches;
  feed(*words.pass->start_listing(matches), text, limit, result);
  if (matches.empty()) {
    return;
  }
  CountedText in(text);
  CountedText out(result);
  std::map<std::size_t, std::size_t> rows; // by line, the index
  for (const WordsPass::Match &match : matches) {
    auto [row, added] = rows.try_emplace(match.line, stage.rows.size());
    if (added) {
      stage.rows.push_back(traced_word(words, match.line));
    }
    stage.edits.push_back(
        {in.bytes(match.at, match.length), out.bytes(match.out, match.out_length), row->second});
  }
}

} // namespace arnorm
