// Tags, which make ICU's rules mean what a table says.
//
// An example. A table has the rows
//
//   1  { from = "n", after = "a", to = "N" }
//   2  { from = "a", to = "o" }
//
// `an` must become `oN`: contexts see the input. But ICU looks to the left at what it has already
// written. With `a > o; a { n > N;` it turns the a into an o first, and then finds no a before the
// n. So a table with an `after` becomes two links. The first link keeps all text and puts a tag
// after each match. The tag says which row it was:
//
//   a T* { (n) > $1 T1;          T* allows the tags that this link itself has already written
//   (a) > $1 T2;                 an  becomes  a T2 n T1
//
// The second link needs no context. It replaces each match together with its tag:
//
//   n T1 > N;                    a T2 n T1  becomes  oN
//   a T2 > o;
//
// Tags must not occur in texts, or a text could look like a tagged match. Noncharacters and private
// characters may occur. Lone surrogates cannot: UTF-8 has none, and malformed bytes are others
// (icu_link.h). A tag stands after the match and must tell where the match began, so that matches
// of different lengths have different tags.
#include "icu/icu_table.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "icu/icu_sets.h"

namespace arnorm {
namespace {

// Whether some set of the table would match beyond the edge where it must not, or must tell an
// edge from a U+FFFF in the text.
bool needs_guard(const FlatRules &table) {
  for (const Rule &rule : table.rules) {
    for (std::size_t i = 1; i < rule.from.size(); ++i) {
      const CodePointSet &set = table.sets[rule.from[i]];
      if (set.contains(icu_edge) && !set.is_single()) {
        return true;
      }
    }
    for (const auto *context : {&rule.after, &rule.before}) {
      for (SetPool::Id id : *context) {
        const CodePointSet &set = table.sets[id];
        if (set.contains(CodePointSet::edge) && !set.contains(icu_edge)) {
          return true;
        }
      }
    }
  }
  return false;
}

class TableWriter {
public:
  // `table` has ICU's sets in it.
  TableWriter(const FlatRules &table, IcuSyntax &syntax)
      : table_(table), syntax_(syntax), written_sets_(table.sets.size()) {}

  std::vector<IcuLink> write() {
    if (table_.behind == 0) {
      return {rewrite(false)};
    }
    return {tag_matches(), rewrite(true)};
  }

private:
  // The first of two links: keeps every match and puts a tag after it, so that contexts to the left
  // see the source.
  IcuLink tag_matches() {
    IcuLink link{.behind = table_.behind};
    const auto &rules = table_.rules;
    for (std::size_t i = 0, next; i < rules.size(); i = next) {
      next = end_of_alike(i);
      std::string after = context(rules[i].after, true);
      std::string before = context(rules[i].before, false);
      link.text += fmt::format("{}{}{}{} > $1 {};\n", after.empty() ? "" : after + "{",
                               syntax_.group(next == i + 1 ? key(rules[i]) : letters(i, next)),
                               before.empty() ? "" : "}", before, tag(rules[i]));
    }
    return link;
  }

  // The end of the rules from `begin` on that differ in nothing but one character. They have the
  // same tag, so that one rule for all of their characters is enough. (A group takes one of ICU's
  // stand-ins, and a change of case has a thousand such rules.)
  std::size_t end_of_alike(std::size_t begin) const {
    const Rule &first = table_.rules[begin];
    std::size_t end = begin + 1;
    while (first.from.size() == 1 && end < table_.rules.size() &&
           table_.rules[end].row == first.row && table_.rules[end].from.size() == 1 &&
           table_.rules[end].after == first.after && table_.rules[end].before == first.before) {
      ++end;
    }
    return end;
  }

  std::string letters(std::size_t begin, std::size_t end) {
    CodePointSet all;
    for (std::size_t i = begin; i < end; ++i) {
      for (const auto &range : table_.sets[table_.rules[i].from[0]].ranges()) {
        all.add(range);
      }
    }
    return syntax_.set(all);
  }

  // The link that writes the results: the only one, or the second of two, which goes by the tags.
  IcuLink rewrite(bool tagged) {
    IcuLink link;
    for (const Rule &rule : table_.rules) {
      std::string from = grouped_key(rule) + (tagged ? tag(rule) : "");
      std::string before = tagged ? "" : context(rule.before, false);
      if (tagged && !written_.insert(from).second) {
        continue; // alternatives of a context differ in the first link only
      }
      link.text +=
          fmt::format("{}{}{} > {};\n", from, before.empty() ? "" : "}", before, output(rule));
    }
    return link;
  }

  // A set stands in many rules, and is written once.
  const std::string &item(SetPool::Id id) {
    if (written_sets_[id].empty()) {
      const CodePointSet &set = table_.sets[id];
      written_sets_[id] = set.is_single() ? syntax_.literal(set.first()) : syntax_.set(set);
    }
    return written_sets_[id];
  }

  std::string key(const Rule &rule) {
    std::string out;
    for (SetPool::Id id : rule.from) {
      out += item(id);
    }
    return out;
  }

  // A literal never matches beyond the edge in ICU, a set with U+FFFF does.
  std::string context(const std::vector<SetPool::Id> &ids, bool tagged) {
    std::string out;
    for (SetPool::Id id : ids) {
      const CodePointSet &set = table_.sets[id];
      out += set == CodePointSet::single(icu_edge) ? syntax_.set(set) : item(id);
      out += tagged ? syntax_.named("[\\uDD00-\\uDFFF]*") : "";
    }
    return out;
  }

  // The key with ( ) around the stretches that the output repeats.
  std::string grouped_key(const Rule &rule) {
    auto stretches = repeated(rule);
    std::string out;
    for (std::size_t i = 0; i < rule.from.size(); ++i) {
      for (auto [begin, end] : stretches) {
        out += begin == i ? syntax_.open_group() : "";
      }
      out += item(rule.from[i]);
      for (auto [begin, end] : stretches) {
        out += end == i + 1 ? ")" : "";
      }
    }
    return out;
  }

  // Stretches in the order in which ICU numbers their groups: by where they open, the outer first.
  static std::vector<std::pair<std::size_t, std::size_t>> repeated(const Rule &rule) {
    std::vector<std::pair<std::size_t, std::size_t>> stretches;
    for (const OutputPiece &piece : rule.to) {
      if (!piece.is_text && piece.begin < piece.end) {
        stretches.emplace_back(piece.begin, piece.end);
      }
    }
    std::sort(stretches.begin(), stretches.end(), [](auto a, auto b) {
      return a.first != b.first ? a.first < b.first : a.second > b.second;
    });
    stretches.erase(std::unique(stretches.begin(), stretches.end()), stretches.end());
    return stretches;
  }

  std::string output(const Rule &rule) {
    auto stretches = repeated(rule);
    std::string out;
    for (const OutputPiece &piece : rule.to) {
      if (piece.is_text) {
        out += syntax_.literal(piece.text);
      } else if (piece.begin < piece.end) {
        auto at = std::find(stretches.begin(), stretches.end(), std::pair(piece.begin, piece.end));
        out += fmt::format("${} ", at - stretches.begin() + 1);
      }
    }
    return out;
  }

  // There is a tag for each row and length, so the second link knows where the match began. Where
  // one character is not enough, all tags of the table have several.
  std::string tag(const Rule &rule) {
    if (tags_.empty()) {
      for (const Rule &each : table_.rules) {
        tags_.emplace(std::pair(each.row, each.from.size()), tags_.size());
      }
    }
    constexpr std::size_t base = last_tag - first_tag + 1;
    std::size_t number = tags_.at({rule.row, rule.from.size()});
    std::string out;
    for (std::size_t room = tags_.size(); room > 0; room /= base) {
      out += fmt::format("\\u{:04X}", first_tag + number % base);
      number /= base;
    }
    return out;
  }

  const FlatRules &table_;
  IcuSyntax &syntax_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> tags_;
  std::set<std::string> written_;
  std::vector<std::string> written_sets_; // by id; empty until one is needed
};

std::bitset<256> low_bytes(const CodePointSet &set) {
  std::bitset<256> bytes;
  for (auto [first, last] : set.ranges()) {
    for (char32_t c = first; c <= last && c - first < bytes.size(); ++c) {
      bytes.set(c & 0xFF);
    }
  }
  return bytes;
}

// How often ICU compares two rules to load them. It has a list for each low byte, of the rules that
// may begin with such a character, and compares all rules of a list. A few hundred rules that begin
// with a large set are in nearly all lists: that makes millions.
std::size_t comparisons(const FlatRules &table) {
  std::vector<std::bitset<256>> known(table.sets.size());
  std::array<std::size_t, 256> lists{};
  for (const Rule &rule : table.rules) {
    auto &bytes = known[rule.from[0]];
    bytes = bytes.any() ? bytes : low_bytes(table.sets[rule.from[0]]);
    for (std::size_t byte = 0; byte < lists.size(); ++byte) {
      lists[byte] += bytes[byte] ? 1 : 0;
    }
  }
  return std::accumulate(lists.begin(), lists.end(), std::size_t{0},
                         [](std::size_t sum, std::size_t n) { return sum + n * n / 2; });
}

} // namespace

std::vector<IcuLink> icu_table(const FlatRules &table, IcuText text, IcuSyntax &syntax) {
  IcuSets sets(text, needs_guard(table));
  FlatRules icu = table.with_sets([&](const CodePointSet &set) { return sets.key(set); },
                                  [&](const CodePointSet &set) { return sets.context(set); });
  if (icu.rules.empty()) {
    return {};
  }
  std::vector<IcuLink> links = TableWriter(icu, syntax).write();
  links.front().comparisons = comparisons(icu); // a second link has tags, which differ
  return sets.guarded() ? guarded(std::move(links)) : links;
}

} // namespace arnorm
