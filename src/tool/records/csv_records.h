// Records of comma-separated values (RFC 4180).
//
// Everything but the fields that were asked for keeps its bytes, which is why this is no library:
// those in reach (libcsv) give values, not places.
#pragma once

#include "tool/records/columns.h"
#include "tool/records/records.h"

namespace arnorm::tool {

// As make_tsv_records. `strict`: a malformed record stops the run.
std::unique_ptr<Records> make_csv_records(std::shared_ptr<const Columns> columns, char end,
                                          bool compare, bool strict);

// The values of a record's fields.
std::vector<std::string> csv_fields(std::string_view record, char end);

} // namespace arnorm::tool
