// Records with tab-separated columns, without quoting.
#pragma once

#include "tool/records/columns.h"
#include "tool/records/records.h"

namespace arnorm::tool {

// As make_line_records. The columns are looked at whenever a record is; they may be read from
// another header in between.
std::unique_ptr<Records> make_tsv_records(std::shared_ptr<const Columns> columns, char end,
                                          bool compare);

// The fields of a record, its end included in the last one or not.
std::vector<std::string> tsv_fields(std::string_view record);

} // namespace arnorm::tool
