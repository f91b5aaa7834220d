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

bool find_field_edits(std::string_view text, Transform &work, Alignment &edits) {
  if (work.takes_lines()) {
    return work.find_edits(text, edits);
  }
  edits.clear();
  Alignment of_line;
  for (bool more = true; more;) {
    std::size_t feed = text.find('\n');
    more = feed != std::string_view::npos;
    std::string_view line = text.substr(0, feed);
    line.remove_suffix(more && line.ends_with('\r') ? 1 : 0);
    if (!work.find_edits(line, of_line)) {
      return false;
    }
    edits.append_text(of_line);
    std::size_t next = more ? feed + 1 : text.size();
    edits.add_copy(next - line.size());
    text.remove_prefix(next);
  }
  return true;
}

} // namespace arnorm::tool
