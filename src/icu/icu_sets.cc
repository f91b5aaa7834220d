#include "icu/icu_sets.h"

namespace arnorm {
namespace {

CodePointSet tags() { return {{guard_char, guard_char}, {first_tag, last_tag}}; }

} // namespace

CodePointSet IcuSets::key(CodePointSet set) const {
  if (guarded_ && set.contains(icu_edge)) {
    set = set.minus(CodePointSet::single(icu_edge)).united(CodePointSet::single(guard_char));
  }
  return text_ == IcuText::lines ? set.minus(CodePointSet::single('\n')) : set;
}

CodePointSet IcuSets::context(const CodePointSet &set) const {
  bool has_edge = set.contains(CodePointSet::edge);
  bool has_ffff = set.contains(icu_edge);
  CodePointSet result =
      set.minus(tags()).minus({{icu_edge, icu_edge}, {CodePointSet::edge, CodePointSet::edge}});
  if (has_edge) {
    result.add({icu_edge, icu_edge});
  }
  if (guarded_ && has_ffff) {
    result.add({guard_char, guard_char});
  }
  if (text_ == IcuText::lines) {
    result = has_edge ? result.united(CodePointSet::single('\n'))
                      : result.minus(CodePointSet::single('\n'));
  }
  return result;
}

std::vector<IcuLink> guarded(std::vector<IcuLink> links) {
  links.insert(links.begin(), IcuLink{.text = "\\uFFFF > \\uDC00;\n"});
  links.push_back({.text = "\\uDC00 > \\uFFFF;\n"});
  return links;
}

} // namespace arnorm
