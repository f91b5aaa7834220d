#include "check/claims.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "characters/names.h"
#include "check/claim_proof.h"
#include "check/refutation.h"

namespace arnorm {
namespace {

constexpr std::size_t max_spelled = 60;
constexpr std::size_t min_run = 5;

// All characters of a text, in contrast to spell(text): "5 times U+0628 BEH, U+0627 ALEF".
std::string spell_all(const std::u32string &text) {
  std::string out;
  for (std::size_t at = 0, spelled = 0; at < text.size(); ++spelled) {
    std::size_t end = std::min(text.find_first_not_of(text[at], at), text.size());
    if (spelled == max_spelled) {
      return out + ", ...";
    }
    out += out.empty() ? "" : ", ";
    out += end - at >= min_run ? fmt::format("{} times ", end - at) : "";
    out += spell(text[at]);
    at = end - at >= min_run ? end : at + 1;
  }
  return out.empty() ? "the empty text" : out;
}

// Reports the first reason, which is a stage, with the others as notes.
void report_no_way_back(const RuleSet &set, std::vector<Diagnostic> reasons, Report &report) {
  Diagnostic d{.code = Code::AR0206,
               .message = "this set claims to be reversible but cannot run backwards",
               .place = place_of(set.reversible_span),
               .help = "delete `reversible`; the changes of such a stage cannot be undone"};
  for (Diagnostic &reason : reasons) {
    if (!d.second && reason.place) {
      d.second = std::move(reason.place);
      d.second->label = reason.message;
    } else if (reason.place) {
      d.notes.push_back(fmt::format("also in line {}: {}", reason.place->line, reason.message));
    } else {
      d.notes.push_back(reason.message);
    }
  }
  report.add(std::move(d));
}

void report_not_reversible(const RuleSet &set, const ClaimCase &claim, const std::u32string &text,
                           Report &report) {
  std::u32string there = claim.convert(text);
  std::vector<std::string> notes{"text:     " + spell_all(text), "forward:  " + spell_all(there),
                                 "reverse:  " + spell_all(claim.again(there))};
  if (std::u32string wanted = claim.shaped(text); wanted != text) {
    notes.push_back("wanted:   " + spell_all(wanted));
  }
  report.error(Code::AR0207, set.reversible_span, "this set is not reversible",
               {.notes = std::move(notes),
                .help = "give the rows distinguishable results, or delete `reversible`"});
}

void report_not_idempotent(const RuleSet &set, const ClaimCase &claim, const std::u32string &text,
                           Report &report) {
  std::u32string once = claim.convert(text);
  report.error(
      Code::AR0208, set.idempotent_span, "this set is not idempotent",
      {.notes = {"text:  " + spell_all(text), "once:  " + spell_all(once),
                 "twice: " + spell_all(claim.again(once))},
       .help = "make sure that no row changes the result of another row, or delete `idempotent`"});
}

// A text for which the claim does not hold, or what is known otherwise.
std::optional<std::u32string> refute(const ClaimCase &claim, HeldClaim &held) {
  Proof proof = prove(claim);
  held.proved = proof.proved;
  if (proof.proved) {
    return std::nullopt;
  }
  if (proof.counterexample && claim.includes(*proof.counterexample) &&
      !claim.holds(*proof.counterexample)) {
    return shortened(*proof.counterexample, claim);
  }
  Search search = search_refutation(claim);
  held.texts = search.texts;
  return search.refuting ? std::optional(shortened(*search.refuting, claim)) : std::nullopt;
}

void check_claim(Claim claim, const RuleSetPtr &set, RuleLibrary &library,
                 std::vector<HeldClaim> &held, Report &report) {
  Report own; // so that earlier errors do not prevent this check
  auto made = ClaimCase::make(claim, set, library, own);
  if (!made && claim == Claim::reversible) {
    report_no_way_back(*set, own.take(), report);
  } else if (!made) {
    report.append(std::move(own));
  } else {
    HeldClaim result{claim, false, 0};
    if (auto text = refute(*made, result)) {
      (claim == Claim::reversible ? report_not_reversible : report_not_idempotent)(*set, *made,
                                                                                   *text, report);
    } else {
      held.push_back(result);
    }
  }
}

std::string with_commas(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    digits.insert(at -= 3, 1, ',');
  }
  return digits;
}

} // namespace

std::string words_of(const HeldClaim &held) {
  return held.proved ? "proved" : fmt::format("not refuted by {} texts", with_commas(held.texts));
}

std::vector<HeldClaim> check_claims(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  std::vector<HeldClaim> held;
  if (set->reversible) {
    check_claim(Claim::reversible, set, library, held, report);
  }
  if (set->idempotent) {
    check_claim(Claim::idempotent, set, library, held, report);
  }
  return held;
}

} // namespace arnorm
