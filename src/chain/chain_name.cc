#include "chain/chain_name.h"

#include <fmt/format.h>

#include "characters/split.h"

namespace arnorm {
namespace {

void report_empty(std::string_view chain, Report &report) {
  report.add({.code = Code::AR0005,
              .message = fmt::format("the chain `{}` has an empty element", chain),
              .help = "join the names of rule sets with single commas: clean,buckwalter"});
}

// "a", "a:b" or "a:".
void read_element(std::string_view text, std::string_view chain,
                  std::vector<ChainElement> &elements, Report &report) {
  std::size_t colon = text.find(':');
  if (text.empty() || colon == 0) {
    report_empty(chain, report);
    return;
  }
  if (colon != text.rfind(':')) {
    report.add({.code = Code::AR0006,
                .message = fmt::format("`{}` has more than one colon", text),
                .help = "a:b decodes a and encodes b; for further steps write a:b,b:c"});
    return;
  }
  bool both = colon != std::string_view::npos;
  elements.push_back({std::string(text.substr(0, colon)), both});
  if (both && colon + 1 < text.size()) {
    elements.push_back({std::string(text.substr(colon + 1)), false});
  }
}

} // namespace

std::vector<ChainElement> chain_elements(std::string_view chain, Report &report) {
  std::vector<ChainElement> elements;
  for (std::string_view element : split(chain, ',')) {
    read_element(element, chain, elements, report);
  }
  return elements;
}

} // namespace arnorm
