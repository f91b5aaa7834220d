// The entry points. SQLite looks for the first name, and for the second in a file `arnorm.so`.
#include <mutex>

#include <sqlite3ext.h>

#include "functions.h"
#include "guard.h"
#include "tokenizer.h"

SQLITE_EXTENSION_INIT1

using namespace arnorm::sqlite;

namespace {

// Connections of several threads may load the extension at the same time.
void use(const sqlite3_api_routines *api) {
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  if (sqlite3_api != api) {
    SQLITE_EXTENSION_INIT2(api)
  }
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) int sqlite3_extension_init(sqlite3 *connection, char **,
                                                                  const sqlite3_api_routines *api) {
  return guarded([&] {
    use(api);
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
