#include "check/claim_proof.h"

#include <algorithm>
#include <set>
#include <span>

#include "stages/stage_kind.h"

namespace arnorm {
namespace {

using Steps = std::span<const CaseStep>;

std::optional<Shaping> shaping(const CaseStep &step) { return shaping_of(*step.step.stage); }

bool is_form(Shaping shaping) { return std::holds_alternative<Form>(shaping); }

bool is_compatible(Shaping shaping) {
  const Form *form = std::get_if<Form>(&shaping);
  return form != nullptr && (*form == Form::nfkc || *form == Form::nfkd);
}

std::vector<Shaping> shapings(Steps steps) {
  std::vector<Shaping> result;
  for (const CaseStep &step : steps) {
    if (auto own = shaping(step)) {
      result.push_back(*own);
    }
  }
  return result;
}

// Whether the result of `shapes` depends only on an equivalence of texts which these and `others`
// keep, so that  shapes(others(shapes(x))) = shapes(x).
bool absorb(const std::vector<Shaping> &shapes, const std::vector<Shaping> &others) {
  auto any = [](const std::vector<Shaping> &list, bool (*is)(Shaping)) {
    return std::any_of(list.begin(), list.end(), is);
  };
  if (shapes.empty()) {
    return others.empty();
  }
  bool form = any(shapes, is_form) || any(others, is_form);
  bool compatible = any(shapes, is_compatible) || any(others, is_compatible);
  return (!form || is_form(shapes[0])) && (!compatible || is_compatible(shapes[0]));
}

// The tables of steps without any other stage.
std::optional<std::vector<const FlatRules *>> tables(Steps steps) {
  std::vector<const FlatRules *> result;
  for (const CaseStep &step : steps) {
    if (!step.table) {
      return std::nullopt;
    }
    result.push_back(&*step.table);
  }
  return result;
}

using Characters = std::set<char32_t>;
constexpr std::size_t max_characters = 300;

std::optional<Characters> listed(const CodePointSet &set) {
  if (set.size() > max_characters) {
    return std::nullopt;
  }
  std::u32string all = some_members(set, max_characters);
  return Characters(all.begin(), all.end());
}

CodePointSet as_set(const Characters &characters) {
  CodePointSet result;
  for (char32_t c : characters) {
    result.add({c, c});
  }
  return result;
}

// Adds what a form may write for texts over the characters. False if that is too much.
//
// Characters come apart one by one, and are composed of two by two, so pairs suffice.
bool close_under(Form form, Characters &characters) {
  std::u32string added(characters.begin(), characters.end());
  while (!added.empty() && characters.size() <= max_characters) {
    std::u32string fresh;
    auto add = [&](const std::u32string &text) {
      for (char32_t c : text) {
        if (characters.insert(c).second) {
          fresh.push_back(c);
        }
      }
    };
    std::u32string known(characters.begin(), characters.end());
    for (char32_t a : added) {
      add(to_form(std::u32string{a}, is_compatible(form) ? Form::nfkd : Form::nfd));
      add(to_form(std::u32string{a}, form));
      for (char32_t b : known) {
        add(to_form(std::u32string{a, b}, form));
        add(to_form(std::u32string{b, a}, form));
      }
    }
    added = fresh;
  }
  return added.empty() && characters.size() <= max_characters;
}

// The characters after a form of texts over `domain`, or more.
std::optional<CodePointSet> after_forms(const std::vector<Shaping> &shapes,
                                        const CodePointSet &domain) {
  if (std::none_of(shapes.begin(), shapes.end(), is_form)) {
    return domain;
  }
  auto characters = listed(domain);
  for (Shaping shape : shapes) {
    const Form *form = std::get_if<Form>(&shape);
    if (form != nullptr && (!characters || !close_under(*form, *characters))) {
      return std::nullopt;
    }
  }
  return as_set(*characters);
}

// The characters that tables may write for texts over `characters`.
void add_results(const std::vector<const FlatRules *> &tables, Characters &characters) {
  for (const FlatRules *table : tables) {
    for (const Rule &rule : table->rules) {
      for (const OutputPiece &piece : rule.to) {
        characters.insert(piece.text.begin(), piece.text.end());
      }
    }
  }
}

// The pairs of characters that have a property.
template <typename Has> CharacterPairs pairs_that(const Characters &characters, const Has &has) {
  CharacterPairs result;
  for (char32_t a : characters) {
    for (char32_t b : characters) {
      if (has(std::u32string{a, b})) {
        result.insert({a, b});
      }
    }
  }
  return result;
}

// The pairs that are never adjacent after `shapes`, or some of them.
//
// In a normalized text, each part is normalized. After a form and mark orders, a starter is never
// next to what it would be composed with, because running all of them again changes nothing, mark
// orders leave starters alone, and the form would compose it. Marks are in order, except that the
// place of modifier marks in the order of UTR #53 depends on what is around them.
CharacterPairs absent_after(const std::vector<Shaping> &shapes, const Characters &characters) {
  if (shapes.empty()) {
    return {};
  }
  if (is_form(shapes.back())) {
    return pairs_that(characters,
                      [&](const auto &pair) { return shaped(pair, shapes.back()) != pair; });
  }
  bool composes = is_form(shapes[0]) && std::count_if(shapes.begin(), shapes.end(), is_form) == 1;
  bool ordered = std::get<MarkOrder>(shapes.back()) != MarkOrder::utr53;
  return pairs_that(characters, [&](const std::u32string &pair) {
    bool marks = combining_class(pair[0]) != 0;
    return marks ? ordered && shaped(pair, shapes.back()) != pair
                 : composes && shaped(pair, shapes[0])[0] != pair[0];
  });
}

// The pairs that one of some steps changes. None if a step is no shaping, or changes a character by
// itself, or if a mark order depends on more than two characters.
std::optional<CharacterPairs> changed_by(Steps steps, const Characters &characters) {
  CharacterPairs result;
  for (const CaseStep &step : steps) {
    auto shape = shaping(step);
    bool alone = shape && std::any_of(characters.begin(), characters.end(), [&](char32_t c) {
                   return shaped(std::u32string{c}, *shape) != std::u32string{c};
                 });
    if (!shape || alone || (!is_form(*shape) && std::get<MarkOrder>(*shape) == MarkOrder::utr53)) {
      return std::nullopt;
    }
    result.merge(
        pairs_that(characters, [&](const auto &pair) { return shaped(pair, *shape) != pair; }));
  }
  return result;
}

// The stages of a set: forms and mark orders, then tables, then forms that change nothing.
struct Parts {
  Steps shapes;
  Steps core;
  Steps rest;
};

Parts split(Steps steps) {
  auto shapes = [](const CaseStep &step) { return shaping(step).has_value(); };
  auto begin = std::find_if_not(steps.begin(), steps.end(), shapes);
  auto end = std::find_if(begin, steps.end(), shapes);
  return {{steps.begin(), begin}, {begin, end}, {end, steps.end()}};
}

// In reverse, the forms that stand last come first.
Parts split_reverse(Steps steps) {
  Parts parts = split(steps);
  return {parts.rest, parts.core, parts.shapes};
}

Proof prove_round_trip(const ClaimCase &claim) {
  Parts forward = split(claim.forward());
  Parts reverse = split_reverse(claim.reverse());
  auto there = tables(forward.core);
  auto back = tables(reverse.core);
  if (!there || !back || !absorb(shapings(forward.shapes), shapings(reverse.shapes))) {
    return {};
  }
  auto domain = after_forms(shapings(forward.shapes), claim.domain());
  if (!domain) {
    return {};
  }
  TextFacts facts{.absent = {}, .unwanted = {}, .watched = there->size()};
  auto characters = listed(*domain);
  if (characters) {
    facts.absent = absent_after(shapings(forward.shapes), *characters);
  }
  if (!forward.rest.empty() || !reverse.rest.empty()) {
    if (!characters) {
      return {};
    }
    add_results(*there, *characters);
    for (Steps rest : {forward.rest, reverse.rest}) {
      auto changed = changed_by(rest, *characters);
      if (!changed) {
        return {};
      }
      facts.unwanted.merge(*changed);
    }
  }
  there->insert(there->end(), back->begin(), back->end());
  return prove_identity({}, *there, *domain, facts);
}

Proof prove_idempotence(const ClaimCase &claim) {
  const std::vector<CaseStep> &steps = claim.forward();
  std::vector<Shaping> shapes = shapings(steps);
  if (steps.size() == 1 && kind_of(*steps[0].step.stage).is_idempotent()) {
    return {.proved = true, .counterexample = {}};
  }
  if (shapes.size() == steps.size()) {
    return {.proved = absorb(shapes, shapes), .counterexample = {}};
  }
  auto all = tables(steps);
  return all ? prove_identity(*all, *all, claim.domain()) : Proof{};
}

} // namespace

Proof prove(const ClaimCase &claim) {
  return claim.claim() == Claim::reversible ? prove_round_trip(claim) : prove_idempotence(claim);
}

} // namespace arnorm
