#include "tool/records/bounded_records.h"

#include <utility>

#include <fmt/format.h>

namespace arnorm::tool {

void BoundedRecords::bad(const std::string &reason, Findings &findings) const {
  if (strict_) {
    findings.stop_here("malformed record", {}, reason);
  } else {
    findings.add_bad_record(reason);
  }
}

void BoundedRecords::piece(std::string_view piece, bool last, Transform &, std::string &out,
                           Findings &findings) {
  findings.line = findings.lines + 1;
  if (!std::exchange(in_pieces_, !last)) {
    bad(fmt::format("longer than {} MiB", longest_ >> 20), findings);
  }
  if (!findings.stop) {
    out.append(piece);
    findings.lines += last ? 1 : 0;
  }
}

} // namespace arnorm::tool
