#include "tool/lsp/completion.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/split.h"
#include "characters/utf.h"
#include "tool/lsp/character_search.h"
#include "tool/lsp/names_in_scope.h"
#include "tool/lsp/string_pieces.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_characters = 100;

using Kind = Suggestion::Kind;

class SuggestionReader {
public:
  SuggestionReader(Workspace &workspace, Document &document, std::size_t offset)
      : workspace_(workspace), document_(document), text_(document.text.text()), offset_(offset) {
    result_.begin = result_.end = offset;
  }

  Suggestions read() {
    auto [inside, before] = find_token(document_.tokens, offset_);
    if (inside != nullptr && inside->kind != Token::Kind::sign && inside->begin < offset_) {
      in_token(*inside);
    } else {
      in_gap(before);
    }
    return std::move(result_);
  }

private:
  void in_token(const Token &token) {
    bool in_string = token.kind == Token::Kind::string &&
                     (offset_ < token.end || !token.is_closed) &&
                     offset_ >= token.begin + token.quote;
    if (in_string) {
      add_in_string(token);
    } else if (token.kind == Token::Kind::key) {
      replace(token.begin, token.end);
      add_keys(typing_place(text_, token.begin));
    } else if (token.kind == Token::Kind::header) {
      replace(token.begin, token.end);
      add_sections();
    } else if (token.kind == Token::Kind::word) {
      replace(token.begin, token.end);
      add_values(token.known ? find_key(token.table, token.key) : nullptr);
    }
  }

  void in_gap(const Token *before) {
    TypingPlace place = typing_place(text_, offset_);
    if (!place.after_equals) {
      bool after_key =
          before != nullptr && before->kind == Token::Kind::key &&
          text_.substr(before->end, offset_ - before->end).find('\n') == std::string_view::npos;
      if (!after_key) {
        add_keys(place);
      }
      return;
    }
    bool expected = before != nullptr && before->kind == Token::Kind::sign &&
                    std::string_view("=,[").find(text_[before->begin]) != std::string_view::npos;
    if (expected && place.known) {
      add_values(find_key(place.table, place.key));
    }
  }

  void replace(std::size_t begin, std::size_t end) {
    result_.begin = begin;
    result_.end = end;
  }

  void add(Kind kind, std::string label, std::string detail, std::string inserted = {}) {
    inserted = inserted.empty() ? label : inserted;
    result_.items.push_back({kind, std::move(label), std::move(detail), std::move(inserted), {}});
  }

  // Keys and sections.

  std::set<std::string_view> keys_in(std::size_t number) const {
    std::set<std::string_view> keys;
    for (const Token &token : document_.tokens) {
      bool here = token.begin <= offset_ && offset_ <= token.end; // the word at the cursor
      if (token.number == number && token.kind == Token::Kind::key && !here) {
        keys.insert(token.key);
      }
    }
    return keys;
  }

  void add_keys(const TypingPlace &place) {
    if (place.is_section) {
      add_sections();
    }
    if (!place.known) {
      return;
    }
    std::set<std::string_view> present = keys_in(place.number);
    std::span<const RuleKey> keys = keys_of(place.table);
    bool has_operation = place.table == RuleTable::stage &&
                         std::any_of(keys.begin(), keys.end(), [&](const RuleKey &key) {
                           return is_operation(key) && present.contains(key.name);
                         });
    for (const RuleKey &key : keys) {
      bool possible = !present.contains(key.name) &&
                      (key.with.empty() || present.contains(key.with)) &&
                      !(has_operation && is_operation(key)) &&
                      !(place.table == RuleTable::file && is_section(key.name));
      if (possible) {
        add(Kind::key, std::string(key.name), std::string(key.sentence),
            fmt::format("{} = ", key.name));
      }
    }
  }

  static bool is_section(std::string_view key) {
    return key == "sets" || key == "patterns" || key == "stage" || key == "test";
  }

  void add_sections() {
    for (const RuleKey &key : keys_of(RuleTable::file)) {
      if (is_section(key.name)) {
        bool many = key.value == RuleValue::rows;
        add(Kind::section, fmt::format("{}{}{}", many ? "[[" : "[", key.name, many ? "]]" : "]"),
            std::string(key.sentence));
      }
    }
  }

  // Values.

  // Outside of quotes.
  void add_values(const RuleKey *key) {
    if (key == nullptr) {
      return;
    }
    if (key->value == RuleValue::boolean || key->value == RuleValue::number) {
      add_choices(*key);
      return;
    }
    add_words(*key);
    for (Suggestion &item : result_.items) {
      item.inserted = fmt::format("\"{}\"", item.inserted);
    }
  }

  void add_choices(const RuleKey &key) {
    for (std::string_view choice : split(key.choices, '|')) {
      if (!choice.empty()) {
        add(Kind::value, std::string(choice), std::string(key.sentence));
      }
    }
  }

  // Within quotes.
  void add_words(const RuleKey &key) {
    if (key.value == RuleValue::word) {
      add_choices(key);
    } else if (key.value == RuleValue::rule_set) {
      add_files(RuleLibrary::Kind::rules);
    } else if (key.value == RuleValue::sets_file) {
      add_files(RuleLibrary::Kind::sets);
    }
  }

  void add_files(RuleLibrary::Kind kind) {
    for (const std::string &name : analysis().library->names(kind)) {
      add(Kind::rule_set, name, kind == RuleLibrary::Kind::rules ? "a rule set" : "named sets");
    }
  }

  const Analysis &analysis() { return workspace_.analysis(document_); }

  // Patterns.

  void add_in_string(const Token &token) {
    if (is_pattern_text(value_of(token))) {
      add_in_pattern(token);
      return;
    }
    const RuleKey *key = token.known ? find_key(token.table, token.key) : nullptr;
    if (key != nullptr) {
      replace(token.begin + token.quote, token.end - (token.is_closed ? token.quote : 0));
      add_words(*key);
    }
  }

  void add_in_pattern(const Token &token) {
    for (const StringPiece &piece : pieces_of(text_, token)) {
      bool here =
          piece.inner_begin > 0 && piece.inner_begin <= offset_ && offset_ <= piece.end &&
          !(piece.is_closed && piece.kind != StringPiece::Kind::name && offset_ == piece.end);
      if (!here) {
        continue;
      }
      if (piece.kind == StringPiece::Kind::name) {
        replace(piece.inner_begin, piece.end);
        add_names(value_of(token));
      } else if (piece.kind == StringPiece::Kind::property) {
        add_properties(piece);
      } else if (text_[piece.inner_begin - 2] == 'N') {
        add_characters(piece);
      }
      return;
    }
  }

  // A set that is more than one character cannot stand in `to`.
  void add_names(RuleValue value) {
    bool one = value == RuleValue::replacement || value == RuleValue::letters;
    for (const NameInScope &name : names_in_scope(analysis())) {
      bool single = name.meaning.starts_with("1 character");
      if ((one && !single) || (name.is_pattern && value == RuleValue::set)) {
        continue;
      }
      add(name.is_pattern ? Kind::pattern : Kind::set, name.name, name.meaning);
    }
  }

  // What is before the cursor, up to which a name that is not closed goes.
  std::string_view replace_inner(const StringPiece &piece) {
    replace(piece.inner_begin, piece.is_closed ? piece.end - 1 : offset_);
    return text_.substr(piece.inner_begin, offset_ - piece.inner_begin);
  }

  void add_characters(const StringPiece &piece) {
    std::string_view wanted = replace_inner(piece);
    std::vector<NamedCharacter> found = find_characters(wanted, max_characters);
    result_.incomplete = found.size() == max_characters;
    for (NamedCharacter &each : found) {
      std::string shown = is_unprintable(each.c) ? "" : "  " + to_utf8({&each.c, 1});
      add(Kind::character, each.name, hex_name(each.c) + shown, closed(each.name, piece));
      result_.items.back().filter = std::string(wanted); // words may be in any order
    }
  }

  void add_properties(const StringPiece &piece) {
    for (NamedProperty &each : find_properties(replace_inner(piece))) {
      bool whole = !each.written.ends_with('=');
      add(Kind::property, each.written, each.meaning,
          whole ? closed(each.written, piece) : each.written);
    }
  }

  static std::string closed(const std::string &name, const StringPiece &piece) {
    return piece.is_closed ? name : name + "}";
  }

  Workspace &workspace_;
  Document &document_;
  std::string_view text_;
  std::size_t offset_;
  Suggestions result_;
};

} // namespace

Suggestions suggestions_at(Workspace &workspace, Document &document, std::size_t offset) {
  return SuggestionReader(workspace, document, offset).read();
}

} // namespace arnorm::tool
