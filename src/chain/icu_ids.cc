#include "arnorm/icu.h"

#include <algorithm>
#include <memory>

#include <unicode/translit.h>

#include "chain/chain_access.h"
#include "characters/once.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

// One direction of one rule set, under one id. Kept for ever: ICU may ask for it at any time.
class RegisteredSet {
public:
  RegisteredSet(const Rules &rules, std::string name, Direction direction, std::string id)
      : rules_(rules), name_(std::move(name)), direction_(direction), id_(std::move(id)) {}

  const std::string &id() const { return id_; }

  // Null where it has errors. ICU makes transliterators while it locks its registry, which loading
  // a chain may need as well: therefore not before there is a text.
  const Chain *chain() const {
    loaded_.run([this] { chain_ = rules_.load(name_, direction_).share(); });
    return chain_.get();
  }

private:
  Rules rules_;
  std::string name_;
  Direction direction_;
  std::string id_;
  mutable Once loaded_;
  mutable std::shared_ptr<const Chain> chain_;
};

std::u32string to_utf32(const icu::UnicodeString &text) {
  std::u32string out;
  append_utf32(out, std::u16string_view(text.getBuffer(), static_cast<std::size_t>(text.length())));
  return out;
}

// A lone surrogate of UTF-16, which went through the chain as three malformed bytes.
std::u16string with_surrogates(std::string_view text) {
  std::u16string out;
  while (!text.empty()) {
    if (char32_t surrogate = encoded_surrogate(text)) {
      out += static_cast<char16_t>(surrogate);
      text.remove_prefix(encoded_surrogate_bytes);
    } else {
      std::size_t length = std::max<std::size_t>(sequence_length(text), 1);
      append_utf16(out, arnorm::to_utf32(text.substr(0, length)));
      text.remove_prefix(length);
    }
  }
  return out;
}

// How many characters no text after them can change: those before the last place for a cut.
std::size_t committed(const Chain &chain, std::u32string_view text) {
  const CutPoints &cuts = ChainAccess::compiled(chain).program().cut_points();
  for (std::size_t i = text.size(); i > 0; --i) {
    if (i < text.size() && cuts.has_boundary_before(text[i])) {
      return i;
    }
  }
  return 0;
}

std::int32_t utf16_size(std::u32string_view text) {
  return static_cast<std::int32_t>(text.size()) +
         static_cast<std::int32_t>(
             std::count_if(text.begin(), text.end(), [](char32_t c) { return c > 0xFFFF; }));
}

class ChainTransliterator : public icu::Transliterator {
public:
  explicit ChainTransliterator(const RegisteredSet &set)
      : Transliterator(icu::UnicodeString::fromUTF8(set.id()), nullptr), set_(set) {}

  Transliterator *clone() const override { return new ChainTransliterator(*this); }

  UClassID getDynamicClassID() const override {
    static char id;
    return &id;
  }

protected:
  void handleTransliterate(icu::Replaceable &text, UTransPosition &position,
                           UBool incremental) const override {
    const Chain *chain = set_.chain();
    if (chain == nullptr) {
      position.start = position.limit;
      return;
    }
    icu::UnicodeString whole;
    text.extractBetween(position.start, position.limit, whole);
    std::u32string source = to_utf32(whole);
    source.resize(incremental ? committed(*chain, source) : source.size());
    if (!source.empty()) {
      replace(text, position, utf16_size(source),
              with_surrogates(chain->apply(arnorm::to_utf8(source))));
    }
  }

private:
  // Puts a result in the place of the first units of the text.
  static void replace(icu::Replaceable &text, UTransPosition &position, std::int32_t units,
                      const std::u16string &result) {
    auto size = static_cast<std::int32_t>(result.size());
    text.handleReplaceBetween(position.start, position.start + units,
                              icu::UnicodeString(result.data(), size));
    position.start += size;
    position.limit += size - units;
    position.contextLimit += size - units;
  }

  const RegisteredSet &set_;
};

// ICU's ids are made of identifiers, which have no hyphens.
std::string identifier(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string id_of(const std::string &from, const std::string &to, const std::string &name) {
  return (from.empty() ? "Any" : from) + "-" + (to.empty() ? "Any" : to) + "/" + identifier(name);
}

// Everything that was registered, and what of it ICU knows now.
struct Registry {
  std::mutex mutex;
  std::vector<std::unique_ptr<const RegisteredSet>> sets;
  std::vector<std::string> ids;
};

Registry &registry() {
  static auto *registry = new Registry; // never destroyed: see RegisteredSet
  return *registry;
}

icu::Transliterator *make(const icu::UnicodeString &, icu::Transliterator::Token token) {
  return new ChainTransliterator(*static_cast<const RegisteredSet *>(token.pointer));
}

void add(Registry &registry, const Rules &rules, const std::string &name, Direction direction,
         std::string id) {
  registry.ids.push_back(id);
  registry.sets.push_back(std::make_unique<RegisteredSet>(rules, name, direction, std::move(id)));
  const RegisteredSet &set = *registry.sets.back();
  icu::Transliterator::Token token;
  token.pointer = const_cast<RegisteredSet *>(&set); // make() takes it for const again
  icu::Transliterator::registerFactory(icu::UnicodeString::fromUTF8(set.id()), make, token);
}

} // namespace

std::vector<std::string> register_with_icu(const Rules &rules) {
  std::vector<ListedSet> sets = rules.list().sets;
  unregister_from_icu();
  Registry &known = registry();
  std::lock_guard lock(known.mutex);
  for (const ListedSet &set : sets) {
    std::string id = id_of(set.scripts.from, set.scripts.to, set.name);
    std::string back = id_of(set.scripts.to, set.scripts.from, set.name);
    add(known, rules, set.name, Direction::forward, id);
    if (set.runs_backwards && back != id) {
      add(known, rules, set.name, Direction::reverse, back);
    }
  }
  return known.ids;
}

void unregister_from_icu() {
  Registry &known = registry();
  std::lock_guard lock(known.mutex);
  for (const std::string &id : known.ids) {
    icu::Transliterator::unregister(icu::UnicodeString::fromUTF8(id));
  }
  known.ids.clear();
}

} // namespace arnorm
