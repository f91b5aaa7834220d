#include "functions.h"

#include <algorithm>
#include <optional>
#include <string>

#include "arnorm/trace.h"
#include "guard.h"

namespace arnorm::sqlite {
namespace {

// Longer texts are converted in pieces of this size, so that a result that SQLite would not take is
// noticed before it fills the memory: a piece may become a thousand times as long.
constexpr std::size_t max_piece = 8 << 10;

// A trace holds the text as often as the chain has stages, and every row that fired.
constexpr std::size_t max_traced = 4 << 20; // bytes of the text, times the stages

using SharedSession = std::shared_ptr<Session>;

// A call of one of the functions.
class Call {
public:
  Call(sqlite3_context *context, sqlite3_value **arguments)
      : context_(context), arguments_(arguments) {}

  Session &session() const { return **static_cast<SharedSession *>(sqlite3_user_data(context_)); }

  // The text of an argument. Without one, the result has been set: NULL for NULL, or an error.
  // Numbers are texts, as in lower(). A BLOB is not: nobody knows what its bytes mean.
  std::optional<std::string_view> text(int index, const char *what) const {
    sqlite3_value *value = arguments_[index];
    int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL) {
      sqlite3_result_null(context_);
      return std::nullopt;
    }
    if (type == SQLITE_BLOB) {
      fail(std::string(what) + " is a BLOB; if it holds UTF-8, write CAST(x AS TEXT)");
      return std::nullopt;
    }
    const unsigned char *bytes = sqlite3_value_text(value);
    if (bytes == nullptr) {
      throw std::bad_alloc();
    }
    return std::string_view(reinterpret_cast<const char *>(bytes),
                            static_cast<std::size_t>(sqlite3_value_bytes(value)));
  }

  // The chain that the first argument names. SQLite keeps it for the next rows if the argument is
  // a constant.
  SharedChain chain() const {
    if (void *kept = sqlite3_get_auxdata(context_, 0)) {
      return *static_cast<SharedChain *>(kept);
    }
    std::optional<std::string_view> name = text(0, "the chain");
    if (!name) {
      return nullptr;
    }
    FoundChain found = session().find(*name);
    if (!found.chain) {
      fail(found.error);
      return nullptr;
    }
    auto destroy = [](void *chain) { delete static_cast<SharedChain *>(chain); };
    sqlite3_set_auxdata(context_, 0, new SharedChain(found.chain), destroy);
    return found.chain;
  }

  std::size_t max_size() const {
    sqlite3 *connection = sqlite3_context_db_handle(context_);
    return static_cast<std::size_t>(sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, -1));
  }

  void give(std::string_view text) const {
    sqlite3_result_text64(context_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }

  void fail(const std::string &message) const {
    std::string whole = "arnorm: " + message;
    sqlite3_result_error(context_, whole.data(), static_cast<int>(whole.size()));
  }

  void fail_too_big() const { sqlite3_result_error_toobig(context_); }

private:
  sqlite3_context *context_;
  sqlite3_value **arguments_;
};

// The whole result, or the beginning of one that is longer than SQLite allows.
std::string convert(const Chain &chain, std::string_view text, std::size_t max_size) {
  std::string out;
  if (text.size() <= max_piece) {
    chain.apply(text, out);
    return out;
  }
  Stream stream(chain);
  for (; !text.empty() && out.size() <= max_size;
       text.remove_prefix(std::min(text.size(), max_piece))) {
    stream.write(text.substr(0, max_piece), out);
  }
  stream.finish(out);
  return out;
}

// arnorm(chain, text)
void apply(const Call &call) {
  SharedChain chain = call.chain();
  std::optional<std::string_view> text = chain ? call.text(1, "the text") : std::nullopt;
  if (text) {
    call.give(convert(*chain, *text, call.max_size()));
  }
}

// arnorm_explain(chain, text)
void explain(const Call &call) {
  SharedChain chain = call.chain();
  std::optional<std::string_view> text = chain ? call.text(1, "the text") : std::nullopt;
  if (!text) {
    return;
  }
  std::size_t stages = std::max<std::size_t>(chain->stages().size(), 1);
  if (text->size() > max_traced / stages) {
    call.fail("arnorm_explain() takes texts of up to " + std::to_string(max_traced / stages) +
              " bytes with this chain, which has " + std::to_string(stages) + " stages");
  } else {
    call.give(to_json(chain->trace(*text)));
  }
}

// arnorm_fingerprint(chain)
void fingerprint(const Call &call) {
  if (SharedChain chain = call.chain()) {
    call.give(chain->fingerprint());
  }
}

// arnorm_version()
void library_version(const Call &call) { call.give(version()); }

// arnorm_error(): why FTS5 refused a tokenizer last; NULL if it did not.
void tokenizer_error(const Call &call) {
  const std::string &error = call.session().tokenizer_error;
  if (!error.empty()) {
    call.give(error);
  }
}

// arnorm_define(name, rules): returns the fingerprint
void define(const Call &call) {
  std::optional<std::string_view> name = call.text(0, "the name");
  std::optional<std::string_view> rules = name ? call.text(1, "the rules") : std::nullopt;
  if (!rules) {
    return;
  }
  std::string error = call.session().define(*name, *rules);
  if (error.empty()) {
    call.give(call.session().find(*name).chain->fingerprint());
  } else {
    call.fail(error);
  }
}

using Body = void (*)(const Call &);

template <Body body> void run(sqlite3_context *context, int, sqlite3_value **arguments) noexcept {
  int code = guarded([&] {
    body(Call(context, arguments));
    return SQLITE_OK;
  });
  if (code != SQLITE_OK) {
    sqlite3_result_error_nomem(context);
  }
}

struct Function {
  const char *name;
  int arguments;
  int flags;
  void (*run)(sqlite3_context *, int, sqlite3_value **);
};

// Within a connection a chain never changes (Session::define), so all that depends on a chain alone
// is deterministic. What changes the connection cannot be called by the schema of a database.
constexpr int pure = SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
constexpr Function functions[] = {
    {"arnorm", 2, pure, run<apply>},
    {"arnorm_explain", 2, pure, run<explain>},
    {"arnorm_fingerprint", 1, pure, run<fingerprint>},
    {"arnorm_version", 0, pure, run<library_version>},
    {"arnorm_error", 0, SQLITE_INNOCUOUS, run<tokenizer_error>},
    {"arnorm_define", 2, SQLITE_DIRECTONLY, run<define>},
};

} // namespace

int register_functions(sqlite3 *connection, const SharedSession &session) {
  auto destroy = [](void *held) { delete static_cast<SharedSession *>(held); };
  for (const Function &function : functions) {
    int code = sqlite3_create_function_v2(connection, function.name, function.arguments,
                                          SQLITE_UTF8 | function.flags, new SharedSession(session),
                                          function.run, nullptr, nullptr, destroy);
    if (code != SQLITE_OK) {
      return code;
    }
  }
  return SQLITE_OK;
}

} // namespace arnorm::sqlite
