#include "table/checked_forms.h"

#include <algorithm>
#include <set>

#include "kernel/alphabet.h"
#include "table/form_pass.h"
#include "table/form_trace.h"
#include "table/mark_pass.h"

namespace arnorm {
namespace {

constexpr char32_t shadda = 0x0651;
constexpr std::size_t longest_tail = 4096; // a longer one goes through the stages in parts

std::unique_ptr<TextState> state_of(const Shaping &shaping) {
  const Form *form = std::get_if<Form>(&shaping);
  return form != nullptr ? make_form_state(*form) : make_mark_state(std::get<MarkOrder>(shaping));
}

class CheckedState : public ScriptingState<CheckedState> {
public:
  explicit CheckedState(const CheckedForms &pass) : pass_(pass) {
    for (const Shaping &shaping : pass.shapings()) {
      runs_.push_back(state_of(shaping));
    }
  }

  template <class Script>
  void run(std::u32string_view piece, bool last, std::u32string &out, Script &script) {
    std::size_t at = 0;
    while (at < piece.size()) {
      at = tail_.empty() && clean_ && !in_stages_ ? skip_clean(piece, at, out, script)
                                                  : take(piece, at, out, script);
    }
    // Nothing that follows can change an inert character.
    if (last || (tail_.size() == 1 && clean_ && !in_stages_ && pass_.is_inert(tail_[0]))) {
      flush(true, out, script);
    }
  }

  bool save(std::u32string &key) override {
    key += {clean_ ? U'\1' : U'\0', char32_t{key_}};
    key += tail_;
    return !in_stages_ && tail_.size() <= max_saved;
  }
  void restore(std::u32string_view key) override {
    clean_ = key[0] != 0;
    key_ = static_cast<std::uint8_t>(key[1]);
    tail_ = key.substr(2);
    in_stages_ = false;
  }

private:
  // Copies clean text up to the last boundary. Whether the text after it is clean is not known yet:
  // that is left in `tail_`. Returns where to go on.
  template <class Script>
  std::size_t skip_clean(std::u32string_view piece, std::size_t begin, std::u32string &out,
                         Script &script) {
    std::size_t boundary = begin;
    std::size_t at = begin;
    for (; at < piece.size(); ++at) {
      CheckedForms::Facts facts = pass_.facts(piece[at]);
      if (!facts.stays || !pass_.in_order(key_, facts.key)) {
        clean_ = false;
        break;
      }
      key_ = facts.key;
      boundary = facts.boundary ? at : boundary;
    }
    out += piece.substr(begin, boundary - begin);
    script.copy(boundary - begin);
    tail_ = piece.substr(boundary, at - boundary);
    if (!clean_ && pass_.facts(piece[at]).boundary) { // it does not change what is before it
      out += tail_;
      script.copy(tail_.size());
      tail_.clear();
    }
    return at;
  }

  template <class Script>
  std::size_t take(std::u32string_view piece, std::size_t at, std::u32string &out, Script &script) {
    char32_t c = piece[at];
    CheckedForms::Facts facts = pass_.facts(c);
    if (facts.boundary && (!tail_.empty() || in_stages_)) {
      flush(true, out, script);
      return at; // perhaps the text is clean from here on
    }
    clean_ = clean_ && facts.stays && pass_.in_order(key_, facts.key);
    key_ = facts.key;
    tail_.push_back(c);
    if (tail_.size() > longest_tail) {
      clean_ = false;
      flush(false, out, script);
    }
    return at + 1;
  }

  template <class Script> void flush(bool at_boundary, std::u32string &out, Script &script) {
    if (clean_ && !in_stages_) {
      out += tail_;
      script.copy(tail_.size());
    } else {
      through_stages(at_boundary, out, script);
    }
    tail_.clear();
    clean_ = true;
    in_stages_ = !at_boundary;
    key_ = at_boundary ? std::uint8_t{0} : key_;
  }

  void through_stages(bool last, std::u32string &out, NoScript &) {
    for (std::size_t i = 0; i + 1 < runs_.size(); ++i) {
      result_.clear();
      runs_[i]->feed(tail_, last, result_);
      std::swap(tail_, result_);
    }
    runs_.back()->feed(tail_, last, out);
  }

  void through_stages(bool last, std::u32string &out, EditScript &script) {
    if (!trace_) {
      trace_ = std::make_unique<FormTrace>(pass_.shapings());
    }
    trace_->feed(tail_, last, out, script);
  }

  const CheckedForms &pass_;
  std::vector<std::unique_ptr<TextState>> runs_;
  std::unique_ptr<FormTrace> trace_; // in place of those, where somebody asks
  std::u32string tail_; // from the last boundary on, as far as it has not gone through the stages
  std::u32string result_;
  bool clean_ = true;      // nothing of it has to change
  bool in_stages_ = false; // they have had a part of what stands between two boundaries
  std::uint8_t key_ = 0;
};

} // namespace

CheckedForms::CheckedForms(const std::vector<Shaping> &shapings) : shapings_(shapings) {
  for (const Shaping &shaping : shapings) {
    if (const Form *form = std::get_if<Form>(&shaping)) {
      forms_.push_back(*form);
      last_order_ = MarkOrder::canonical;
    } else {
      MarkOrder order = std::get<MarkOrder>(shaping);
      last_order_ = order;
      strict_ = strict_ || order == MarkOrder::utr53;
    }
  }
  for (char32_t c = 0; c < near_.size(); ++c) {
    near_[c] = far_facts(c);
  }
}

std::uint8_t CheckedForms::key(char32_t c) const {
  int combining_class = icu_combining_class(c);
  if (c == shadda && last_order_ != MarkOrder::canonical) {
    return 1;
  }
  return static_cast<std::uint8_t>(combining_class == 0 ? 0 : combining_class + 1);
}

CheckedForms::Facts CheckedForms::far_facts(char32_t c) const {
  Facts facts{true, true, key(c)};
  facts.boundary = facts.key == 0;
  for (Form form : forms_) {
    FormFacts of_form = form_facts(form, c);
    facts.boundary = facts.boundary && of_form.boundary;
    facts.stays = facts.stays && of_form.stays;
  }
  return facts;
}

std::unique_ptr<PassState> CheckedForms::start() const {
  return std::make_unique<CheckedState>(*this);
}

// The character itself, or what it becomes together with the marks after it. Arabic letters compose
// with marks of their own block only, so all of that is known at little cost. A composed letter may
// come apart: of U+0622 and U+0655, NFC makes U+0625 U+0653, because hamza below is sorted before
// madda and composes with the alef.
bool CheckedForms::first_outputs(char32_t c, std::vector<char32_t> &out) const {
  bool whole = std::all_of(forms_.begin(), forms_.end(),
                           [&](Form form) { return form_boundary_after(form, c); });
  bool arabic = c >= 0x600 && c <= 0x6FF;
  if (!facts(c).stays || !(whole || arabic)) {
    return false;
  }
  out.push_back(c);
  if (whole) {
    return true;
  }
  char32_t base = first_decomposed(Form::nfc, c);
  out.push_back(base);
  for (char32_t mark = 0x653; mark <= 0x655; ++mark) {
    if (char32_t composed = composite(base, mark)) {
      out.push_back(composed);
    }
  }
  return true;
}

bool CheckedForms::is_inert(char32_t c) const {
  Facts of_c = facts(c);
  return of_c.boundary && of_c.stays && std::all_of(forms_.begin(), forms_.end(), [&](Form form) {
           return form_boundary_after(form, c);
         });
}

// Two marks that are sorted. If one of them composes with some letters, it conflicts with these,
// also across marks, so the kernels take it only where it does not. They count the characters of a
// run of marks, not the marks, so a character must not stand for too many of them.
void CheckedForms::note_swaps(Alphabet &alphabet) const {
  constexpr std::size_t max_marks = max_mark_run / (Alphabet::max_swap_run + 1);
  const Alphabet::Members elsewhere = alphabet.in_conflicts();
  std::vector<std::pair<std::size_t, std::uint8_t>> marks;
  for (std::size_t i = 0; i < Alphabet::characters; ++i) {
    const std::u32string &text = alphabet.text[i];
    if (text.size() > max_marks) {
      return;
    }
    alphabet.in_mark_run[i] =
        std::none_of(text.begin(), text.end(), [&](char32_t c) { return facts(c).boundary; });
    if (text.size() == 1 && facts(text[0]).key != 0 && !elsewhere[i]) {
      marks.emplace_back(i, facts(text[0]).key);
    }
  }
  for (const auto &[x, key_of_x] : marks) {
    for (const auto &[y, key_of_y] : marks) {
      if (key_of_x > key_of_y) {
        alphabet.swaps.emplace_back(x, y);
      }
    }
  }
}

// Whether the result has a mark that was in a letter. Of U+0622 and U+0655, NFC makes U+0625
// U+0653, and whether the madda stays last depends on the marks after it.
bool CheckedForms::comes_apart(const std::u32string &text, PassState &run) const {
  std::u32string result;
  run.feed(text, true, result);
  return std::any_of(result.begin(), result.end(), [&](char32_t c) {
    return facts(c).key != 0 && text.find(c) == std::u32string::npos;
  });
}

// Units of which the result is the same in every text without conflicts: a letter comes first, or
// all is in the right form already; letters are not taken apart.
void CheckedForms::check_units(Alphabet &alphabet, PassState &run) const {
  for (std::size_t i = Alphabet::characters; i < Alphabet::characters + alphabet.units().size();
       ++i) {
    const std::u32string &text = alphabet.text[i];
    bool begins = !text.empty() && facts(text[0]).boundary;
    std::uint8_t before = 0;
    for (char32_t c : text) {
      Facts of_c = facts(c);
      bool is_mark = of_c.key != 0;
      if (!(is_mark || (of_c.boundary && of_c.stays)) ||
          !(begins || (of_c.stays && in_order(before, of_c.key)))) {
        alphabet.set_needs_passes(i);
      }
      before = of_c.key;
    }
    if (!text.empty() && comes_apart(text, run)) {
      alphabet.set_needs_passes(i);
    }
  }
}

void CheckedForms::forbid_misordered(Alphabet &alphabet) const {
  std::set<std::uint8_t> keys;
  for (const std::u32string &text : alphabet.text) {
    keys.insert(text.empty() ? std::uint8_t{0} : facts(text[0]).key);
  }
  keys.erase(0);
  auto known = [](char32_t c) { return c != CodePointSet::edge; };
  for (std::uint8_t key : keys) {
    alphabet.forbid_outside(
        alphabet.side_with_inner(
            [&](char32_t c) { return known(c) && !in_order(facts(c).key, key); }),
        alphabet.side([&](char32_t c) { return known(c) && facts(c).key == key; }));
  }
}

// A mark that composes with some letters may directly follow other letters and the marks of those.
// After such a letter it conflicts, across marks too, and after a letter that contains a mark of a
// higher class: it may move before that mark and compose.
void CheckedForms::forbid_composing(Alphabet &alphabet) const {
  std::set<char32_t> joining;
  for (std::size_t i = 0; i < Alphabet::size; ++i) {
    if (!alphabet.text[i].empty()) {
      char32_t first = alphabet.text[i][0];
      Facts of_first = facts(first);
      if (of_first.key == 0 && !of_first.boundary) {
        alphabet.set_needs_passes(i);
      } else if (!of_first.stays && of_first.key != 0) {
        joining.insert(first);
      }
    }
  }
  auto is_mere_mark = [&](char32_t c) { return facts(c).key != 0 && facts(c).stays; };
  Alphabet::Members marks;
  for (std::size_t i = 0; i < Alphabet::size; ++i) {
    const std::u32string &text = alphabet.text[i];
    marks[i] = std::all_of(text.begin(), text.end(), is_mere_mark);
  }
  for (char32_t mark : joining) {
    auto joins = [&](char32_t c) {
      if (c == CodePointSet::edge || is_mere_mark(c)) {
        return false;
      }
      Facts of_c = facts(c);
      return !of_c.stays || !of_c.boundary || composite(c, mark) != 0 ||
             icu_trailing_class(c) > icu_combining_class(mark);
    };
    alphabet.forbid_outside(alphabet.side_with_inner(joins),
                            alphabet.side([&](char32_t c) { return c == mark; }), marks);
  }
}

void CheckedForms::apply_to(Alphabet &alphabet) const {
  auto is_mark = [&](char32_t c) { return facts(c).key != 0 || !facts(c).boundary; };
  std::unique_ptr<PassState> run = start();
  if (alphabet.swaps.empty() && !strict_) {
    note_swaps(alphabet);
  }
  check_units(alphabet, *run);
  forbid_misordered(alphabet);
  forbid_composing(alphabet);
  for (std::size_t i = 0; i < Alphabet::size; ++i) {
    std::u32string &text = alphabet.text[i];
    if (text.empty()) {
      continue;
    }
    std::u32string result;
    run->feed(text, true, result);
    alphabet.one_edit[i] = alphabet.one_edit[i] || (text.size() > 1 && result.size() == 1);
    if (i < Alphabet::characters && result != text &&
        (is_mark(text[0]) || is_mark(text.back()) || is_mark(result[0]) ||
         is_mark(result.back()))) {
      alphabet.set_needs_passes(i);
    }
    text = std::move(result);
  }
}

} // namespace arnorm
