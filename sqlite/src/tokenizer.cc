#include "tokenizer.h"

#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "arnorm/alignment.h"
#include "guard.h"
#include "token_ranges.h"

namespace arnorm::sqlite {
namespace {

constexpr std::size_t max_kept = 1 << 20; // bytes of a buffer that is kept for the next row
constexpr int max_nesting = 8;            // arnorm as the parent of arnorm

// What FTS5 keeps beside the functions of the tokenizer.
struct Registration {
  std::shared_ptr<Session> session;
  fts5_api *api;
};

// The tokenizer that reads the folded text. Owns its instance.
class Parent {
public:
  Parent() = default;
  ~Parent() {
    if (instance_ != nullptr) {
      functions_.xDelete(instance_);
    }
  }
  Parent(const Parent &) = delete;
  Parent &operator=(const Parent &) = delete;

  // Returns what is wrong. `inner` becomes that of an `arnorm` that it made, if there was one.
  std::string make(fts5_api *api, std::span<const char *const> words, std::string &inner) {
    inner.clear();
    const char *name = words.empty() ? "unicode61" : words.front();
    void *context = nullptr;
    if (api->xFindTokenizer(api, name, &context, &functions_) != SQLITE_OK) {
      return std::string("there is no tokenizer `") + name + "`";
    }
    // Some tokenizers of SQLite read an argument beyond the last one if their number is odd.
    std::vector<const char *> arguments(words.begin() + !words.empty(), words.end());
    int count = static_cast<int>(arguments.size());
    arguments.push_back("");
    int code = functions_.xCreate(context, arguments.data(), count, &instance_);
    if (code != SQLITE_OK) {
      instance_ = nullptr; // FTS5 takes what it is now for undefined
      return !inner.empty()
                 ? inner
                 : std::string("the tokenizer `") + name + "` does not take its arguments";
    }
    return {};
  }

  template <class OnToken>
  int tokenize(OnToken &on_token, int flags, const std::string &text) const {
    return functions_.xTokenize(instance_, &on_token, flags, text.data(),
                                static_cast<int>(text.size()), OnToken::call);
  }

private:
  fts5_tokenizer functions_{};
  Fts5Tokenizer *instance_ = nullptr;
};

using TokenCallback = int (*)(void *, int, const char *, int, int, int);

// Passes tokens of the parent on, with ranges of the row.
struct WithRanges {
  TokenRanges ranges;
  TokenCallback callback;
  void *context;

  static int call(void *self, int flags, const char *token, int size, int begin, int end) noexcept {
    auto *on_token = static_cast<WithRanges *>(self);
    return guarded([&] {
      Range range =
          on_token->ranges.next({static_cast<std::size_t>(begin), static_cast<std::size_t>(end)});
      return on_token->callback(on_token->context, flags, token, size,
                                static_cast<int>(range.begin), static_cast<int>(range.end));
    });
  }
};

// Passes them on without.
struct WithoutRanges {
  TokenCallback callback;
  void *context;

  static int call(void *self, int flags, const char *token, int size, int, int) noexcept {
    auto *on_token = static_cast<WithoutRanges *>(self);
    return on_token->callback(on_token->context, flags, token, size, 0, 0);
  }
};

class Tokenizer {
public:
  Tokenizer(std::shared_ptr<Session> session) : session_(std::move(session)) {}

  // Returns what is wrong. Rules that have changed are no error here: the table could not even be
  // dropped then.
  std::string make(fts5_api *api, std::span<const char *const> words) {
    if (words.empty()) {
      return "the name of a chain is missing: tokenize = 'arnorm search'";
    }
    FoundChain found = session_->find(words.front());
    if (!found.chain && !found.rules_changed) {
      return found.error;
    }
    chain_ = found.chain;
    changed_ = found.error;
    return parent_.make(api, words.subspan(1), session_->tokenizer_error);
  }

  // FTS5 reads ranges for auxiliary functions only, such as highlight(). To fill and to search an
  // index it takes the tokens alone, and finding ranges would take longer than all the rest.
  int tokenize(int flags, std::string_view row, TokenCallback callback, void *context) {
    if (!chain_) {
      return refuse();
    }
    bool needs_ranges = (flags & FTS5_TOKENIZE_AUX) != 0;
    // Taken, not used in place: a callback may tokenize another text.
    std::string folded = std::exchange(folded_, {});
    Alignment map = std::exchange(map_, {});
    folded.clear();
    if (needs_ranges) {
      chain_->apply(row, folded, map);
    } else {
      chain_->apply(row, folded);
    }
    if (folded.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
      return SQLITE_TOOBIG;
    }
    WithRanges with{TokenRanges(row, map), callback, context};
    WithoutRanges without{callback, context};
    int code = needs_ranges ? parent_.tokenize(with, flags, folded)
                            : parent_.tokenize(without, flags, folded);
    keep(folded, map);
    return code;
  }

private:
  int refuse() {
    session_->tokenizer_error = changed_;
    sqlite3_log(SQLITE_ERROR, "arnorm: %s", changed_.c_str());
    return SQLITE_ERROR;
  }

  // For the next row, unless it was very long.
  void keep(std::string &folded, Alignment &map) {
    if (folded.capacity() <= max_kept && map.runs().size() <= max_kept / sizeof(Alignment::Run)) {
      folded_ = std::move(folded);
      map_ = std::move(map);
    }
  }

  std::shared_ptr<Session> session_;
  SharedChain chain_; // none if its rules have changed
  std::string changed_;
  Parent parent_;
  std::string folded_;
  Alignment map_;
};

// Counts tokenizers inside of each other, as each one makes its parent.
struct Nesting {
  explicit Nesting(Session &of) : session(of) { ++session.nesting; }
  ~Nesting() { --session.nesting; }
  Session &session;
};

std::string make(Tokenizer &tokenizer, const Registration &with,
                 std::span<const char *const> words) {
  Nesting nesting(*with.session);
  if (with.session->nesting > max_nesting) {
    return "too many tokenizers inside of each other";
  }
  return tokenizer.make(with.api, words);
}

int create(void *context, const char **words, int count, Fts5Tokenizer **out) noexcept {
  return guarded([&] {
    const auto &with = *static_cast<Registration *>(context);
    auto tokenizer = std::make_unique<Tokenizer>(with.session);
    std::string error = make(*tokenizer, with, {words, static_cast<std::size_t>(count)});
    if (!error.empty()) {
      with.session->tokenizer_error = error;
      sqlite3_log(SQLITE_ERROR, "arnorm: %s", error.c_str());
      return SQLITE_ERROR;
    }
    *out = reinterpret_cast<Fts5Tokenizer *>(tokenizer.release());
    return SQLITE_OK;
  });
}

void destroy(Fts5Tokenizer *tokenizer) noexcept { delete reinterpret_cast<Tokenizer *>(tokenizer); }

int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int size,
             TokenCallback callback) noexcept {
  return guarded([&] {
    std::string_view row(text == nullptr ? "" : text, static_cast<std::size_t>(std::max(size, 0)));
    return reinterpret_cast<Tokenizer *>(tokenizer)->tokenize(flags, row, callback, context);
  });
}

// The interface of FTS5 of this connection; null if there is none.
fts5_api *find_fts5(sqlite3 *connection) {
  fts5_api *api = nullptr;
  sqlite3_stmt *statement = nullptr;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

} // namespace

int register_tokenizer(sqlite3 *connection, const std::shared_ptr<Session> &session) {
  fts5_api *api = find_fts5(connection);
  if (api == nullptr || api->iVersion < 2) {
    return SQLITE_OK;
  }
  fts5_tokenizer functions{create, destroy, tokenize};
  auto registration = std::make_unique<Registration>(Registration{session, api});
  auto forget = [](void *held) { delete static_cast<Registration *>(held); };
  int code = api->xCreateTokenizer(api, "arnorm", registration.get(), &functions, forget);
  if (code == SQLITE_OK) {
    registration.release();
  }
  return code;
}

} // namespace arnorm::sqlite
