// Records that are JSON documents, one on each line.
#pragma once

#include <vector>

#include "tool/records/json_path.h"
#include "tool/records/records.h"

namespace arnorm::tool {

// Only the strings at the paths are transformed; all other bytes are copied. A record is malformed
// unless it is a single JSON document (RFC 8259) with at most 1,024 levels of nesting. An empty
// line is not malformed. See make_csv_records for the other parameters.
std::unique_ptr<Records> make_jsonl_records(std::vector<JsonPath> paths, char end, bool compare,
                                            bool strict);

} // namespace arnorm::tool
