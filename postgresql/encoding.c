/* The library reads and writes UTF-8. PostgreSQL converts from and to the encoding of the database,
 * and reports characters that it lacks. In a database of the encoding SQL_ASCII, bytes must be
 * UTF-8. */
#include "arnorm_pg.h"

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

char *string_of(const char *utf8, size_t size) {
  char *copy = pnstrdup(utf8, size);
  return pg_any_to_server(copy, (int)size, PG_UTF8);
}
