// SQLite's functions, as loadable extensions call them: through a table that SQLite hands over.
#pragma once

#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT3
