#include "check/chain_audit.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "chain/layout.h"
#include "characters/names.h"
#include "characters/utf.h"
#include "check/script_letters.h"

namespace arnorm {
namespace {

constexpr char32_t max_audited = 0x1FFFF; // scripts beyond have ideographs only

// Assigned characters of a script, and of the blocks in which its letters are.
std::u32string characters_of(UScriptCode script) {
  std::set<int32_t> blocks;
  for (char32_t c = 0; c <= max_audited; ++c) {
    UErrorCode status = U_ZERO_ERROR;
    auto point = static_cast<UChar32>(c);
    if (c > 0x7F && u_isalpha(point) != 0 && uscript_getScript(point, &status) == script) {
      blocks.insert(u_getIntPropertyValue(point, UCHAR_BLOCK));
    }
  }
  std::u32string result;
  for (char32_t c = 0; c <= max_audited; ++c) {
    auto point = static_cast<UChar32>(c);
    bool here = uscript_hasScript(point, script) != 0 ||
                blocks.contains(u_getIntPropertyValue(point, UCHAR_BLOCK));
    if (here && u_isdefined(point) != 0) {
      result += c;
    }
  }
  return result;
}

bool is_letter_or_mark(char32_t c) {
  auto point = static_cast<UChar32>(c);
  return u_isalpha(point) != 0 || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
}

// One rule set that runs the chain, for its claims. Chains with a colon or files have none.
RuleSetPtr as_rule_set(std::string_view chain, RuleLibrary &library, Report &report) {
  std::string text = "format = 1\nname = \"chain\"\nreversible = true\nidempotent = true\n";
  for (std::size_t at = 0; at <= chain.size();) {
    std::size_t end = std::min(chain.find(',', at), chain.size());
    std::string name(chain.substr(at, end - at));
    if (name.find(':') != std::string::npos || is_file_name(name)) {
      return nullptr;
    }
    text += fmt::format("\n[[stage]]\nuse = \"{}\"\n", name);
    at = end + 1;
  }
  return library.parse(std::move(text), "chain", report);
}

// A file alone is loaded with both claims made for it.
RuleSetPtr claiming(std::string_view chain, RuleLibrary &library, Report &report) {
  if (RuleSetPtr set = as_rule_set(chain, library, report)) {
    return set;
  }
  if (chain.find_first_of(",:") != std::string_view::npos) {
    return nullptr;
  }
  RuleSetPtr set = library.load(std::string(chain), {}, report);
  if (!set) {
    return nullptr;
  }
  auto copy = std::make_shared<RuleSet>(*set);
  copy->reversible = copy->idempotent = true;
  return copy;
}

std::string reason_of(const Diagnostic &diagnostic) {
  std::string text = diagnostic.message;
  for (const std::string &note : diagnostic.notes) {
    text += "; " + note;
  }
  for (std::size_t at; (at = text.find("  ")) != std::string::npos;) {
    text.erase(at, 1);
  }
  return text;
}

void add_claims(std::string_view chain, RuleLibrary &library, ChainAudit &audit) {
  Report known;
  RuleSetPtr set = claiming(chain, library, known);
  if (!set) {
    return;
  }
  Report report;
  std::vector<HeldClaim> held = check_claims(set, library, report);
  std::vector<Diagnostic> found = report.take();
  for (Claim claim : {Claim::reversible, Claim::idempotent}) {
    AuditedClaim audited{.name = name_of(claim)};
    auto holds = std::find_if(held.begin(), held.end(),
                              [&](const HeldClaim &each) { return each.claim == claim; });
    if (holds != held.end()) {
      audited.proved = holds->proved;
      audited.texts = holds->texts;
    } else {
      auto why = std::find_if(found.begin(), found.end(), [&](const Diagnostic &each) {
        return (each.code == Code::AR0208) == (claim == Claim::idempotent);
      });
      audited.refuted = why == found.end() ? "it has no reverse" : reason_of(*why);
    }
    audit.claims.push_back(std::move(audited));
  }
}

// No two texts become equal: refuted by two characters, or as certain as the reverse direction.
void add_lossless(ChainAudit &audit) {
  AuditedClaim lossless{.name = "lossless"};
  if (!audit.deleted.empty()) {
    lossless.refuted = spell(audit.deleted.substr(0, 1)) + " is deleted";
  } else if (!audit.equal.empty()) {
    const std::u32string &letters = audit.equal.begin()->second;
    lossless.refuted = fmt::format("{} and {} become equal", spell(letters[0]), spell(letters[1]));
  } else if (!audit.claims.empty()) {
    lossless.proved = audit.claims[0].proved;
    lossless.texts = audit.claims[0].refuted.empty() ? audit.claims[0].texts : audit.characters;
  } else {
    lossless.texts = audit.characters;
  }
  audit.claims.insert(audit.claims.begin(), std::move(lossless));
}

} // namespace

std::optional<ChainAudit> audit_chain(std::string_view chain, RuleLibrary &library,
                                      const Options &options, Report &report, bool with_claims) {
  Loaded loaded = Chain::load(chain, options);
  for (Diagnostic &diagnostic : loaded.diagnostics) {
    report.add(std::move(diagnostic));
  }
  if (!loaded) {
    return std::nullopt;
  }
  ChainAudit audit;
  Scripts scripts = loaded->scripts();
  audit.script = scripts.from.empty() ? "Arab" : scripts.from;
  UScriptCode script = script_of_code(audit.script).value_or(USCRIPT_ARABIC);
  bool converts = !scripts.to.empty() && scripts.to != audit.script;
  std::u32string characters = characters_of(script);
  audit.characters = characters.size();
  std::map<std::string, std::u32string> results;
  for (char32_t c : characters) {
    std::string text = to_utf8(std::u32string(1, c));
    std::string result = loaded->apply(text);
    if (result.empty()) {
      audit.deleted += c;
      continue;
    }
    if (converts && result == text && is_letter_or_mark(c)) {
      audit.unmapped += c;
    }
    results[result] += c;
  }
  std::erase_if(results, [](const auto &each) { return each.second.size() < 2; });
  audit.equal = std::move(results);
  if (with_claims) {
    if (options.direction == Direction::forward) {
      add_claims(chain, library, audit);
    }
    add_lossless(audit);
  }
  return audit;
}

std::string words_of(const AuditedClaim &claim) {
  if (!claim.refuted.empty()) {
    return fmt::format("{}: no: {}", claim.name, claim.refuted);
  }
  return fmt::format("{}: {}", claim.name,
                     words_of(HeldClaim{Claim::reversible, claim.proved, claim.texts}));
}

} // namespace arnorm
