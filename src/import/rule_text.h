// The rule text within a file of ICU rules or a CLDR transform, and where each byte of it stands in
// the file.
//
// In CLDR's XML, the text of all elements `tRule` and `comment` is joined:
//
//     <tRule>a &lt;&gt; b ; # first</tRule>  <comment># all</comment>   becomes   a <> b ; # first
//                                                                                 # all
//
// Knows no syntax of rules.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diagnostics/report.h"
#include "diagnostics/source.h"

namespace arnorm {

struct RuleText {
  std::shared_ptr<const Source> source;
  std::string text;
  std::vector<std::size_t> offsets; // of each byte in the source, and of the end; empty: the same
  std::string from = {};            // attributes of the transform
  std::string to = {};
  std::string variant = {};
  bool forward = true; // directions for which it is made
  bool backward = true;

  Span span(std::size_t begin, std::size_t end) const;
};

// Whether a file seems to be XML.
bool is_xml(std::string_view text);

// The rules of a file. Reports AR0001 and AR0505.
RuleText rule_text(std::shared_ptr<const Source> source, Report &report);

} // namespace arnorm
