#include "tool/text/findings.h"

#include <algorithm>
#include <utility>

namespace arnorm::tool {

void Findings::add_malformed(std::size_t count, std::size_t first) {
  if (malformed.bytes == 0) {
    malformed.first_line = line;
    malformed.first_offset = offset + first;
  }
  malformed.bytes += count;
  malformed.lines += malformed.last_line == line ? 0 : 1;
  malformed.last_line = line;
}

void Findings::add_bad_record(std::string reason) {
  if (bad_records.count++ == 0) {
    bad_records.first_line = line;
    bad_records.first_reason = std::move(reason);
  }
}

void Findings::add_no_text(NoText found) {
  if (no_text.count++ == 0) {
    found.count = 1;
    found.first_line = line;
    no_text = std::move(found);
  }
}

void Findings::add_unmapped(char32_t c) {
  looked_for_unmapped = true;
  UnmappedLetter &letter = unmapped[c];
  if (letter.count++ == 0) {
    letter.first_line = line;
  }
}

void Findings::add_unfinished() {
  if (unfinished.count++ == 0) {
    unfinished.first_line = line;
  }
}

void Findings::stop_here(std::string what, std::optional<std::size_t> at, std::string detail) {
  if (!stop) {
    stop = Stop{line, std::move(what), at ? std::optional(offset + *at) : at, std::move(detail)};
  }
}

void Findings::append(const Findings &next) {
  if (next.malformed.bytes > 0) {
    if (malformed.bytes == 0) {
      malformed.first_line = lines + next.malformed.first_line;
      malformed.first_offset = bytes_in + next.malformed.first_offset;
    }
    bool same_line = malformed.last_line == lines + next.malformed.first_line;
    malformed.bytes += next.malformed.bytes;
    malformed.lines += next.malformed.lines - (same_line ? 1 : 0);
    malformed.last_line = lines + next.malformed.last_line;
  }
  if (next.bad_records.count > 0) {
    if (bad_records.count == 0) {
      bad_records = next.bad_records;
      bad_records.first_line += lines;
      bad_records.count = 0;
    }
    bad_records.count += next.bad_records.count;
  }
  if (next.no_text.count > 0) {
    std::size_t count = no_text.count + next.no_text.count;
    if (no_text.count == 0) {
      no_text = next.no_text;
      no_text.first_line += lines;
    }
    no_text.count = count;
  }
  arabic_bytes.add(next.arabic_bytes);
  records += next.records;
  columns = std::max(columns, next.columns);
  fields.resize(std::max(fields.size(), next.fields.size()));
  for (std::size_t i = 0; i < next.fields.size(); ++i) {
    fields[i] = fields[i] != 0 || next.fields[i] != 0 ? 1 : 0;
  }
  if (next.unfinished.count > 0) {
    if (unfinished.count == 0) {
      unfinished.first_line = lines + next.unfinished.first_line;
    }
    unfinished.count += next.unfinished.count;
  }
  looked_for_unmapped = looked_for_unmapped || next.looked_for_unmapped;
  for (const auto &[c, letter] : next.unmapped) {
    UnmappedLetter &mine = unmapped[c];
    if (mine.count == 0) {
      mine.first_line = lines + letter.first_line;
    }
    mine.count += letter.count;
  }
  if (next.first_unmapped && !first_unmapped) {
    first_unmapped = next.first_unmapped;
    first_unmapped->line += lines;
  }
  if (next.stop && !stop) {
    stop = next.stop;
    stop->line += lines;
    if (stop->offset) {
      *stop->offset += bytes_in;
    }
  }
  lines += next.lines;
  bytes_in += next.bytes_in;
  bytes_out += next.bytes_out;
  changed += next.changed;
}

} // namespace arnorm::tool
