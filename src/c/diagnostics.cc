#include "c/handles.h"

namespace {

using namespace arnorm;

arnorm_string string_of(const std::string &text) { return {text.c_str(), text.size()}; }

arnorm_place place_of(const Place &place) {
  return {.file = string_of(place.file),
          .line = place.line,
          .column = place.column,
          .length = place.length,
          .offset = place.offset,
          .bytes = place.bytes,
          .label = string_of(place.label)};
}

} // namespace

size_t arnorm_diagnostics_count(const arnorm_diagnostics *diagnostics) {
  return diagnostics != nullptr ? diagnostics->list.size() : 0;
}

arnorm_status arnorm_diagnostics_get(const arnorm_diagnostics *diagnostics, size_t i,
                                     arnorm_diagnostic *out) {
  if (diagnostics == nullptr || out == nullptr || i >= diagnostics->list.size()) {
    return ARNORM_BAD_ARGUMENT;
  }
  const Diagnostic &diagnostic = diagnostics->list[i];
  *out = {.code = string_of(diagnostics->codes[i]),
          .is_warning = diagnostic.severity == Severity::warning,
          .message = string_of(diagnostic.message),
          .help = string_of(diagnostic.help),
          .has_place = diagnostic.place.has_value(),
          .place = diagnostic.place ? place_of(*diagnostic.place) : arnorm_place(),
          .has_second = diagnostic.second.has_value(),
          .second = diagnostic.second ? place_of(*diagnostic.second) : arnorm_place()};
  return ARNORM_OK;
}

arnorm_status arnorm_diagnostics_text(const arnorm_diagnostics *diagnostics, arnorm_buffer *out) {
  if (out == nullptr) {
    return ARNORM_BAD_ARGUMENT;
  }
  if (diagnostics == nullptr) {
    return ARNORM_OK;
  }
  return c::guarded([&] { return c::append(*out, render(diagnostics->list)); });
}

void arnorm_diagnostics_free(arnorm_diagnostics *diagnostics) { delete diagnostics; }
