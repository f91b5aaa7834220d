// A connection with the extension, for tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace arnorm::sqlite::test {

// The built extension, ARNORM_SQLITE_EXTENSION in the environment.
std::string extension_path();

class Database {
public:
  using Authorizer = int (*)(void *, int, const char *, const char *, const char *, const char *);

  explicit Database(const std::string &file = ":memory:", int flags = 0,
                    Authorizer authorizer = nullptr);

  // Loads the extension once more, and returns the error.
  std::string load();

  // The rows that statements return: columns joined by "|", rows by line feeds, NULL as "NULL".
  // "error: ..." with the message if one fails. The text is bound to ?1 of each of them.
  std::string run(std::string_view sql, std::string_view text = {});

  sqlite3 *get() const { return connection_.get(); }

private:
  struct Close {
    void operator()(sqlite3 *connection) const { sqlite3_close_v2(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

} // namespace arnorm::sqlite::test
