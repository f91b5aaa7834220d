#include "parse/name_reader.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/utf.h"
#include "parse/pattern_parser.h"
#include "parse/stage_reader.h"

namespace arnorm {
namespace {

// What may be mistaken for the name of a set.
constexpr std::array<std::string_view, 13> header_keys{
    "format", "name",       "title",      "source",  "note",    "scripts", "only",
    "word",   "reversible", "idempotent", "include", "extends", "override"};

class NamesOfFile {
public:
  NamesOfFile(NodeReader &top, RuleSet &set, Report &report)
      : top_(top), set_(set), report_(report) {}

  void read_sets() {
    const Node *sets = top_.table("sets");
    if (sets == nullptr) {
      return;
    }
    const CodePointSet *edge = top_.has("word") ? nullptr : &set_.edge;
    for (const Entry &entry : sets->entries) {
      if (is_header_key(entry)) {
        report_below_sets(entry);
        continue;
      }
      if (!check_name(entry, "set")) {
        continue;
      }
      set_.own_names.push_back({entry.key, entry.key_span});
      // A set with errors is defined too, so that its uses are not reported.
      CodePointSet set = defined(entry, {set_.sets, set_.patterns, edge});
      set_.patterns.erase(entry.key);
      set_.sets.define(entry.key, set.empty() ? CodePointSet::single(U'\uFFFD') : std::move(set));
    }
  }

  // A word is made of the characters of `word`, and everything else is its edge, the edges of the
  // text included.
  void read_word() {
    const Node *word = top_.string("word");
    if (word == nullptr) {
      return;
    }
    std::size_t errors = report_.errors();
    set_.word_span = word->span;
    CodePointSet set =
        arnorm::read_set(*word, {set_.sets, set_.patterns, nullptr}, report_, PatternRole::before);
    if (report_.errors() == errors) {
      static const CodePointSet all{{0, CodePointSet::edge}};
      set_.edge = all.minus(characters_of(set));
    }
  }

  void read_patterns() {
    const Node *patterns = top_.table("patterns");
    if (patterns == nullptr) {
      return;
    }
    const Node *sets = set_node();
    Names names(set_.sets, set_.patterns, &set_.edge);
    Names::Places places;
    for (const Entry &entry : patterns->entries) {
      places.emplace(entry.key, entry.key_span);
      set_.patterns.erase(entry.key); // that of another file, so that each has one meaning
    }
    names.later = &places;
    for (const Entry &entry : patterns->entries) {
      const Entry *same = sets == nullptr ? nullptr : sets->find(entry.key);
      if (!check_name(entry, "pattern") || (same != nullptr && !report_twice(entry, *same))) {
        continue;
      }
      set_.sets.erase(entry.key);
      set_.own_names.push_back({entry.key, entry.key_span});
      names.reading = entry.key;
      set_.patterns.insert_or_assign(entry.key, pattern(entry, names));
    }
  }

private:
  // Whether this is a line of the header in the wrong place, rather than a set of that name.
  static bool is_header_key(const Entry &entry) {
    if (std::find(header_keys.begin(), header_keys.end(), entry.key) == header_keys.end() ||
        entry.value.type == Node::Type::lost) {
      return false;
    }
    std::string_view text = entry.value.string;
    bool set = entry.value.type == Node::Type::string &&
               (text.empty() || std::string_view("[$\\").find(text.front()) != std::string::npos ||
                first_character(text).length == text.size());
    return !set;
  }

  void report_below_sets(const Entry &entry) {
    report_.error(Code::AR0154, entry.key_span,
                  fmt::format("`{}` belongs to the header, above [sets]", entry.key),
                  {.help = "move this line above [sets]; whatever follows [sets] is a set"});
  }

  const Node *set_node() { return top_.table("sets"); }

  bool check_name(const Entry &entry, std::string_view kind) {
    bool builtin = is_builtin_name(entry.key);
    bool good = !entry.key.empty() && leading_name(entry.key) == entry.key;
    if (builtin || !good) {
      report_.error(Code::AR0109, entry.key_span,
                    builtin ? fmt::format("`${}` is a built-in name", entry.key)
                            : fmt::format("`{}` is not a valid name for a {}", entry.key, kind),
                    {.help = builtin ? fmt::format("choose another name for this {}", kind)
                                     : "use only letters A-Z and a-z, digits and `_`"});
    }
    return good && !builtin;
  }

  bool report_twice(const Entry &pattern, const Entry &set) {
    report_.error(
        Code::AR0132, pattern.key_span,
        fmt::format("`{}` is the name of a set and of a pattern", pattern.key),
        {.second = set.key_span, .second_label = "the set", .help = "rename one of them"});
    return false;
  }

  // Empty after an error. U+FFFF in a named set also denotes the edge, because contexts may use the
  // set.
  CodePointSet defined(const Entry &entry, const Names &names) {
    if (entry.value.type == Node::Type::lost) {
      return {};
    }
    if (entry.value.type != Node::Type::string) {
      report_.error(
          Code::AR0103, entry.value.span,
          fmt::format("`{}` must be a string, not {}", entry.key, type_name(entry.value.type)),
          {.help = fmt::format("write one set in quotes: {} = '[...]'", entry.key)});
      return {};
    }
    return arnorm::read_set(entry.value, names, report_, PatternRole::before);
  }

  // After an error, a character, so that uses of the name are not reported.
  NamedPattern pattern(const Entry &entry, const Names &names) {
    std::size_t errors = report_.errors();
    NamedPattern result;
    TextEdges edges;
    for (const Node *node : strings(entry)) {
      Pattern one = parse_pattern(*node, PatternRole::piece, names, report_, &edges);
      result.in_context.choices.push_back(std::move(one.items));
    }
    if (report_.errors() != errors || result.in_context.choices.empty()) {
      result = {};
      result.in_context.set = CodePointSet::single(U'\uFFFD');
    }
    result.in_from = for_from(result.in_context);
    result.start = edges.start;
    result.end = edges.end;
    result.items = count_items({result.in_context});
    result.depth = nesting({result.in_context});
    return result;
  }

  std::vector<const Node *> strings(const Entry &entry) {
    if (entry.value.type == Node::Type::string) {
      return {&entry.value};
    }
    std::vector<const Node *> nodes;
    const Node *wrong = entry.value.type == Node::Type::array ? nullptr : &entry.value;
    for (const Node &item : entry.value.items) {
      nodes.push_back(&item);
      wrong = item.type == Node::Type::string || wrong != nullptr ? wrong : &item;
    }
    if (wrong == nullptr && !nodes.empty()) {
      return nodes;
    }
    if (wrong == nullptr) {
      report_.error(Code::AR0116, entry.value.span, "this pattern is empty",
                    {.help = "write at least one character or set"});
    } else if (wrong->type != Node::Type::lost) {
      report_.error(Code::AR0103, wrong->span,
                    fmt::format("`{}` must be a string or an array of strings, not {}", entry.key,
                                type_name(wrong->type)),
                    {.help = fmt::format("write {0} = '...' or {0} = ['...', '...']", entry.key)});
    }
    return {};
  }

  static PatternItem for_from(const PatternItem &item) {
    static const CodePointSet never = surrogates().united(CodePointSet::single(CodePointSet::edge));
    std::vector<PatternItem> copy{item};
    for_each_set(copy, [](CodePointSet &set) { set = set.minus(never); });
    return std::move(copy[0]);
  }

  NodeReader &top_;
  RuleSet &set_;
  Report &report_;
};

} // namespace

void merge_names(const HandedOn &names, RuleSet &set) {
  for (const auto &[name, pattern] : names.patterns) {
    if (set.sets.find(name) == set.sets.end()) {
      set.patterns.emplace(name, pattern);
    }
  }
  NamedSets sets = names.sets;
  for (const auto &[name, pattern] : set.patterns) {
    sets.erase(name);
  }
  set.sets.merge(sets);
  set.edge = names.edge.value_or(set.edge);
}

void read_names(NodeReader &top, bool sets_only, RuleSet &set, Report &report) {
  NamesOfFile names(top, set, report);
  names.read_sets();
  if (!sets_only) {
    names.read_word();
  }
  names.read_patterns();
}

} // namespace arnorm
