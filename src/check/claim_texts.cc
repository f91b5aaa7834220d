#include "check/claim_texts.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace arnorm {
namespace {

constexpr std::size_t max_rules_of_a_row = 8; // counts and alternatives of contexts
constexpr std::size_t max_rows_of_a_table = 4000;
constexpr std::size_t max_deleted = 6;
constexpr std::size_t max_texts = 20'000;
constexpr std::size_t max_looked_up = 50'000'000; // parts of texts

// Which member of its set each place of a rule takes.
enum class Pick { first, last, middle, second };

// A place beyond the edge of the text.
constexpr char32_t nothing = CodePointSet::edge;

// The members of sets that belong to the domain of a claim.
class Members {
public:
  explicit Members(const CodePointSet &domain) : domain_(domain) {}

  char32_t pick(const CodePointSet &set, Pick pick) {
    if (set.is_single()) {
      return set.first();
    }
    const std::u32string &some = members(set);
    bool edge = set.contains(CodePointSet::edge);
    if (some.empty() || (edge && pick == Pick::last)) {
      return nothing;
    }
    switch (pick) {
    case Pick::first:
      return some.front();
    case Pick::last:
      return some.back();
    case Pick::middle:
      return some[some.size() / 2];
    case Pick::second:
      return some[some.size() > 1 ? 1 : 0];
    }
    return nothing;
  }

  // A character of the domain next to a range of the set.
  char32_t outside(const CodePointSet &set) const {
    for (auto [first, last] : set.ranges()) {
      for (char32_t c : {last + 1, first - 1}) {
        if (c != 0xFFFFFFFF && !set.contains(c) && domain_.contains(c)) {
          return c;
        }
      }
    }
    return nothing;
  }

private:
  // Some from the beginning, and the last one.
  const std::u32string &members(const CodePointSet &set) {
    auto [found, added] = known_.try_emplace(set);
    if (added) {
      CodePointSet own = set.intersected(domain_);
      found->second = some_members(own, 24);
      if (!own.empty()) {
        found->second.push_back(own.ranges().back().last);
      }
    }
    return found->second;
  }

  const CodePointSet &domain_;
  std::map<CodePointSet, std::u32string> known_;
};

using Sets = std::vector<SetPool::Id>;

bool deletes(const Rule &rule) {
  return std::all_of(rule.to.begin(), rule.to.end(),
                     [](const OutputPiece &piece) { return piece.is_text && piece.text.empty(); });
}

class Texts {
public:
  explicit Texts(const ClaimCase &claim) : claim_(claim), members_(claim.domain()) {}

  ClaimTexts take() {
    for (std::size_t i = 0; i < claim_.forward().size(); ++i) {
      if (claim_.forward()[i].table) {
        add(*claim_.forward()[i].table, i);
      }
    }
    for (const CaseStep &step : claim_.reverse()) {
      if (step.table) {
        add_inputs_of(*step.table);
      }
    }
    return std::move(result_);
  }

private:
  // Longer matches come first in a table, so every row is looked at from both ends.
  void add(const FlatRules &table, std::size_t step) {
    std::map<std::size_t, std::vector<const Rule *>> rows;
    for (const Rule &rule : table.rules) {
      rows[rule.row].push_back(&rule);
    }
    std::size_t count = 0;
    for (const auto &[row, rules] : rows) {
      if (++count > max_rows_of_a_table) {
        break;
      }
      std::size_t stride = std::max<std::size_t>(1, rules.size() / max_rules_of_a_row);
      for (std::size_t i = 0; i < rules.size(); i += stride) {
        add(table, *rules[i], step);
      }
      add(table, *rules.back(), step);
    }
  }

  void add(const FlatRules &table, const Rule &rule, std::size_t step) {
    std::u32string simplest = text_of(table, rule, Pick::first);
    add(simplest, step, result_.simple);
    for (Pick pick : {Pick::last, Pick::middle, Pick::second}) {
      add(text_of(table, rule, pick), step, result_.others);
    }
    add_outside(table, rule, step);
    add_result(rule);
    if (deletes(rule) && result_.deleted.size() < max_deleted) {
      add(simplest, step, result_.deleted);
    }
  }

  // The texts around a match are cut where the edge of the text is chosen.
  std::u32string text_of(const FlatRules &table, const Rule &rule, Pick pick) {
    return left(table, rule.after, pick) + sequence(table, rule.from, pick) +
           right(table, rule.before, pick);
  }

  std::u32string sequence(const FlatRules &table, const Sets &sets, Pick pick) {
    std::u32string text;
    for (SetPool::Id id : sets) {
      text.push_back(members_.pick(table.sets[id], pick));
    }
    return text;
  }

  std::u32string left(const FlatRules &table, const Sets &sets, Pick pick) {
    std::u32string text = sequence(table, sets, pick);
    return text.substr(text.rfind(nothing) + 1); // npos + 1 is 0
  }

  std::u32string right(const FlatRules &table, const Sets &sets, Pick pick) {
    std::u32string text = sequence(table, sets, pick);
    return text.substr(0, text.find(nothing));
  }

  // One set after the other is left by a character next to it.
  void add_outside(const FlatRules &table, const Rule &rule, std::size_t step) {
    std::size_t begin = rule.after.size();
    Sets sets = rule.after;
    sets.insert(sets.end(), rule.from.begin(), rule.from.end());
    sets.insert(sets.end(), rule.before.begin(), rule.before.end());
    std::u32string text = sequence(table, sets, Pick::first);
    for (std::size_t i = 0; i < sets.size(); ++i) {
      const CodePointSet &set = table.sets[sets[i]];
      bool context = i < begin || i >= begin + rule.from.size();
      if (context || !set.is_single()) {
        std::u32string other = text;
        other[i] = members_.outside(set);
        std::erase(other, nothing);
        add(other, step, result_.others);
      }
    }
  }

  // For `idempotent`, results are the texts of the second run.
  void add_result(const Rule &rule) {
    std::u32string text;
    for (const OutputPiece &piece : rule.to) {
      text += piece.text;
    }
    if (claim_.claim() == Claim::idempotent) {
      add(text, result_.others);
      add(before(text, claim_.forward().size()), result_.others);
    }
  }

  // Texts whose forward result contains what a reverse rule reads.
  void add_inputs_of(const FlatRules &table) {
    std::size_t stride = std::max<std::size_t>(1, table.rules.size() / max_rows_of_a_table);
    for (std::size_t i = 0; i < table.rules.size(); i += stride) {
      std::u32string read = text_of(table, table.rules[i], Pick::first);
      std::erase(read, nothing);
      add(claim_.again(read), result_.others);
      add(before(read, claim_.forward().size()), result_.others);
    }
  }

  void add(const std::u32string &text, std::size_t step, std::vector<std::u32string> &to) {
    if (known_.size() >= max_texts) {
      return;
    }
    add(text, to);
    add(before(text, step), to);
    if (claim_.claim() == Claim::idempotent) { // what the second run then reads
      add(before(text, claim_.forward().size()), to);
    }
  }

  void add(const std::u32string &text, std::vector<std::u32string> &to) {
    bool listed = &to == &result_.deleted;
    if (!text.empty() && known_.size() < max_texts && claim_.includes(text) &&
        (listed || known_.insert(text).second)) {
      to.push_back(text);
    }
  }

  // A text that some first steps turn into the given one, as far as literal rows can tell.
  std::u32string before(std::u32string text, std::size_t step) {
    while (step-- > 0 && looked_up_ < max_looked_up) {
      const Inputs &inputs = inputs_of(step);
      looked_up_ += text.size() * std::min(inputs.longest, text.size());
      std::u32string earlier;
      for (std::size_t at = 0; at < text.size();) {
        std::size_t length = std::min(inputs.longest, text.size() - at);
        auto found = inputs.by_output.end();
        while (length > 0 &&
               (found = inputs.by_output.find(text.substr(at, length))) == inputs.by_output.end()) {
          --length;
        }
        earlier += length > 0 ? found->second : text.substr(at, 1);
        at += std::max<std::size_t>(length, 1);
      }
      text = std::move(earlier);
    }
    return text;
  }

  struct Inputs {
    std::map<std::u32string, std::u32string> by_output;
    std::size_t longest = 0;
  };

  const Inputs &inputs_of(std::size_t step) {
    auto [found, added] = inputs_.try_emplace(step);
    if (const auto &table = claim_.forward()[step].table; added && table) {
      for (const Rule &rule : table->rules) {
        if (rule.to.size() == 1 && rule.to[0].is_text && !rule.to[0].text.empty()) {
          const std::u32string &output = rule.to[0].text;
          found->second.by_output.try_emplace(output, sequence(*table, rule.from, Pick::first));
          found->second.longest = std::max(found->second.longest, output.size());
        }
      }
    }
    return found->second;
  }

  const ClaimCase &claim_;
  Members members_;
  ClaimTexts result_;
  std::unordered_set<std::u32string> known_;
  std::map<std::size_t, Inputs> inputs_;
  std::size_t looked_up_ = 0; // see max_looked_up
};

} // namespace

ClaimTexts texts_of_rows(const ClaimCase &claim) { return Texts(claim).take(); }

} // namespace arnorm
