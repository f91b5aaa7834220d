// What one connection knows: chains by name, and rule sets that the program has defined.
//
// Chains are made of built-in rule sets and of those texts, never of files. SQL that comes with a
// database (views, triggers, indexes) may name any chain, and must not read files by doing so.
//
// SQLite lets one thread at a time use a connection, so nothing is locked here. Knows nothing of
// SQL functions and tokenizers.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "api.h"
#include "arnorm/arnorm.h"

namespace arnorm::sqlite {

using SharedChain = std::shared_ptr<const Chain>;

// A chain as SQL names it: "search", or "search@1f0c88d2" with the first digits of the fingerprint
// that the rules must have.
struct ChainName {
  std::string chain;
  std::string pin; // empty without one
};

// A chain, or why there is none.
struct FoundChain {
  SharedChain chain;
  std::string error;          // in one line, with the code of the diagnostic
  bool rules_changed = false; // the chain exists, but not with the fingerprint that was asked for
};

class Session {
public:
  // The session of a connection: the same object as long as somebody holds it.
  static std::shared_ptr<Session> of(sqlite3 *connection);

  explicit Session(sqlite3 *connection) : connection_(connection) {}
  ~Session();
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  FoundChain find(std::string_view name);

  // Adds a rule set, and returns what is wrong with it: nothing if it can be used from now on. A
  // name keeps its meaning as long as the connection lives, so that no chain changes while
  // statements and indexes use it.
  std::string define(std::string_view name, std::string_view rules);

  // Why a tokenizer could not be made or used last. FTS5 reports no more than an error code.
  std::string tokenizer_error;
  // Tokenizers that are being made inside of each other.
  int nesting = 0;

private:
  FoundChain load(const ChainName &name);

  sqlite3 *connection_;
  RuleTexts texts_;
  std::map<std::string, SharedChain, std::less<>> chains_; // by the name in SQL
};

} // namespace arnorm::sqlite
