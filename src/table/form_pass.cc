#include "table/form_pass.h"

#include <algorithm>
#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "characters/icu_memory.h"
#include "characters/normal_form.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

const icu::Normalizer2 &normalizer(Form form) {
  UErrorCode status = U_ZERO_ERROR; // otherwise cannot fail but where ICU's data are missing
  const icu::Normalizer2 *result = nullptr;
  switch (form) {
  case Form::nfc:
    result = icu::Normalizer2::getNFCInstance(status);
    break;
  case Form::nfd:
    result = icu::Normalizer2::getNFDInstance(status);
    break;
  case Form::nfkc:
    result = icu::Normalizer2::getNFKCInstance(status);
    break;
  case Form::nfkd:
    result = icu::Normalizer2::getNFKDInstance(status);
    break;
  }
  check_memory(status);
  return *result;
}

UProperty quick_check(Form form) {
  switch (form) {
  case Form::nfc:
    return UCHAR_NFC_QUICK_CHECK;
  case Form::nfd:
    return UCHAR_NFD_QUICK_CHECK;
  case Form::nfkc:
    return UCHAR_NFKC_QUICK_CHECK;
  default:
    return UCHAR_NFKD_QUICK_CHECK;
  }
}

UChar32 icu_char(char32_t c) { return static_cast<UChar32>(c); }

// Whether the form moves `c` as a mark. In NFKC and NFKD these are also U+FF9E and U+FF9F, starters
// that become marks.
bool becomes_mark(Form form, char32_t c) {
  bool compatible = form == Form::nfkc || form == Form::nfkd;
  return u_getIntPropertyValue(icu_char(c), UCHAR_LEAD_CANONICAL_COMBINING_CLASS) != 0 ||
         (compatible && icu_combining_class(first_decomposed(form, c)) != 0);
}

FormFacts asked_facts(Form form, char32_t c) {
  bool boundary = normalizer(form).hasBoundaryBefore(icu_char(c)) != 0;
  return {boundary, u_getIntPropertyValue(icu_char(c), quick_check(form)) == UNORM_YES,
          !boundary && becomes_mark(form, c)};
}

// The facts of the characters that nearly all text consists of: asking ICU takes a hundred times as
// long as looking them up.
class NearFacts {
public:
  static constexpr char32_t size = 0x800;

  explicit NearFacts(Form form) {
    for (char32_t c = 0; c < size; ++c) {
      facts_[c] = asked_facts(form, c);
    }
  }
  const FormFacts &operator[](char32_t c) const { return facts_[c]; }

private:
  std::array<FormFacts, size> facts_;
};

template <Form form> const NearFacts &near_facts() {
  static const NearFacts facts(form);
  return facts;
}

const NearFacts &near_facts(Form form) {
  switch (form) {
  case Form::nfc:
    return near_facts<Form::nfc>();
  case Form::nfd:
    return near_facts<Form::nfd>();
  case Form::nfkc:
    return near_facts<Form::nfkc>();
  default:
    return near_facts<Form::nfkd>();
  }
}

// `tail_` begins at a boundary and holds no other.
class FormState : public TextState {
public:
  explicit FormState(Form form)
      : form_(form), normalizer_(normalizer(form)), near_(near_facts(form)) {}

  void feed(std::u32string_view piece, bool last, std::u32string &out) override {
    for (char32_t c : piece) {
      take(c, out);
    }
    if (last) {
      flush(out);
    }
  }

private:
  void take(char32_t c, std::u32string &out) {
    FormFacts facts = c < NearFacts::size ? near_[c] : asked_facts(form_, c);
    if (facts.boundary) {
      flush(out);
    } else if (!facts.is_mark) {
      cut_before_starter(c, out);
    } else if (++marks_ > max_mark_run) {
      flush(out);
      marks_ = 1;
    }
    clean_ = clean_ && (facts.boundary || tail_.empty()) && facts.stays;
    tail_ += c;
  }

  void flush(std::u32string &out) {
    if (clean_) {
      out += tail_;
    } else {
      normalize_tail(out);
    }
    tail_.clear();
    clean_ = true;
    marks_ = 0;
  }

  // Cuts before a starter that may compose with what is before it. Only the character directly
  // before it can be part of that, and only if it is a starter: that one is kept. So the tail stays
  // short in a long sequence of such characters as well.
  void cut_before_starter(char32_t c, std::u32string &out) {
    std::size_t before = out.size();
    normalize_tail(out);
    tail_.clear();
    if (out.size() > before && composite(out.back(), first_decomposed(form_, c)) != 0) {
      tail_ += out.back();
      out.pop_back();
    }
    clean_ = tail_.empty();
    marks_ = 0;
  }

  // Appends the tail in the form.
  void normalize_tail(std::u32string &out) {
    order_long_run();
    utf16_.clear();
    append_utf16(utf16_, tail_);
    UErrorCode status = U_ZERO_ERROR;
    normalizer_.normalize({false, utf16_.data(), static_cast<int32_t>(utf16_.size())}, result_,
                          status);
    check_memory(status);
    check_memory(result_);
    if (U_SUCCESS(status)) {
      append_utf32(out, {result_.getBuffer(), static_cast<std::size_t>(result_.length())});
    } else {
      out += tail_;
    }
  }

  // ICU moves each mark that is out of order past the ones before it, which takes the square of the
  // length of a run. A run that is in order already has the same form (it is canonically
  // equivalent), and takes ICU linear time. Few runs are so long that this matters.
  void order_long_run() {
    constexpr std::size_t few = 16;
    auto is_mark = [](char32_t c) { return icu_combining_class(c) != 0; };
    if (marks_ <= few) {
      return;
    }
    for (auto begin = tail_.begin(); begin != tail_.end();) {
      begin = std::find_if(begin, tail_.end(), is_mark);
      auto end = std::find_if_not(begin, tail_.end(), is_mark);
      order_marks(begin, end, MarkOrder::canonical, icu_combining_class);
      begin = end;
    }
  }

  Form form_;
  const icu::Normalizer2 &normalizer_;
  const NearFacts &near_;
  std::u32string tail_;
  std::u16string utf16_;
  icu::UnicodeString result_;
  bool clean_ = true;
  std::size_t marks_ = 0;
};

} // namespace

std::unique_ptr<TextState> make_form_state(Form form) { return std::make_unique<FormState>(form); }

FormFacts form_facts(Form form, char32_t c) {
  return c < NearFacts::size ? near_facts(form)[c] : asked_facts(form, c);
}

bool form_boundary_after(Form form, char32_t c) {
  return normalizer(form).hasBoundaryAfter(icu_char(c)) != 0;
}

int icu_combining_class(char32_t c) { return u_getCombiningClass(icu_char(c)); }

int icu_trailing_class(char32_t c) {
  return u_getIntPropertyValue(icu_char(c), UCHAR_TRAIL_CANONICAL_COMBINING_CLASS);
}

char32_t first_decomposed(Form form, char32_t c) {
  icu::UnicodeString decomposition;
  bool has_one = normalizer(form).getDecomposition(icu_char(c), decomposition) != 0;
  check_memory(decomposition);
  return has_one ? static_cast<char32_t>(decomposition.char32At(0)) : c;
}

std::u32string decomposition(Form form, char32_t c) {
  bool compatible = form == Form::nfkc || form == Form::nfkd;
  icu::UnicodeString parts;
  std::u32string result;
  if (normalizer(compatible ? Form::nfkd : Form::nfd).getDecomposition(icu_char(c), parts)) {
    append_utf32(result, {parts.getBuffer(), static_cast<std::size_t>(parts.length())});
  } else {
    result = c;
  }
  return result;
}

char32_t composite(char32_t a, char32_t b) {
  UChar32 c = normalizer(Form::nfc).composePair(icu_char(a), icu_char(b));
  return c < 0 ? 0 : static_cast<char32_t>(c);
}

} // namespace arnorm
