// The SQL functions: arnorm(), arnorm_explain(), arnorm_fingerprint() and others.
#pragma once

#include <memory>

#include "session.h"

namespace arnorm::sqlite {

// Returns a result code of SQLite. Functions of these names are replaced.
int register_functions(sqlite3 *connection, const std::shared_ptr<Session> &session);

} // namespace arnorm::sqlite
