#include "tool/text/protecting_transform.h"

#include <algorithm>

#include "tool/settings.h"

namespace arnorm::tool {
namespace {

unsigned by_form(unsigned kinds, const Chain *backwards) {
  return backwards == nullptr ? kinds : kinds & ~protect_latin;
}

} // namespace

Protected::Protected(unsigned kinds, const Chain *backwards, Invalid invalid)
    : finder_(by_form(kinds, backwards)) {
  if (backwards != nullptr && (kinds & protect_latin) != 0) {
    words_.emplace(*backwards, invalid);
  }
}

const std::vector<ProtectedSpan> &Protected::find(std::string_view text) {
  const std::vector<ProtectedSpan> &spans = finder_.find(text);
  if (!words_) {
    return spans;
  }
  spans_ = spans;
  const std::vector<ProtectedSpan> &words = words_->find(text, spans);
  spans_.insert(spans_.end(), words.begin(), words.end());
  std::sort(spans_.begin(), spans_.end(),
            [](const ProtectedSpan &a, const ProtectedSpan &b) { return a.begin < b.begin; });
  return spans_;
}

void ProtectingTransform::whole(std::string_view text, std::string &out, Findings &findings) {
  const std::size_t offset = findings.offset;
  std::size_t at = 0;
  auto rest = [&](std::size_t end) {
    findings.offset = offset + at;
    if (end > at && !findings.stop) {
      rest_->whole(text.substr(at, end - at), out, findings);
    }
  };
  for (const ProtectedSpan &span : protected_.find(text)) {
    rest(span.begin);
    out.append(text.substr(span.begin, span.end - span.begin));
    at = span.end;
  }
  rest(text.size());
  findings.offset = offset;
}

bool ProtectingTransform::find_edits(std::string_view text, Alignment &edits) {
  edits.clear();
  Alignment part;
  std::size_t at = 0;
  auto rest = [&](std::size_t end) {
    bool known = end == at || rest_->find_edits(text.substr(at, end - at), part);
    if (known && end > at) {
      edits.append_text(part);
    }
    return known;
  };
  for (const ProtectedSpan &span : protected_.find(text)) {
    if (!rest(span.begin)) {
      return false;
    }
    edits.add_copy(span.end - span.begin);
    at = span.end;
  }
  return rest(text.size());
}

} // namespace arnorm::tool
