// Consecutive form and marks stages as one pass, with a quick check.
//
// Nearly all text is in the right form and order already. The check looks at each character and the
// one before it. Where it fails, the text from the last boundary to the next one goes through the
// stages; all other text is copied.
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
    bool boundary = false; // neither it nor what follows affects what is before it
    bool stays = false; // all forms keep it if it is alone, and it composes with nothing before it
    std::uint8_t key = 0; // sort key of a mark; 0 for others
  };
  Facts facts(char32_t c) const { return c < near_.size() ? near_[c] : far_facts(c); }

  // Whether two neighbouring marks with these keys stay in this order.
  bool in_order(std::uint8_t before, std::uint8_t key) const {
    return before == 0 || key == 0 || (before <= key && !strict_);
  }

  const std::vector<Shaping> &shapings() const { return shapings_; }

private:
  Facts far_facts(char32_t c) const;
  std::uint8_t key(char32_t c) const;
  void note_swaps(Alphabet &alphabet) const;
  void check_units(Alphabet &alphabet, PassState &run) const;
  bool comes_apart(const std::u32string &text, PassState &run) const;
  void forbid_misordered(Alphabet &alphabet) const;
  void forbid_composing(Alphabet &alphabet) const;

  std::vector<Shaping> shapings_;
  std::vector<Form> forms_;
  MarkOrder last_order_ = MarkOrder::canonical;
  bool strict_ = false; // UTR #53 does not sort by one key: any two marks go through the stages
  std::array<Facts, 0x800> near_;
};

} // namespace arnorm
