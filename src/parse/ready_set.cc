#include "parse/ready_set.h"

#include <algorithm>
#include <map>
#include <utility>

#include "characters/once.h"
#include "rules/flat_rules.h"
#include "rules/ready_table.h"

namespace arnorm {
namespace {

// Reads numbers and texts up to the end of some bytes; beyond it, all are empty.
class Bytes {
public:
  explicit Bytes(std::string_view bytes) : left_(bytes) {}

  bool good() const { return good_; }
  bool done() const { return good_ && left_.empty(); }

  std::size_t number() {
    std::size_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      if (left_.empty()) {
        break;
      }
      auto byte = static_cast<unsigned char>(left_.front());
      left_.remove_prefix(1);
      value |= static_cast<std::size_t>(byte & 0x7F) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    fail();
    return 0;
  }

  // A number below `bound`.
  std::size_t below(std::size_t bound) {
    std::size_t value = number();
    if (value >= bound) {
      fail();
      return 0;
    }
    return value;
  }

  // The length of a list: each element has a byte at least.
  std::size_t length() {
    std::size_t value = number();
    if (value > left_.size()) {
      fail();
      return 0;
    }
    return value;
  }

  template <typename Enum> Enum one_of(std::size_t count) {
    return static_cast<Enum>(below(count));
  }

  bool flag() { return below(2) != 0; }

  std::string_view bytes(std::size_t size) {
    std::string_view result = left_.substr(0, size);
    left_.remove_prefix(result.size());
    return result;
  }

  std::string text() { return std::string(bytes(length())); }

  std::u32string characters() {
    std::u32string result(length(), U'\0');
    for (char32_t &c : result) {
      c = static_cast<char32_t>(below(CodePointSet::edge));
    }
    return result;
  }

private:
  void fail() {
    good_ = false;
    left_ = {};
  }

  std::string_view left_;
  bool good_ = true;
};

CodePointSet set_at(const ReadySets &sets, std::size_t number) {
  CodePointSet set;
  if (number < sets.begins.size() && sets.begins[number] <= sets.bytes.size()) {
    Bytes bytes(sets.bytes.substr(sets.begins[number]));
    std::size_t next = 0;
    for (std::size_t left = bytes.length(); left > 0; --left) {
      std::size_t first = next + bytes.number();
      std::size_t last = first + bytes.number();
      if (last > CodePointSet::edge || !bytes.good()) {
        return {};
      }
      set.add({static_cast<char32_t>(first), static_cast<char32_t>(last)});
      next = last + 1;
    }
  }
  return set;
}

// Sets by what stands for them, each read once.
class SetReader {
public:
  explicit SetReader(const ReadySets &sets) : sets_(sets) {}

  CodePointSet next(Bytes &bytes) {
    std::size_t number = bytes.number();
    if (number % 2 != 0) {
      return CodePointSet::single(
          static_cast<char32_t>(std::min<std::size_t>(number / 2, CodePointSet::edge)));
    }
    auto known = known_.find(number / 2);
    return known != known_.end()
               ? known->second
               : known_.emplace(number / 2, set_at(sets_, number / 2)).first->second;
  }

private:
  ReadySets sets_;
  std::map<std::size_t, CodePointSet> known_;
};

std::vector<SetPool::Id> ids(Bytes &bytes, std::size_t sets) {
  std::vector<SetPool::Id> result(bytes.length());
  for (SetPool::Id &id : result) {
    id = static_cast<SetPool::Id>(bytes.below(sets));
  }
  return result;
}

std::vector<OutputPiece> pieces(Bytes &bytes, std::size_t length) {
  std::vector<OutputPiece> result(bytes.length());
  for (OutputPiece &piece : result) {
    piece.is_text = bytes.flag();
    if (piece.is_text) {
      piece.text = bytes.characters();
    } else {
      piece.begin = bytes.below(length + 1);
      piece.end = bytes.below(length + 1);
    }
  }
  return result;
}

// One direction of a table. Its rules stay bytes until they are needed.
struct ReadyWay {
  bool acts = false;
  bool turns_line_feed = false;
  std::string_view rules;
  TableCost cost;
};

FlatRules flat_rules(std::string_view rules, const ReadySets &all) {
  Bytes bytes(rules);
  SetReader sets(all);
  FlatRules flat;
  for (std::size_t left = bytes.length(); left > 0; --left) {
    flat.sets.add(sets.next(bytes));
  }
  flat.rules.resize(bytes.length());
  for (Rule &rule : flat.rules) {
    rule.row = bytes.number();
    rule.from = ids(bytes, flat.sets.size());
    rule.after = ids(bytes, flat.sets.size());
    rule.before = ids(bytes, flat.sets.size());
    rule.to = pieces(bytes, rule.from.size());
  }
  measure(flat);
  return flat;
}

// The text of a set and its image: what has to live as long as its tables.
struct Shared {
  // clang 14 does not let std::make_shared make an aggregate.
  Shared(std::string_view its_bytes, const ReadySets &its_sets,
         const std::function<RuleSetPtr()> &reads_whole)
      : bytes(its_bytes), sets(its_sets), read_whole(reads_whole) {}

  std::string bytes;
  ReadySets sets;
  std::function<RuleSetPtr()> read_whole;
  Once reading;
  RuleSetPtr whole_set;

  const RuleSetPtr &whole() {
    reading.run([this] { whole_set = read_whole(); });
    return whole_set;
  }
};

class StoredTable : public ReadyTable {
public:
  StoredTable(std::shared_ptr<Shared> shared, std::size_t stage, Bytes &bytes)
      : shared_(std::move(shared)), stage_(stage), row_count_(bytes.number()) {
    for (ReadyWay &way : ways_) {
      way.acts = bytes.flag();
      way.turns_line_feed = bytes.flag();
      for (std::size_t *part :
           {&way.cost.rules, &way.cost.items, &way.cost.overlaps, &way.cost.comparisons}) {
        *part = bytes.number();
      }
      way.rules = bytes.bytes(bytes.length());
    }
  }

  const std::vector<Row> &rows() const override {
    static const std::vector<Row> none;
    const RuleSetPtr &set = shared_->whole();
    const auto *table = set && stage_ < set->stages.size()
                            ? std::get_if<TableStage>(&set->stages[stage_].what)
                            : nullptr;
    return table == nullptr ? none : table->rows.all();
  }

  std::size_t row_count() const override { return row_count_; }
  bool acts(Direction direction) const override { return way(direction).acts; }
  bool turns_line_feed(Direction direction) const override {
    return way(direction).turns_line_feed;
  }

  FlatRules rules(Direction direction, TableCost &spent) const override {
    const ReadyWay &one = way(direction);
    spent.rules += one.cost.rules;
    spent.items += one.cost.items;
    spent.overlaps += one.cost.overlaps;
    spent.comparisons += one.cost.comparisons;
    return flat_rules(one.rules, shared_->sets);
  }

private:
  const ReadyWay &way(Direction direction) const {
    return ways_[direction == Direction::forward ? 0 : 1];
  }

  std::shared_ptr<Shared> shared_;
  std::size_t stage_;
  std::size_t row_count_;
  ReadyWay ways_[2]; // forward, reverse
};

class SetParser {
public:
  SetParser(std::shared_ptr<Shared> shared, const ReadyContext &context)
      : shared_(std::move(shared)), context_(context), bytes_(shared_->bytes),
        sets_(shared_->sets) {}

  std::optional<ReadySet> parse() {
    for (std::size_t left = bytes_.length(); left > 0; --left) {
      files_.push_back(context_.source(bytes_.text()));
    }
    if (files_.empty() || files_[0] == nullptr) {
      return std::nullopt;
    }
    ReadySet ready{header(), {}};
    for (std::size_t left = bytes_.length(); left > 0; --left) {
      ready.needed.push_back({reference(), bytes_.flag(), bytes_.flag()});
    }
    std::size_t count = bytes_.length();
    for (std::size_t i = 0; i < count; ++i) {
      ready.set->stages.push_back(stage(i));
    }
    return bytes_.done() ? std::optional(std::move(ready)) : std::nullopt;
  }

private:
  std::shared_ptr<RuleSet> header() {
    auto set = std::make_shared<RuleSet>();
    set->file = files_[0];
    set->name = bytes_.text();
    set->title = bytes_.text();
    set->source = bytes_.text();
    set->scripts.from = bytes_.text();
    set->scripts.to = bytes_.text();
    set->reversible = bytes_.flag();
    set->idempotent = bytes_.flag();
    return set;
  }

  Span span() {
    std::size_t file = bytes_.below(files_.size());
    std::size_t begin = bytes_.number();
    return {files_[file], begin, begin + bytes_.number()};
  }

  Reference reference() {
    std::string name = bytes_.text();
    return {std::move(name), span()};
  }

  Stage stage(std::size_t number) {
    Stage result;
    result.only = bytes_.one_of<Only>(3);
    result.span = span();
    result.what = what(number);
    return result;
  }

  // In the order of the kinds in Stage.
  decltype(Stage::what) what(std::size_t number) {
    switch (bytes_.number()) {
    case 0:
      return TableStage{Rows(std::make_shared<StoredTable>(shared_, number, bytes_))};
    case 1: {
      Reference file = reference();
      return WordsStage{.name = file.name, .span = file.span, .edge = sets_.next(bytes_)};
    }
    case 2:
      return FormStage{bytes_.one_of<Form>(form_names.size())};
    case 3:
      return MarksStage{bytes_.one_of<MarkOrder>(order_names.size())};
    case 4:
      return RemoveStage{sets_.next(bytes_)};
    case 5: {
      SqueezeStage squeeze{sets_.next(bytes_)};
      squeeze.from = static_cast<int>(bytes_.number());
      squeeze.max = static_cast<int>(bytes_.number());
      return squeeze;
    }
    case 6:
      return case_stage();
    case 7: {
      Reference set = reference();
      return UseStage{set.name, set.span};
    }
    default: {
      Reference icu = reference();
      return IcuStage{icu.name, icu.span};
    }
    }
  }

  CaseStage case_stage() {
    CaseStage stage;
    stage.mapping = bytes_.one_of<CaseMapping>(case_names.size());
    stage.turkic = bytes_.flag();
    stage.set = sets_.next(bytes_);
    stage.after = patterns();
    stage.before = patterns();
    stage.span = span();
    return stage;
  }

  std::vector<Pattern> patterns() {
    std::vector<Pattern> result(bytes_.length());
    for (Pattern &pattern : result) {
      pattern.span = span();
      pattern.items = items(0);
    }
    return result;
  }

  std::vector<PatternItem> items(int depth) {
    std::vector<PatternItem> result(depth < max_depth ? bytes_.length() : 0);
    for (PatternItem &item : result) {
      item.group = static_cast<int>(bytes_.number());
      item.min = static_cast<int>(bytes_.number());
      item.max = static_cast<int>(bytes_.number());
      item.literal = bytes_.flag();
      item.escaped = bytes_.flag();
      item.choices.resize(bytes_.length());
      for (std::vector<PatternItem> &choice : item.choices) {
        choice = items(depth + 1);
      }
      if (item.choices.empty()) {
        item.set = sets_.next(bytes_);
      }
    }
    return result;
  }

  static constexpr int max_depth = 100;

  std::shared_ptr<Shared> shared_;
  const ReadyContext &context_;
  Bytes bytes_;
  SetReader sets_;
  std::vector<std::shared_ptr<const Source>> files_;
};

} // namespace

std::optional<ReadySet> read_ready(std::string_view bytes, const ReadySets &sets,
                                   const ReadyContext &context) {
  auto shared = std::make_shared<Shared>(bytes, sets, context.whole);
  return SetParser(shared, context).parse();
}

} // namespace arnorm
