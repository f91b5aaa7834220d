// The entry points. SQLite looks for the first name, and for the second in a file `arnorm.so`.
#include <sqlite3ext.h>

#include "functions.h"
#include "guard.h"
#include "tokenizer.h"

SQLITE_EXTENSION_INIT1

using namespace arnorm::sqlite;

extern "C" {

__attribute__((visibility("default"))) int sqlite3_extension_init(sqlite3 *connection, char **,
                                                                  const sqlite3_api_routines *api) {
  SQLITE_EXTENSION_INIT2(api)
  return guarded([&] {
    auto session = Session::of(connection);
    int code = register_functions(connection, session);
    return code == SQLITE_OK ? register_tokenizer(connection, session) : code;
  });
}

__attribute__((visibility("default"))) int sqlite3_arnorm_init(sqlite3 *connection, char **error,
                                                               const sqlite3_api_routines *api) {
  return sqlite3_extension_init(connection, error, api);
}
}
