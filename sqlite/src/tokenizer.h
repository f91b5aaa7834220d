// The FTS5 tokenizer `arnorm CHAIN [PARENT [ARGUMENT...]]`: a chain before any other tokenizer.
#pragma once

#include <memory>

#include "session.h"

namespace arnorm::sqlite {

// Returns a result code of SQLite. Does nothing if this SQLite has no FTS5.
int register_tokenizer(sqlite3 *connection, const std::shared_ptr<Session> &session);

} // namespace arnorm::sqlite
