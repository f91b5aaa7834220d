#include "session.h"

#include <algorithm>
#include <mutex>

namespace arnorm::sqlite {
namespace {

constexpr std::size_t max_chains = 64;       // kept by a session; SQL may name any number
constexpr std::size_t max_definitions = 256; // of one connection
constexpr std::size_t min_pin = 8;           // digits of a fingerprint

// Sessions by connection.
class Sessions {
public:
  std::shared_ptr<Session> of(sqlite3 *connection) {
    std::lock_guard lock(mutex_);
    std::weak_ptr<Session> &known = sessions_[connection];
    std::shared_ptr<Session> session = known.lock();
    if (!session) {
      session = std::make_shared<Session>(connection);
      known = session;
    }
    return session;
  }

  // Another connection may have the address by now.
  void remove_ended(sqlite3 *connection) {
    std::lock_guard lock(mutex_);
    auto found = sessions_.find(connection);
    if (found != sessions_.end() && found->second.expired()) {
      sessions_.erase(found);
    }
  }

private:
  std::mutex mutex_;
  std::map<sqlite3 *, std::weak_ptr<Session>> sessions_;
};

// Chains of built-in rules, which are the same in all connections of the process. Held only as
// long as some session uses them. No connection waits while another one loads a chain.
class BuiltInChains {
public:
  Loaded find(const std::string &name, SharedChain &chain) {
    chain = known(name);
    if (chain) {
      return {};
    }
    Options options;
    options.files = Files::none;
    Loaded loaded = Chain::load(name, options);
    chain = loaded.share();
    if (chain) {
      keep(name, chain);
    }
    return loaded;
  }

private:
  SharedChain known(const std::string &name) {
    std::lock_guard lock(mutex_);
    auto found = chains_.find(name);
    return found == chains_.end() ? nullptr : found->second.lock();
  }

  void keep(const std::string &name, const SharedChain &chain) {
    std::lock_guard lock(mutex_);
    std::erase_if(chains_, [](const auto &entry) { return entry.second.expired(); });
    chains_[name] = chain;
  }

  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<const Chain>, std::less<>> chains_;
};

Sessions &sessions() {
  static Sessions all;
  return all;
}

BuiltInChains &built_in_chains() {
  static BuiltInChains all;
  return all;
}

// "AR0004: there is no rule set `serch`; did you mean `search`?"
std::string one_line(const std::vector<Diagnostic> &diagnostics) {
  auto error = std::ranges::find(diagnostics, Severity::error, &Diagnostic::severity);
  if (error == diagnostics.end()) {
    return "the chain cannot be loaded";
  }
  std::string line = to_string(error->code) + ": " + error->message;
  return error->help.empty() ? line : line + "; " + error->help;
}

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

ChainName split(std::string_view name) {
  std::size_t at = std::min(name.rfind('@'), name.size());
  return {std::string(name.substr(0, at)), std::string(name.substr(std::min(at + 1, name.size())))};
}

std::string pin_error(std::string_view name, const ChainName &parts) {
  if (parts.chain.size() == name.size()) {
    return {};
  }
  bool good = parts.pin.size() >= min_pin && is_hexadecimal(parts.pin);
  return good ? "" : "after @ the first digits of the fingerprint are expected, at least 8";
}

std::string changed_rules(const ChainName &name, const std::string &fingerprint) {
  return "the rules of `" + name.chain + "` have changed: their fingerprint begins with " +
         fingerprint.substr(0, name.pin.size()) + " and not with " + name.pin +
         "; rebuild what was made with the old rules";
}

std::string name_error(std::string_view name) {
  bool good = !name.empty() && name.find_first_of("/,:@") == std::string_view::npos &&
              !name.ends_with(".toml");
  return good ? "" : "a rule set needs a name without / , : and @ that does not end in .toml";
}

} // namespace

std::shared_ptr<Session> Session::of(sqlite3 *connection) { return sessions().of(connection); }

Session::~Session() { sessions().remove_ended(connection_); }

FoundChain Session::find(std::string_view name) {
  auto known = chains_.find(name);
  if (known != chains_.end()) {
    return {known->second, {}};
  }
  ChainName parts = split(name);
  std::string error = pin_error(name, parts);
  FoundChain found = error.empty() ? load(parts) : FoundChain{nullptr, error};
  if (found.chain) {
    if (chains_.size() >= max_chains) {
      chains_.clear();
    }
    chains_.emplace(name, found.chain);
  }
  return found;
}

// Built-in sets come first, but no definition has the name of one.
FoundChain Session::load(const ChainName &name) {
  SharedChain chain;
  Loaded loaded = built_in_chains().find(name.chain, chain);
  if (!chain && !texts_.empty()) {
    Options options;
    options.files = Files::none;
    options.texts = texts_;
    loaded = Chain::load(name.chain, options);
    chain = loaded.share();
  }
  if (!chain) {
    return {nullptr, one_line(loaded.diagnostics)};
  }
  std::string fingerprint = name.pin.empty() ? std::string() : chain->fingerprint();
  if (!fingerprint.starts_with(name.pin)) {
    return {nullptr, changed_rules(name, fingerprint), true};
  }
  return {chain, {}};
}

std::string Session::define(std::string_view name, std::string_view rules) {
  std::string error = name_error(name);
  if (!error.empty()) {
    return error;
  }
  auto known = texts_.find(name);
  if (known != texts_.end()) {
    return known->second == rules ? "" : "this connection has other rules of this name";
  }
  if (find(name).chain) {
    return "a built-in rule set has this name";
  }
  if (texts_.size() >= max_definitions) {
    return "this connection has 256 rule sets already";
  }
  Options options;
  options.files = Files::none;
  options.texts = texts_;
  options.texts.emplace(name, rules);
  Loaded loaded = Chain::load(name, options);
  if (!loaded) {
    return render(loaded.diagnostics);
  }
  texts_.swap(options.texts);
  return {};
}

} // namespace arnorm::sqlite
