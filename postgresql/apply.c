/* One text. Short ones are transformed directly into a palloc'd result. Long ones go through a
 * stream in pieces, so that a query can be cancelled between two of them. */
#include "arnorm_pg.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* One may become a thousand times as long. */
#define PIECE (8 * 1024)
#define MAX_TEXT (MaxAllocSize - VARHDRSZ - 1)

static void require_finished(const arnorm_tally *tally) {
  if (tally->unfinished) {
    ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
            errmsg("the rules of an `icu` stage never end on this text"));
  }
}

static void require_fitting(size_t size) {
  if (size > MAX_TEXT) {
    ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
            errmsg("the result of arnorm is too long"),
            errdetail("A text of PostgreSQL has at most %zu bytes.", (size_t)MAX_TEXT));
  }
}

/* A text of that size from UTF-8, whose bytes come after room for the header. */
static text *finished(char *result, size_t size) {
  if (GetDatabaseEncoding() != PG_UTF8) {
    return text_of((Slice){result + VARHDRSZ, size});
  }
  if (memchr(result + VARHDRSZ, 0, size) != NULL) {
    pg_verify_mbstr(PG_UTF8, result + VARHDRSZ, (int)size, false); /* no text has a NUL */
  }
  SET_VARSIZE(result, size + VARHDRSZ);
  return (text *)result;
}

/* Most results are not longer than the text. The others are computed twice. */
static text *apply_short(const arnorm_chain *chain, Slice utf8) {
  size_t capacity = utf8.size + 64;
  for (;;) {
    char *result = palloc(capacity + VARHDRSZ);
    size_t written = 0;
    arnorm_tally tally;
    arnorm_status status = arnorm_apply(chain, utf8.data, utf8.size, ARNORM_KEEP, result + VARHDRSZ,
                                        capacity, &written, &tally);
    if (status != ARNORM_TOO_SMALL) {
      require_ok(status);
      require_finished(&tally);
      return finished(result, written);
    }
    pfree(result);
    require_fitting(written);
    capacity = written;
  }
}

static void move(arnorm_buffer *from, StringInfo to) {
  require_fitting((size_t)to->len + from->size);
  appendBinaryStringInfo(to, from->data, (int)from->size);
  from->size = 0;
}

static text *apply_long(const arnorm_chain *chain, Slice utf8) {
  Handles *handles = open_handles();
  StringInfoData result;
  arnorm_tally tally;
  initStringInfo(&result);
  appendStringInfoSpaces(&result, VARHDRSZ);
  handles->stream = arnorm_stream_new(chain, ARNORM_KEEP);
  require_ok(handles->stream == NULL ? ARNORM_NO_MEMORY : ARNORM_OK);
  for (size_t at = 0; at < utf8.size; at += PIECE) {
    CHECK_FOR_INTERRUPTS();
    require_ok(arnorm_stream_write(handles->stream, utf8.data + at, Min(PIECE, utf8.size - at),
                                   &handles->buffer));
    move(&handles->buffer, &result);
  }
  require_ok(arnorm_stream_finish(handles->stream, &handles->buffer, &tally));
  move(&handles->buffer, &result);
  close_handles(handles);
  require_finished(&tally);
  return finished(result.data, result.len - VARHDRSZ);
}

text *apply_chain(const arnorm_chain *chain, Slice utf8) {
  return utf8.size <= PIECE ? apply_short(chain, utf8) : apply_long(chain, utf8);
}
