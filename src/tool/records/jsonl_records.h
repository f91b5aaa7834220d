// Records that are JSON documents, one in each line.
#pragma once

#include <vector>

#include "tool/records/json_path.h"
#include "tool/records/records.h"

namespace arnorm::tool {

// Only the strings at the paths are transformed; all other bytes are copied. A record that is not
// one JSON
// document (RFC 8259; any depth up to 1,024) is malformed; an empty line is none. As
// make_csv_records otherwise.
std::unique_ptr<Records> make_jsonl_records(std::vector<JsonPath> paths, char end, bool compare,
                                            bool strict);

} // namespace arnorm::tool
