#include "form_pass.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "icu_rules.h"
#include "utf.h"

namespace arnorm {
namespace {

const icu::Normalizer2 &normalizer(Form form) {
  UErrorCode status = U_ZERO_ERROR; // cannot fail but where ICU's data are missing
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

// `tail_` begins at a boundary and holds none behind it.
class FormRun : public PassRun {
public:
  explicit FormRun(Form form) : form_(form), normalizer_(normalizer(form)) {}

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
    FormFacts facts = form_facts(form_, c);
    if (facts.boundary) {
      flush(out);
    } else if (icu_leading_class(c) == 0) {
      cut_before_starter(c, out);
    } else if (++marks_ > longest_mark_run) {
      flush(out);
      marks_ = 1;
    }
    clean_ = clean_ && (facts.boundary || tail_.empty()) && facts.stays;
    tail_ += c;
  }

  void flush(std::u32string &out) {
    out += clean_ ? tail_ : normalized(tail_);
    tail_.clear();
    clean_ = true;
    marks_ = 0;
  }

  // In front of a starter that may compose with what is before it: only the last character before
  // it can, and only if it is a starter. So a row of such characters, too, is cut.
  void cut_before_starter(char32_t c, std::u32string &out) {
    std::u32string done = normalized(tail_);
    bool composes = !done.empty() && composite(done.back(), leading(c)) != 0;
    out.append(done, 0, done.size() - (composes ? 1 : 0));
    tail_ = composes ? std::u32string(1, done.back()) : std::u32string();
    clean_ = !composes;
    marks_ = 0;
  }

  char32_t leading(char32_t c) const {
    icu::UnicodeString decomposition;
    return normalizer_.getDecomposition(icu_char(c), decomposition)
               ? static_cast<char32_t>(decomposition.char32At(0))
               : c;
  }

  std::u32string normalized(std::u32string_view text) const {
    std::u16string utf16;
    append_utf16(utf16, text);
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString result =
        normalizer_.normalize({false, utf16.data(), static_cast<int32_t>(utf16.size())}, status);
    std::u32string utf32;
    append_utf32(utf32, {result.getBuffer(), static_cast<std::size_t>(result.length())});
    return U_SUCCESS(status) ? utf32 : std::u32string(text);
  }

  Form form_;
  const icu::Normalizer2 &normalizer_;
  std::u32string tail_;
  bool clean_ = true;
  std::size_t marks_ = 0;
};

class FormPass : public Pass {
public:
  explicit FormPass(Form form) : form_(form) {}
  std::unique_ptr<PassRun> start() const override { return std::make_unique<FormRun>(form_); }

private:
  Form form_;
};

} // namespace

PassPtr make_form_pass(Form form) { return std::make_unique<FormPass>(form); }

FormFacts form_facts(Form form, char32_t c) {
  return {normalizer(form).hasBoundaryBefore(icu_char(c)) != 0,
          u_getIntPropertyValue(icu_char(c), quick_check(form)) == UNORM_YES};
}

bool form_boundary_after(Form form, char32_t c) {
  return normalizer(form).hasBoundaryAfter(icu_char(c)) != 0;
}

int icu_combining_class(char32_t c) { return u_getCombiningClass(icu_char(c)); }

int icu_leading_class(char32_t c) {
  return u_getIntPropertyValue(icu_char(c), UCHAR_LEAD_CANONICAL_COMBINING_CLASS);
}

int icu_trailing_class(char32_t c) {
  return u_getIntPropertyValue(icu_char(c), UCHAR_TRAIL_CANONICAL_COMBINING_CLASS);
}

char32_t composite(char32_t a, char32_t b) {
  UChar32 c = normalizer(Form::nfc).composePair(icu_char(a), icu_char(b));
  return c < 0 ? 0 : static_cast<char32_t>(c);
}

} // namespace arnorm
