#include "database.h"

#include <cstdlib>
#include <stdexcept>

namespace arnorm::sqlite::test {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};

std::string column(sqlite3_stmt *statement, int index) {
  if (sqlite3_column_type(statement, index) == SQLITE_NULL) {
    return "NULL";
  }
  const auto *text = static_cast<const char *>(sqlite3_column_blob(statement, index));
  auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, index));
  return size == 0 ? std::string() : std::string(text, size);
}

std::string row(sqlite3_stmt *statement) {
  std::string text;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    text += (i == 0 ? "" : "|") + column(statement, i);
  }
  return text;
}

} // namespace

std::string extension_path() {
  const char *path = std::getenv("ARNORM_SQLITE_EXTENSION");
  if (path == nullptr) {
    throw std::runtime_error("ARNORM_SQLITE_EXTENSION is not set: run the tests with meson");
  }
  return path;
}

Database::Database(const std::string &file, int flags, Authorizer authorizer) {
  sqlite3 *connection = nullptr;
  int all = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | flags;
  int code = sqlite3_open_v2(file.c_str(), &connection, all, nullptr);
  connection_.reset(connection);
  sqlite3_set_authorizer(connection, authorizer, nullptr);
  std::string error = code == SQLITE_OK ? load() : "cannot open " + file;
  if (!error.empty()) {
    throw std::runtime_error(error);
  }
}

std::string Database::load() {
  sqlite3_db_config(get(), SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
  char *message = nullptr;
  int code = sqlite3_load_extension(get(), extension_path().c_str(), nullptr, &message);
  std::string error = code == SQLITE_OK ? "" : message != nullptr ? message : sqlite3_errstr(code);
  sqlite3_free(message);
  return error;
}

std::string Database::run(std::string_view sql, std::string_view text) {
  std::string rows;
  const char *rest = sql.data();
  const char *end = rest + sql.size();
  while (rest < end) {
    sqlite3_stmt *made = nullptr;
    int code = sqlite3_prepare_v2(get(), rest, static_cast<int>(end - rest), &made, &rest);
    std::unique_ptr<sqlite3_stmt, Finalize> statement(made);
    if (code == SQLITE_OK && made == nullptr) {
      continue; // spaces after the last statement
    }
    if (code == SQLITE_OK && sqlite3_bind_parameter_count(made) > 0) {
      sqlite3_bind_text64(made, 1, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    while (code == SQLITE_OK && (code = sqlite3_step(made)) == SQLITE_ROW) {
      rows += (rows.empty() ? "" : "\n") + row(made);
      code = SQLITE_OK;
    }
    if (code != SQLITE_DONE) {
      return std::string("error: ") + sqlite3_errmsg(get());
    }
  }
  return rows;
}

} // namespace arnorm::sqlite::test
