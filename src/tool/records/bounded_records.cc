#include "tool/records/bounded_records.h"

#include <utility>

#include <fmt/format.h>

namespace arnorm::tool {

void HeldRecords::bad(const std::string &reason, Found &found) const {
  if (strict_) {
    found.stop_here("malformed record", {}, reason);
  } else {
    found.add_bad_record(reason);
  }
}

void HeldRecords::piece(std::string_view piece, bool last, TextWork &, std::string &out,
                        Found &found) {
  found.line = found.lines + 1;
  if (!std::exchange(in_pieces_, !last)) {
    bad(fmt::format("it is longer than {} MiB", longest_ >> 20), found);
  }
  if (!found.stop) {
    out.append(piece);
    found.lines += last ? 1 : 0;
  }
}

} // namespace arnorm::tool
