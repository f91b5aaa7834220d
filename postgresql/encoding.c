/* The library reads and writes UTF-8. PostgreSQL converts from and to the encoding of the database,
 * and reports characters that it lacks. In a database of the encoding SQL_ASCII, bytes must be
 * UTF-8. */
#include "arnorm_pg.h"

#include "catalog/namespace.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

Slice slice_of(const text *value) { return (Slice){VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)}; }

Slice to_utf8(Slice value) {
  char *converted = pg_server_to_any(value.data, (int)value.size, PG_UTF8);
  if (converted == value.data) {
    return value;
  }
  return (Slice){converted, strlen(converted)};
}

text *text_of(Slice utf8) {
  char *converted = pg_any_to_server(utf8.data, (int)utf8.size, PG_UTF8);
  size_t size = converted == utf8.data ? utf8.size : strlen(converted);
  return cstring_to_text_with_len(converted, (int)size);
}

static void append_character(StringInfo to, Oid conversion, const unsigned char *utf8, int size) {
  unsigned char converted[4 * MAX_CONVERSION_GROWTH + 1];
  unsigned char character[4];
  memcpy(character, utf8, size);
  if (pg_do_encoding_conversion_buf(conversion, PG_UTF8, GetDatabaseEncoding(), character, size,
                                    converted, sizeof converted, true) == size) {
    appendStringInfoString(to, (char *)converted);
  } else {
    appendStringInfo(to, "\\u%04X", (unsigned)utf8_to_unicode(utf8));
  }
}

/* A message must not fail because it quotes a character that the database lacks. */
char *string_of(const char *utf8, size_t size) {
  const unsigned char *at = (const unsigned char *)utf8;
  const unsigned char *end = at + size;
  Oid conversion = FindDefaultConversionProc(PG_UTF8, GetDatabaseEncoding());
  StringInfoData result;
  if (!OidIsValid(conversion)) { /* that of UTF-8, or one of unknown bytes */
    return pnstrdup(utf8, size);
  }
  initStringInfo(&result);
  while (at < end) {
    int length = Min(pg_utf_mblen(at), (int)(end - at));
    append_character(&result, conversion, at, length);
    at += length;
  }
  return result.data;
}
