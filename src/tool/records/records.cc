#include "tool/records/records.h"

#include <fmt/format.h>

#include "characters/names.h"

namespace arnorm::tool {

void Records::transform_lines(std::string_view lines, Transform &work, std::string &out,
                              Findings &findings) {
  while (!lines.empty() && !findings.stop) {
    const std::string_view line = first_line(lines);
    Findings of_line;
    transform(line, work, out, of_line);
    of_line.bytes_in = line.size();
    findings.append(of_line);
    lines.remove_prefix(line.size());
  }
}

void Records::refuse_ends(std::string &result, std::size_t from, Findings &findings,
                          std::optional<char> separator) const {
  auto refuse = [&](char c, const char *would) {
    if (result.find(c, from) != std::string::npos) {
      findings.stop_here(fmt::format("a rule writes {}", hex_name(static_cast<char32_t>(c))), {},
                         would);
      result.resize(from);
    }
  };
  refuse(end_, "it would end the record there");
  if (separator) {
    refuse(*separator, "it would split the column there");
  }
}

} // namespace arnorm::tool
