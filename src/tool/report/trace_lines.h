// The lines of a traced stage: its changes, and the rows that nearly fired, by their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arnorm/trace.h"

namespace arnorm::tool {

// One of the two is not null.
struct TraceLine {
  Range in;
  const TraceEdit *edit = nullptr;
  const NearRow *near = nullptr;
  const TracedRow *row = nullptr; // null for a change without a row
};

// In the order of the input. They refer to the stage.
std::vector<TraceLine> lines_of(const StageTrace &stage);

// ", backwards" where a stage runs so.
std::string_view direction_of(const StageTrace &stage);

inline std::string_view part(const std::string &text, Range range) {
  return std::string_view(text).substr(range.begin, range.end - range.begin);
}

} // namespace arnorm::tool
