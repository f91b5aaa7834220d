/* The functions of SQL. All are STRICT: a null argument means a null result. */
#include "arnorm_pg.h"

#include "utils/builtins.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

#define MAX_EXPLAINED 65536

void _PG_init(void);

void _PG_init(void) {
  if (arnorm_abi_version() != ARNORM_C_ABI) {
    ereport(ERROR, errcode(ERRCODE_CONFIG_FILE_ERROR),
            errmsg("the extension was built for another version of the library arnorm than %s",
                   arnorm_version()),
            errhint("Build and install the extension again."));
  }
  define_rules_folder();
  MarkGUCPrefixReserved("arnorm");
}

/* An argument of type text in UTF-8. */
static Slice argument(FunctionCallInfo fcinfo, int number) {
  return to_utf8(slice_of(PG_GETARG_TEXT_PP(number)));
}

PG_FUNCTION_INFO_V1(arnorm_pg_apply);
Datum arnorm_pg_apply(PG_FUNCTION_ARGS) {
  Slice value = argument(fcinfo, 0);
  PG_RETURN_TEXT_P(apply_chain(find_chain(argument(fcinfo, 1)), value));
}

PG_FUNCTION_INFO_V1(arnorm_pg_apply_pinned);
Datum arnorm_pg_apply_pinned(PG_FUNCTION_ARGS) {
  require_fingerprint(argument(fcinfo, 1), argument(fcinfo, 2));
  return arnorm_pg_apply(fcinfo);
}

/* The trace of a text has a multiple of its size, and cannot be interrupted. */
static void require_explainable(Slice value) {
  if (value.size > MAX_EXPLAINED) {
    ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
            errmsg("a text of %zu bytes is too long for arnorm_explain", value.size),
            errhint("Explain a part of at most %d bytes.", MAX_EXPLAINED));
  }
}

PG_FUNCTION_INFO_V1(arnorm_pg_explain);
Datum arnorm_pg_explain(PG_FUNCTION_ARGS) {
  Slice value = argument(fcinfo, 0);
  const arnorm_chain *chain = find_chain(argument(fcinfo, 1));
  Handles *handles = open_handles();
  text *result;
  require_explainable(value);
  require_ok(
      arnorm_trace(chain, value.data, value.size, PG_GETARG_BOOL(2) ? 1 : 0, &handles->buffer));
  result = text_of((Slice){handles->buffer.data, handles->buffer.size});
  close_handles(handles);
  PG_RETURN_TEXT_P(result);
}

PG_FUNCTION_INFO_V1(arnorm_pg_fingerprint);
Datum arnorm_pg_fingerprint(PG_FUNCTION_ARGS) {
  PG_RETURN_TEXT_P(cstring_to_text(fingerprint_of(argument(fcinfo, 0))));
}

PG_FUNCTION_INFO_V1(arnorm_pg_version);
Datum arnorm_pg_version(PG_FUNCTION_ARGS) { PG_RETURN_TEXT_P(cstring_to_text(arnorm_version())); }
