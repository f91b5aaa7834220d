// The rules of a table as sequences of sets, in one block of memory, for the automaton.
//
// Knows what rules look for, not what they write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "table/character_classes.h"

namespace arnorm {

class MatchRules {
public:
  using Id = std::uint32_t; // of a rule: its index in the table

  // `classes` must live as long as this.
  MatchRules(const FlatRules &table, const CharacterClasses &classes);

  std::size_t size() const { return rules_.size(); }
  const CharacterClasses &classes() const { return classes_; }

  // The sets of what a rule matches and of what must follow, and the number of these sets.
  SetPool::Id forward(Id rule, std::size_t i) const { return sets_[rules_[rule].begin + i]; }
  std::size_t forward_length(Id rule) const { return rules_[rule].forward; }

  // The sets of what must precede, the nearest first.
  SetPool::Id after(Id rule, std::size_t i) const {
    return sets_[rules_[rule].begin + rules_[rule].forward + i];
  }
  std::size_t after_length(Id rule) const { return rules_[rule].after; }

  // The rules whose `from` begins with a set, in their order.
  std::span<const Id> beginning_with(SetPool::Id set) const {
    return std::span(candidates_)
        .subspan(candidates_begin_[set], candidates_begin_[set + 1] - candidates_begin_[set]);
  }
  std::size_t longest_forward() const { return longest_forward_; } // of all rules

  // The classes in a set. Known only if has_classes(): not where there are very many, or where
  // rules are very long.
  bool has_classes() const { return !begins_.empty(); }
  std::span<const std::uint16_t> classes_in(SetPool::Id set) const {
    return std::span(members_).subspan(begins_[set], begins_[set + 1] - begins_[set]);
  }

  // The first rule that matches where `at` points into a text, as its index + 1; 0 for none. Tries
  // the rules whose first set contains the character, one by one. Adds the number of sets and rules
  // that were looked at to `looked`.
  std::size_t search(const char32_t *at, std::size_t &looked) const;

  std::size_t bytes() const;

private:
  struct Rule {
    std::uint32_t begin;
    std::uint32_t forward;
    std::uint32_t after;
  };
  void add(const arnorm::Rule &rule);
  void find_candidates();
  void find_classes();
  bool matches(Id rule, const char32_t *at) const;

  const CharacterClasses &classes_;
  std::vector<Rule> rules_;
  std::vector<SetPool::Id> sets_;
  std::size_t longest_forward_ = 0;
  std::vector<std::uint32_t> begins_;  // by set, in members_
  std::vector<std::uint16_t> members_; // classes
  // By set: the rules that begin with it, from candidates_[candidates_begin_[set]] on.
  std::vector<std::uint32_t> candidates_begin_;
  std::vector<Id> candidates_;
  std::vector<SetPool::Id> beginning_sets_; // with which rules begin
};

} // namespace arnorm
