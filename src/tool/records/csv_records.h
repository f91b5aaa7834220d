// Records of comma-separated values (RFC 4180), or with another delimiter in place of the comma.
//
// All bytes outside the selected fields are copied. Available libraries (libcsv) are not used,
// because they return values without positions.
#pragma once

#include "tool/records/columns.h"
#include "tool/records/records.h"

namespace arnorm::tool {

// See make_tsv_records. With `strict`, a malformed record stops the run.
std::unique_ptr<Records> make_csv_records(std::shared_ptr<const Columns> columns, char delimiter,
                                          char end, bool compare, bool strict);

// The values of a record's fields.
std::vector<std::string> csv_fields(std::string_view record, char delimiter, char end);

} // namespace arnorm::tool
