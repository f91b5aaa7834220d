// A claim of a rule set, and whether it holds for a text.
//
// For `reversible`, a text is converted and restored, and compared with the original once the set's
// own forms and mark orders have been applied to both. For `idempotent`, a text is converted once
// and twice. Does not know which texts are tried.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/compile.h"
#include "parse/rule_library.h"
#include "rules/flat_rules.h"

namespace arnorm {

enum class Claim { reversible, idempotent };
const std::string &name_of(Claim claim);

// A step, and the table that does the same where there is one.
struct CaseStep {
  Step step;
  std::optional<FlatRules> table;
};

class ClaimCase {
public:
  // Null after an error, for example because a stage has no reverse.
  static std::unique_ptr<const ClaimCase> make(Claim claim, const RuleSetPtr &set,
                                               RuleLibrary &library, Report &report);

  Claim claim() const { return claim_; }
  bool holds(const std::u32string &text) const;
  std::u32string convert(const std::u32string &text) const; // forward
  std::u32string again(const std::u32string &text) const;   // in reverse, or forward once more
  std::u32string shaped(const std::u32string &text) const;  // with the set's forms and mark orders

  const std::vector<CaseStep> &forward() const { return forward_; }
  const std::vector<CaseStep> &reverse() const { return reverse_; } // only for `reversible`

  // The characters of the texts for which the claim is made. For `reversible`, these are the
  // characters that the set maps, and those of contexts, a space and the digit 1, unless a row
  // writes them or only the reverse direction reads them.
  const CodePointSet &domain() const { return domain_; }
  bool includes(const std::u32string &text) const;

  // Characters for short texts: those of the domain that the steps name, with a few of each large
  // set. For `idempotent`, also those that the steps write.
  const std::u32string &alphabet() const { return alphabet_; }

  bool runs_on_icu() const; // which takes longer

private:
  Claim claim_ = Claim::reversible;
  std::vector<CaseStep> forward_;
  std::vector<CaseStep> reverse_;
  std::unique_ptr<const CompiledChain> forward_chain_;
  std::unique_ptr<const CompiledChain> reverse_chain_;
  std::unique_ptr<const CompiledChain> shape_;
  CodePointSet domain_;
  std::u32string alphabet_;
};

// The same alphabet for a set that claims nothing; with results, also the characters that its rows
// write or that only its reverse direction reads. Also used by tests.
std::u32string alphabet_of(const RuleSetPtr &set, RuleLibrary &library, bool with_results);

// Up to `max` members of a set without the edge and the code points of malformed bytes.
std::u32string some_members(const CodePointSet &set, std::size_t max);

} // namespace arnorm
