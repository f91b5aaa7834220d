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
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace arnorm {
namespace {

constexpr char32_t ffff = 0xFFFF; // what ICU sees beyond the edges of a text

CodePointSet tags() { return {{guard_char, guard_char}, {first_tag, last_tag}}; }

// Turns arnorm's sets into ICU's. In ICU a set with U+FFFF matches beyond the edge of a text, in
// `from` as well as in contexts. Where that would be wrong, the stage is guarded: while it runs, a
// U+FFFF of the text is written as U+DC00, so that U+FFFF means nothing but the edge.
class Sets {
public:
  Sets(IcuText text, bool guarded) : text_(text), guarded_(guarded) {}

  bool guarded() const { return guarded_; }

  CodePointSet key(CodePointSet set) const {
    if (guarded_ && set.contains(ffff)) {
      set = set.minus(CodePointSet::single(ffff)).united(CodePointSet::single(guard_char));
    }
    return text_ == IcuText::lines ? set.minus(CodePointSet::single('\n')) : set;
  }

  CodePointSet context(const CodePointSet &set) const {
    bool has_edge = set.contains(CodePointSet::edge);
    bool has_ffff = set.contains(ffff);
    CodePointSet result =
        set.minus(tags()).minus({{ffff, ffff}, {CodePointSet::edge, CodePointSet::edge}});
    if (has_edge) {
      result.add({ffff, ffff});
    }
    if (guarded_ && has_ffff) {
      result.add({guard_char, guard_char});
    }
    if (text_ == IcuText::lines) {
      result = has_edge ? result.united(CodePointSet::single('\n'))
                        : result.minus(CodePointSet::single('\n'));
    }
    return result;
  }

private:
  IcuText text_;
  bool guarded_;
};

// Whether some set of the table would match beyond the edge where it must not, or must tell an
// edge from a U+FFFF in the text.
bool needs_guard(const FlatRules &table) {
  for (const Rule &rule : table.rules) {
    for (std::size_t i = 1; i < rule.from.size(); ++i) {
      const CodePointSet &set = table.sets[rule.from[i]];
      if (set.contains(ffff) && !set.is_single()) {
        return true;
      }
    }
    for (const auto *context : {&rule.after, &rule.before}) {
      for (SetPool::Id id : *context) {
        const CodePointSet &set = table.sets[id];
        if (set.contains(CodePointSet::edge) && !set.contains(ffff)) {
          return true;
        }
      }
    }
  }
  return false;
}

// Puts the two links of the guard around a stage's own.
std::vector<IcuBlock> guarded(std::vector<IcuBlock> blocks) {
  blocks.insert(blocks.begin(), {"\\uFFFF > \\uDC00;\n", 0});
  blocks.push_back({"\\uDC00 > \\uFFFF;\n", 0});
  return blocks;
}

class TableWriter {
public:
  // `table` has ICU's sets in it.
  TableWriter(const FlatRules &table, IcuSyntax &syntax) : table_(table), syntax_(syntax) {}

  std::vector<IcuBlock> write() {
    if (table_.behind == 0) {
      return {rewrite(false)};
    }
    return {tag_matches(), rewrite(true)};
  }

private:
  // The first of two links: keeps every match and puts a tag after it, so that contexts to the left
  // see the source.
  IcuBlock tag_matches() {
    IcuBlock block{"", table_.behind};
    for (const Rule &rule : table_.rules) {
      std::string after = context(rule.after, true);
      std::string before = context(rule.before, false);
      block.rules +=
          fmt::format("{}{}{}{} > $1 {};\n", after.empty() ? "" : after + "{",
                      syntax_.group(key(rule)), before.empty() ? "" : "}", before, tag(rule));
    }
    return block;
  }

  // The link that writes the results: the only one, or the second of two, which goes by the tags.
  IcuBlock rewrite(bool tagged) {
    IcuBlock block;
    for (const Rule &rule : table_.rules) {
      std::string from = grouped_key(rule) + (tagged ? tag(rule) : "");
      std::string before = tagged ? "" : context(rule.before, false);
      if (tagged && !written_.insert(from).second) {
        continue; // alternatives of a context differ in the first link only
      }
      block.rules +=
          fmt::format("{}{}{} > {};\n", from, before.empty() ? "" : "}", before, output(rule));
    }
    return block;
  }

  std::string item(const CodePointSet &set) {
    return set.is_single() ? syntax_.literal(set.first()) : syntax_.set(set);
  }

  std::string key(const Rule &rule) {
    std::string out;
    for (SetPool::Id id : rule.from) {
      out += item(table_.sets[id]);
    }
    return out;
  }

  // A literal never matches beyond the edge in ICU, a set with U+FFFF does.
  std::string context(const std::vector<SetPool::Id> &ids, bool tagged) {
    std::string out;
    for (SetPool::Id id : ids) {
      const CodePointSet &set = table_.sets[id];
      out += set == CodePointSet::single(ffff) ? syntax_.set(set) : item(set);
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
      out += item(table_.sets[rule.from[i]]);
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
};

} // namespace

std::vector<IcuBlock> icu_table(const FlatRules &table, IcuText text, IcuSyntax &syntax) {
  Sets sets(text, needs_guard(table));
  FlatRules icu = table.with_sets([&](const CodePointSet &set) { return sets.key(set); },
                                  [&](const CodePointSet &set) { return sets.context(set); });
  if (icu.rules.empty()) {
    return {};
  }
  auto blocks = TableWriter(icu, syntax).write();
  return sets.guarded() ? guarded(std::move(blocks)) : blocks;
}

std::vector<IcuBlock> icu_remove(const CodePointSet &set, IcuText text, IcuSyntax &syntax) {
  CodePointSet key = Sets(text, false).key(set);
  if (key.empty()) {
    return {};
  }
  return {{fmt::format("{} > ;\n", syntax.set(key)), 0}};
}

namespace {

// The members of a set that have a bit.
CodePointSet with_bit(const CodePointSet &set, char32_t bit) {
  CodePointSet result;
  for (auto [first, last] : set.ranges()) {
    for (char32_t c = first; c <= last;) {
      char32_t block_end = c | (bit - 1);
      if ((c & bit) != 0) {
        result.add({c, std::min(block_end, last)});
      }
      c = block_end + 1;
    }
  }
  return result;
}

} // namespace

// ICU cannot compare two characters of a text with each other, but two code points are equal when
// every bit of them is. The first link puts a tag between members of the set that differ in some
// bit; what is left without a tag in between is a run of one code point.
std::vector<IcuBlock> icu_squeeze(const SqueezeStage &squeeze, IcuText text, IcuSyntax &syntax) {
  bool guard = squeeze.set.contains(ffff);
  CodePointSet set = Sets(text, guard).key(squeeze.set);
  if (set.empty()) {
    return {};
  }
  IcuBlock compare{"", 1};
  std::set<std::pair<std::string, std::string>> seen;
  for (char32_t bit = 1; bit <= 0x100000; bit <<= 1) {
    CodePointSet ones = with_bit(set, bit);
    CodePointSet zeros = set.minus(ones);
    if (ones.empty() || zeros.empty()) {
      continue;
    }
    std::string one = syntax.set(ones);
    std::string zero = syntax.set(zeros);
    for (const auto &[left, right] : {std::pair(one, zero), std::pair(zero, one)}) {
      if (seen.insert({left, right}).second) {
        compare.rules += fmt::format("{} {{ {} > \\uDD00 $1;\n", left, syntax.group(right));
      }
    }
  }
  IcuBlock cut{"", static_cast<std::size_t>(squeeze.max)};
  for (int i = 0; i < squeeze.max; ++i) {
    cut.rules += syntax.set(set);
  }
  cut.rules += fmt::format(" {{ {} > ;\n", syntax.set(set));
  std::vector<IcuBlock> blocks;
  if (!compare.rules.empty()) {
    blocks.push_back(compare);
  }
  blocks.push_back(cut);
  if (!compare.rules.empty()) {
    blocks.push_back({"\\uDD00 > ;\n", 0});
  }
  return guard ? guarded(std::move(blocks)) : blocks;
}

// Stable sorting by rules. Where marks that must come later are followed by marks that must come
// earlier, the two groups change places, and the later ones are looked at again. That sorts two
// groups. NFD sorts within a group, but it must not see the four non-starters that it would
// decompose. They have class 230, so the groups are: below 230, 230, above.
std::vector<IcuBlock> icu_marks(MarkOrder order, IcuSyntax &syntax) {
  const std::string decomposing = "[\\u0340\\u0341\\u0343\\u0344]";
  const std::string any = "[:^ccc=0:]";
  const std::string high = "[[:ccc=232:][:ccc=233:][:ccc=234:][:ccc=240:]]";
  auto swap = [&](const std::string &later, const std::string &earlier, const char *to) {
    std::string first = syntax.group(syntax.named(later + "+"));
    std::string second = syntax.group(syntax.named(earlier + "+"));
    return IcuBlock{fmt::format("{} {} > {};\n", first, second, to), 0};
  };
  std::vector<IcuBlock> blocks;
  blocks.push_back(
      swap("[[:ccc=230:]" + high + "]", "[" + any + "-[:ccc=230:]-" + high + "]", "$2 | $1"));
  blocks.push_back(swap(high, "[:ccc=230:]", "$2 | $1"));
  std::string sortable = syntax.named("[" + any + "-" + decomposing + "]+");
  blocks.push_back({fmt::format("{} > &NFD($1);\n", syntax.group(sortable)), 0});
  if (order == MarkOrder::canonical) {
    return blocks;
  }
  blocks.push_back(swap("[" + any + "-[\\u0651]]", "[\\u0651]", "$2 | $1"));
  if (order == MarkOrder::utr53) {
    // UAX #53, section 4.1, steps 2b and 2c: modifier combining marks (section 3) that begin the
    // marks of class 230, then those that begin the marks of class 220, go to the front.
    const std::string modifiers = "[\\u0654\\u0655\\u0658\\u06DC\\u06E3\\u06E7\\u06E8\\u08CA\\u08CB"
                                  "\\u08CD\\u08CE\\u08CF\\u08D3\\u08F3]";
    for (const char *ccc : {"230", "220"}) {
      std::string own = fmt::format("[:ccc={}:]", ccc);
      blocks.push_back(
          swap("[" + any + "-" + own + "]", "[" + modifiers + "&" + own + "]", "$2 $1"));
    }
  }
  return blocks;
}

} // namespace arnorm
