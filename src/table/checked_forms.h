// Form and marks stages in a row as one pass, with a quick check.
//
// Nearly all text is in the right form and order already. The check looks at each character and
// the one before it; only from a character that may be different to the next boundary does the
// text take the way through the stages.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "characters/normal_form.h"
#include "table/pass.h"

namespace arnorm {

class CheckedForms : public Pass {
public:
  // In the order in which they run.
  explicit CheckedForms(const std::vector<Shaping> &shapings);

  std::unique_ptr<PassState> start() const override;
  bool has_boundary_before(char32_t c) const override { return facts(c).boundary; }
  bool first_outputs(char32_t c, std::vector<char32_t> &out) const override;
  bool is_inert(char32_t c) const override;
  bool is_like_edge(char32_t c) const override { return is_inert(c); }
  void apply_to(Alphabet &alphabet) const override;
  std::size_t bytes() const override { return sizeof *this; }

  struct Facts {
    bool boundary = false; // what stands before it and what stands behind are apart
    bool stays = false;    // for all forms: alone it stays, and it joins nothing before it
    std::uint8_t key = 0;  // of a mark: where it is sorted to; 0 for others
  };
  Facts facts(char32_t c) const { return c < near_.size() ? near_[c] : far_facts(c); }

  // Whether two marks that stand together like this stay so.
  bool in_order(std::uint8_t before, std::uint8_t key) const {
    return before == 0 || key == 0 || (before <= key && !strict_);
  }

  const std::vector<PassPtr> &stages() const { return stages_; }

private:
  Facts far_facts(char32_t c) const;
  std::uint8_t key(char32_t c) const;
  void note_swaps(Alphabet &alphabet) const;
  void note_composed_pairs(Alphabet &alphabet) const;
  void forbid_misordered(Alphabet &alphabet) const;
  void forbid_composing(Alphabet &alphabet) const;

  std::vector<PassPtr> stages_;
  std::vector<Form> forms_;
  bool composes_ = false; // the last of the forms
  MarkOrder last_order_ = MarkOrder::canonical;
  bool strict_ = false; // UTR #53 does not sort by one key: two marks together are looked at
  std::array<Facts, 0x800> near_;
};

} // namespace arnorm
