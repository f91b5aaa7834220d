/* What goes wrong in the library, as errors of PostgreSQL: the code and the message of the first
 * diagnostic, its help as a hint, and where there is more to say, all of it as the detail. */
#include "arnorm_pg.h"

void require_ok(arnorm_status status) {
  if (status == ARNORM_OK) {
    return;
  }
  if (status == ARNORM_NO_MEMORY) {
    ereport(ERROR, errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"),
            errdetail("The library arnorm found no memory."));
  }
  elog(ERROR, "unexpected status %d of arnorm", (int)status);
}

/* The first error. Warnings may come before it. */
static arnorm_diagnostic first_error(const arnorm_diagnostics *trouble) {
  arnorm_diagnostic found;
  size_t count = arnorm_diagnostics_count(trouble);
  require_ok(arnorm_diagnostics_get(trouble, 0, &found));
  for (size_t i = 1; i < count && found.is_warning; ++i) {
    require_ok(arnorm_diagnostics_get(trouble, i, &found));
  }
  return found;
}

static char *string_or_null(arnorm_string string) {
  return string.size == 0 ? NULL : string_of(string.data, string.size);
}

/* All diagnostics as text for people, without the line end. */
static char *rendered(Handles *handles) {
  require_ok(arnorm_diagnostics_text(handles->trouble, &handles->buffer));
  while (handles->buffer.size > 0 && handles->buffer.data[handles->buffer.size - 1] == '\n') {
    --handles->buffer.size;
  }
  return string_of(handles->buffer.data, handles->buffer.size);
}

void report_trouble(Handles *handles) {
  arnorm_diagnostic error;
  char *code;
  char *message;
  char *help;
  char *all = NULL;
  if (handles->trouble == NULL) {
    require_ok(ARNORM_NO_MEMORY);
  }
  error = first_error(handles->trouble);
  code = string_of(error.code.data, error.code.size);
  message = string_of(error.message.data, error.message.size);
  help = string_or_null(error.help);
  if (error.has_place || arnorm_diagnostics_count(handles->trouble) > 1) {
    all = rendered(handles);
  }
  ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s: %s", code, message),
          all != NULL ? errdetail_internal("%s", all) : 0, help != NULL ? errhint("%s", help) : 0);
}
