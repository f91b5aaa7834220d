#include "tool/lsp/symbols.h"

#include <algorithm>

#include <fmt/format.h>

namespace arnorm::tool {
namespace {

class SymbolReader {
public:
  SymbolReader(std::string_view text, const std::vector<Token> &tokens)
      : text_(text), tokens_(tokens) {}

  std::vector<Symbol> read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token &token = tokens_[i];
      if (token.kind == Token::Kind::header) {
        begin_section(token);
      } else if (!symbols_.empty() && token.kind != Token::Kind::comment) {
        symbols_.back().end = token.end;
        inside(i);
      }
    }
    return std::move(symbols_);
  }

private:
  void begin_section(const Token &token) {
    Symbol symbol{.kind = Symbol::Kind::section,
                  .name = std::string(token.key),
                  .detail = "",
                  .begin = token.begin,
                  .end = token.end,
                  .name_begin = token.begin,
                  .name_end = token.end,
                  .children = {}};
    if (token.table == RuleTable::stage && token.known) {
      symbol.kind = Symbol::Kind::stage;
      symbol.name = fmt::format("stage {}", ++stages_);
    } else if (token.table == RuleTable::test && token.known) {
      symbol.kind = Symbol::Kind::test;
      symbol.name = fmt::format("test {}", ++tests_);
    }
    section_ = token.number;
    rows_ = 0;
    symbols_.push_back(std::move(symbol));
  }

  void inside(std::size_t index) {
    const Token &token = tokens_[index];
    Symbol &symbol = symbols_.back();
    bool key = token.kind == Token::Kind::key && token.number == section_;
    if (key && token.known &&
        (token.table == RuleTable::sets || token.table == RuleTable::patterns)) {
      bool set = token.table == RuleTable::sets;
      symbol.children.push_back({.kind = set ? Symbol::Kind::set : Symbol::Kind::pattern,
                                 .name = std::string(token.key),
                                 .detail = std::string(value_after(index)),
                                 .begin = token.begin,
                                 .end = token.end,
                                 .name_begin = token.begin,
                                 .name_end = token.end,
                                 .children = {}});
    } else if (token.number == section_ && !symbol.children.empty()) {
      symbol.children.back().end = token.end; // of the value
    } else if (symbol.kind == Symbol::Kind::stage) {
      in_stage(index, key);
    } else if (symbol.kind == Symbol::Kind::test && key) {
      in_test(index);
    }
  }

  // "table, 12 rows" or `form "NFC"`.
  void in_stage(std::size_t index, bool key) {
    const Token &token = tokens_[index];
    Symbol &symbol = symbols_.back();
    const RuleKey *known = key && token.known ? find_key(RuleTable::stage, token.key) : nullptr;
    if (known != nullptr && is_operation(*known) && symbol.detail.empty()) {
      symbol.detail = fmt::format("{} {}", token.key, value_after(index));
    }
    bool row = token.kind == Token::Kind::sign && token.table == RuleTable::row && token.known &&
               text_[token.begin] == '{';
    if (row) {
      ++rows_;
      symbol.detail = fmt::format("table, {} row{}", rows_, rows_ == 1 ? "" : "s");
    }
  }

  void in_test(std::size_t index) {
    const Token &token = tokens_[index];
    Symbol &symbol = symbols_.back();
    if (token.key == "from") {
      symbol.detail = std::string(value_after(index));
    } else if (token.key == "to") {
      symbol.detail += fmt::format(" → {}", value_after(index));
    }
  }

  // The value of a key, if it is a string on the same line.
  std::string_view value_after(std::size_t index) const {
    constexpr std::size_t max_shown = 80;
    bool simple = index + 2 < tokens_.size() && tokens_[index + 2].kind == Token::Kind::string &&
                  tokens_[index + 2].key == tokens_[index].key;
    if (!simple) {
      return {};
    }
    const Token &value = tokens_[index + 2];
    std::string_view text = text_.substr(value.begin, value.end - value.begin);
    return text.size() > max_shown || text.find('\n') != std::string_view::npos ? std::string_view()
                                                                                : text;
  }

  std::string_view text_;
  const std::vector<Token> &tokens_;
  std::vector<Symbol> symbols_;
  std::size_t section_ = 0; // the number of its table
  std::size_t stages_ = 0;
  std::size_t tests_ = 0;
  std::size_t rows_ = 0;
};

} // namespace

std::vector<Symbol> symbols_of(std::string_view text, const std::vector<Token> &tokens) {
  return SymbolReader(text, tokens).read();
}

} // namespace arnorm::tool
