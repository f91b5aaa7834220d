#include "chain/tracer.h"

#include <algorithm>
#include <map>

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

// The places of the input where a table looked for a match.
std::vector<std::size_t> places_of(const EditScript &script) {
  std::vector<std::size_t> places;
  std::size_t at = 0;
  for (const EditOp &op : script.ops()) {
    for (std::size_t i = 0; i < (op.copies ? op.in : 1); ++i) {
      places.push_back(at + i);
    }
    at += op.in;
  }
  return places;
}

void add_edits(const EditScript &script, const CountedText &in, const CountedText &out,
               std::vector<TraceEdit> &edits) {
  std::size_t from = 0;
  std::size_t to = 0;
  for (const EditOp &op : script.ops()) {
    if (!op.copies) {
      edits.push_back({in.bytes(from, op.in), out.bytes(to, op.out), {}});
    }
    from += op.in;
    to += op.out;
  }
}

// A stage without rows changes what it tells of.
void drop_unchanged(StageTrace &stage) {
  auto part = [](const std::string &text, Range range) {
    return std::string_view(text).substr(range.begin, range.end - range.begin);
  };
  std::erase_if(stage.edits, [&](const TraceEdit &edit) {
    return part(stage.in, edit.in) == part(stage.out, edit.out);
  });
}

void add_near(const Step &step, const std::vector<std::size_t> &places, const CountedText &in,
              NamedRows &rows, std::vector<NearRow> &near) {
  const auto &table = std::get<TableStage>(step.stage->what);
  Report ignored; // it was compiled from the same rows without an error
  FlatRules flat = flatten(oriented_rows(table, step.stage->only, step.direction), ignored);
  for (const NearMatch &match : near_matches(flat, in.text(), places)) {
    const Row &row = *flat.rows[match.row].row;
    near.push_back({.in = in.bytes(match.at, match.length),
                    .row = rows.index_of(match.row),
                    .context = match.after ? NearRow::Context::after : NearRow::Context::before,
                    .wanted = written(match.after ? row.after : row.before),
                    .seen = in.character(match.seen)});
  }
}

} // namespace

Tracer::Tracer(const CompiledChain &chain) : chain_(chain) {
  Report ignored; // the chain was compiled from the same steps without an error
  for (const Step &step : chain.steps()) {
    TracedStep traced;
    traced.rows = kind_of(*step.stage).row_pass(step, ignored);
    traced.pass = traced.rows ? nullptr : pass_of(step, ignored);
    steps_.push_back(std::move(traced));
  }
}

Trace Tracer::trace(std::string_view text, const TraceOptions &options) const {
  Trace trace;
  std::string whole; // for the tally, and what the engines themselves make of it
  trace.tally = chain_.apply(text, options.invalid, whole);
  trace.in = text;
  if (trace.tally.stopped) {
    return trace;
  }
  std::u32string characters;
  append_utf32(characters, text, options.invalid);
  std::vector<StageInfo> stages = stages_of(chain_);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    StageTrace &stage = trace.stages.emplace_back();
    stage.stage = std::move(stages[i]);
    run(i, characters, options.near, stage);
  }
  trace.out = to_utf8(characters);
  return trace;
}

// Puts what the step makes of the text in its place.
void Tracer::run(std::size_t step, std::u32string &text, bool near, StageTrace &stage) const {
  const TracedStep &traced = steps_[step];
  std::vector<std::size_t> fired;
  auto state = traced.rows ? traced.rows->pass->start_listing(fired) : traced.pass->start();
  std::u32string result;
  EditScript script;
  state->feed_aligned(text, true, result, script);

  CountedText in(text);
  CountedText out(result);
  stage.in = to_utf8(text);
  stage.out = to_utf8(result);
  add_edits(script, in, out, stage.edits);
  if (traced.rows) {
    NamedRows rows(traced.rows->rows, stage.rows);
    for (std::size_t i = 0; i < fired.size(); ++i) {
      stage.edits[i].row = rows.index_of(fired[i]);
    }
    if (near) {
      add_near(chain_.steps()[step], places_of(script), in, rows, stage.near);
    }
  } else {
    drop_unchanged(stage);
  }
  text = std::move(result);
}

} // namespace arnorm
