#include <algorithm>

#include <utf8proc.h>

#include "arnorm/offsets.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

// Whether a cluster may end between two characters; `state` is what came before.
bool breaks(char32_t before, char32_t after, utf8proc_int32_t &state) {
  if (before == ill_formed || after == ill_formed) {
    state = 0;
    return true;
  }
  return utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before),
                                          static_cast<utf8proc_int32_t>(after), &state) != 0;
}

// Whether that is so whatever came before them. After what continues a cluster it may depend on
// that: on a pictograph before the joiner, on the number of flags' letters.
bool always_breaks(char32_t before, char32_t after) {
  if (before == ill_formed || after == ill_formed) {
    return true;
  }
  int kind = utf8proc_get_property(static_cast<utf8proc_int32_t>(before))->boundclass;
  bool continues = kind == UTF8PROC_BOUNDCLASS_EXTEND || kind == UTF8PROC_BOUNDCLASS_ZWJ ||
                   kind == UTF8PROC_BOUNDCLASS_SPACINGMARK;
  return !continues && utf8proc_grapheme_break(static_cast<utf8proc_int32_t>(before),
                                               static_cast<utf8proc_int32_t>(after)) != 0;
}

// The character that ends at `end`, which is the end of one; `end` becomes where it begins.
char32_t character_before(std::string_view text, std::size_t &end) {
  std::size_t begin = end;
  std::size_t from = end - std::min<std::size_t>(end, 4);
  // Ill-formed sequences may be read from the front only, and from any byte that is no trail.
  for (std::size_t at = end; at-- > from;) {
    begin = at;
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) {
      break;
    }
  }
  Character c{ill_formed, 0};
  do {
    begin += c.length;
    c = first_character(text.substr(begin, end - begin));
  } while (begin + c.length < end);
  end = begin;
  return c.c;
}

// The beginning of the cluster that `offset` lies in or begins, and its end, which is `offset`
// where one begins there.
Range cluster_at(std::string_view text, std::size_t offset) {
  if (offset == 0 || offset >= text.size()) {
    offset = std::min(offset, text.size());
    return {offset, offset};
  }
  std::size_t start = offset; // of a character
  for (std::size_t back = 0; back < 3 && start > 0; ++back) {
    if ((static_cast<unsigned char>(text[start]) & 0xC0) != 0x80) {
      break;
    }
    --start;
  }
  while (start + first_character(text.substr(start)).length <= offset) {
    start += first_character(text.substr(start)).length;
  }
  std::size_t at = start; // goes back to where a cluster begins for certain
  for (char32_t after = first_character(text.substr(at)).c; at > 0;) {
    std::size_t begin = at;
    char32_t before = character_before(text, begin);
    if (always_breaks(before, after)) {
      break;
    }
    at = begin;
    after = before;
  }
  if (at == offset) {
    return {at, at};
  }
  std::size_t cluster = at;
  utf8proc_int32_t state = 0;
  for (Character c = first_character(text.substr(at)); at < text.size();) {
    at += c.length;
    if (at == text.size()) {
      break;
    }
    Character after = first_character(text.substr(at));
    if (breaks(c.c, after.c, state)) {
      if (at >= offset) {
        break;
      }
      cluster = at;
    }
    c = after;
  }
  return at == offset ? Range{at, at} : Range{cluster, at};
}

} // namespace

Range whole_clusters(std::string_view text, Range range) {
  Range first = cluster_at(text, range.begin);
  if (range.end <= range.begin) {
    return first;
  }
  return {first.begin, cluster_at(text, range.end).end};
}

} // namespace arnorm
