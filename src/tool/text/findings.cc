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

namespace {

// For the parts of findings that have a count and the line of the first: the count grows, and the
// rest is that of the first. `lines` is how many there were before those of `next`.
template <class Part> void join(Part &part, const Part &next, std::size_t lines) {
  if (next.count == 0) {
    return;
  }
  std::size_t count = part.count + next.count;
  if (part.count == 0) {
    part = next;
    part.first_line += lines;
  }
  part.count = count;
}

} // namespace

void Findings::append_malformed(const Malformed &next) {
  if (next.bytes == 0) {
    return;
  }
  if (malformed.bytes == 0) {
    malformed.first_line = lines + next.first_line;
    malformed.first_offset = bytes_in + next.first_offset;
  }
  bool same_line = malformed.last_line == lines + next.first_line;
  malformed.bytes += next.bytes;
  malformed.lines += next.lines - (same_line ? 1 : 0);
  malformed.last_line = lines + next.last_line;
}

void Findings::append_fields(const std::vector<char> &next) {
  fields.resize(std::max(fields.size(), next.size()));
  for (std::size_t i = 0; i < next.size(); ++i) {
    fields[i] = fields[i] != 0 || next[i] != 0 ? 1 : 0;
  }
}

void Findings::append(const Findings &next) {
  append_malformed(next.malformed);
  join(bad_records, next.bad_records, lines);
  join(no_text, next.no_text, lines);
  join(unfinished, next.unfinished, lines);
  for (const auto &[c, letter] : next.unmapped) {
    join(unmapped[c], letter, lines);
  }
  arabic_bytes.add(next.arabic_bytes);
  records += next.records;
  columns = std::max(columns, next.columns);
  append_fields(next.fields);
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
