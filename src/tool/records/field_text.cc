#include "tool/records/field_text.h"

namespace arnorm::tool {

void transform_field(std::string_view text, Transform &work, std::string &out, Findings &findings) {
  if (work.takes_lines()) {
    work.whole(text, out, findings);
    return;
  }
  for (std::size_t feed; (feed = text.find('\n')) != std::string_view::npos;) {
    std::string_view line = text.substr(0, feed);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    work.whole(line, out, findings);
    out.append(text.substr(line.size(), feed + 1 - line.size()));
    text.remove_prefix(feed + 1);
  }
  work.whole(text, out, findings);
}

} // namespace arnorm::tool
