// Records with columns separated by tabs or another delimiter, without quoting.
#pragma once

#include "tool/records/columns.h"
#include "tool/records/records.h"

namespace arnorm::tool {

// See make_line_records for the parameters. The columns are looked up for each record, so they may
// change when the header of another file is read.
std::unique_ptr<Records> make_tsv_records(std::shared_ptr<const Columns> columns, char delimiter,
                                          char end, bool compare);

// The fields of a record, which may include its end.
std::vector<std::string> tsv_fields(std::string_view record, char delimiter, char end);

} // namespace arnorm::tool
