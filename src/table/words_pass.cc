#include "table/words_pass.h"

#include <algorithm>

#include "characters/utf.h"
#include "kernel/alphabet.h"

namespace arnorm {
namespace {

constexpr std::size_t code_points = 0x110000;

template <typename Use> void for_each_character(std::string_view word, const Use &use) {
  while (!word.empty()) {
    Character next = first_character(word);
    use(next.c);
    word.remove_prefix(next.length);
  }
}

CodePointSet set_of(const std::vector<bool> &members) {
  CodePointSet set;
  for (char32_t c = 0; c < members.size(); ++c) {
    if (members[c]) {
      set.add({c, c});
    }
  }
  return set;
}

// What to do with each match.
struct IgnoreWords {
  static constexpr bool asks_for_lines = false;
  void add(const WordsPass::Match &) {}
};
struct CountWords {
  static constexpr bool asks_for_lines = false;
  std::uint64_t &count;
  void add(const WordsPass::Match &) { ++count; }
};
struct ListWords {
  static constexpr bool asks_for_lines = true;
  std::vector<WordsPass::Match> &matches;
  void add(const WordsPass::Match &match) { matches.push_back(match); }
};

} // namespace

CodePointBits::CodePointBits(const CodePointSet &set) : bits_(code_points / 64) {
  for (auto [first, last] : set.ranges()) {
    for (char32_t c = first; c <= last && c < code_points; ++c) {
      bits_[c >> 6] |= std::uint64_t{1} << (c & 63);
    }
  }
}

// The text from the first place where it is not certain whether a word begins.
template <class Rows> class WordsState : public ScriptingState<WordsState<Rows>> {
public:
  explicit WordsState(const WordsPass &pass, Rows rows = {}) : pass_(pass), rows_(rows) {}

  template <class Script>
  void run(std::u32string_view piece, bool last, std::u32string &out, Script &script) {
    text_ += piece;
    std::size_t at = 0;
    std::size_t copied = 0; // the text from here to `at` is not written yet
    auto copy = [&] {
      out.append(text_, copied, at - copied);
      script.copy(at - copied);
    };
    while (at < text_.size()) {
      Found found = after_edge_ ? find(at, last) : Found{};
      if (found.uncertain) {
        break;
      }
      if (found.word) {
        copy();
        write(*found.word, at, found.length, out, script);
        copied = at + found.length;
      }
      at += std::max<std::size_t>(found.length, 1);
      after_edge_ = pass_.edge_bits_.contains(text_[at - 1]);
    }
    copy();
    text_.erase(0, at);
    done_ += at;
    if (last) {
      after_edge_ = true;
      done_ = 0;
    }
  }

  bool save(std::u32string &key) override {
    key += after_edge_ ? U'\1' : U'\0';
    key += text_;
    return text_.size() <= PassState::max_saved;
  }
  void restore(std::u32string_view key) override {
    after_edge_ = key[0] != 0;
    text_ = key.substr(1);
  }

private:
  struct Found {
    std::optional<std::size_t> word = {}; // where it begins in the list
    std::size_t length = 0;
    bool uncertain = false; // more text may decide it
  };

  // The longest word at a place after an edge.
  Found find(std::size_t begin, bool last) const {
    Found found;
    if (!pass_.first_bytes_[text_[begin] & 0xFF]) {
      return found;
    }
    WordHash hash = pass_.index_->hash();
    std::size_t max = std::min(text_.size(), begin + pass_.longest_);
    for (std::size_t at = begin; at < max;) {
      hash.add(text_[at++]);
      if (at == text_.size() && !last) {
        return {.uncertain = true};
      }
      if (at < text_.size() && !pass_.edge_bits_.contains(text_[at])) {
        continue;
      }
      std::size_t length = at - begin;
      auto word =
          pass_.index_->find(hash.value(), std::u32string_view(text_).substr(begin, length));
      if (word) {
        found = {word, length};
      }
      if (!pass_.may_go_on(hash.value())) {
        break;
      }
    }
    return found;
  }

  template <class Script>
  void write(std::size_t word, std::size_t at, std::size_t length, std::u32string &out,
             Script &script) {
    std::size_t before = out.size();
    const WordList &list = *pass_.list_;
    append_utf32(out, list.written_at(word, pass_.turned_), Invalid::keep);
    std::size_t line = Rows::asks_for_lines ? list.line_at(word).at : 0;
    rows_.add({line, done_ + at, length, before, out.size() - before});
    note(std::u32string_view(text_).substr(at, length), std::u32string_view(out).substr(before),
         script);
  }

  void note(std::u32string_view, std::u32string_view, NoScript &) const {}

  // A word that becomes itself is no change.
  void note(std::u32string_view word, std::u32string_view result, EditScript &script) const {
    word == result ? script.copy(word.size()) : script.replace(word.size(), result.size());
  }

  const WordsPass &pass_;
  Rows rows_;
  std::u32string text_;
  std::size_t done_ = 0; // characters before it
  bool after_edge_ = true;
};

WordsPass::WordsPass(const WordsStage &words, bool turned)
    : list_(words.list), turned_(turned), edge_(words.edge), edge_bits_(words.edge),
      index_(words.index && !turned ? words.index
                                    : std::make_shared<const WordIndex>(*list_, turned)) {
  find_letters();
  if (beginning_bits_ > 0) {
    beginnings_.resize(std::size_t{1} << (beginning_bits_ - 6));
    list_->for_each([&](const WordLine &line) { add_beginnings(line); });
  }
}

void WordsPass::find_letters() {
  std::vector<bool> first(code_points), later(code_points);
  std::size_t edges = 0; // within words
  list_->for_each([&](const WordLine &line) {
    std::size_t length = 0;
    for_each_character(line.matched(turned_), [&](char32_t c) {
      (length == 0 ? first : later)[c] = true;
      edges += length > 0 && edge_bits_.contains(c) ? 1 : 0;
      ++length;
    });
    longest_ = std::max(longest_, length);
  });
  first_ = set_of(first);
  later_ = set_of(later);
  for (auto range : first_.ranges()) {
    for (char32_t c = range.first; c <= range.last; ++c) {
      first_bytes_.set(c & 0xFF);
    }
  }
  beginning_bits_ = edges == 0 ? 0 : std::max(6, static_cast<int>(std::bit_width(edges * 8)));
}

void WordsPass::add_beginnings(const WordLine &line) {
  WordHash hash = index_->hash();
  bool inside = false;
  for_each_character(line.matched(turned_), [&](char32_t c) {
    if (inside && edge_bits_.contains(c)) {
      std::uint64_t bit = hash.value() >> (64 - beginning_bits_);
      beginnings_[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    }
    hash.add(c);
    inside = true;
  });
}

std::unique_ptr<PassState> WordsPass::start() const {
  return std::make_unique<WordsState<IgnoreWords>>(*this);
}

std::unique_ptr<PassState> WordsPass::start_counting(std::uint64_t &count) const {
  return std::make_unique<WordsState<CountWords>>(*this, CountWords{count});
}

std::unique_ptr<PassState> WordsPass::start_listing(std::vector<Match> &matches) const {
  return std::make_unique<WordsState<ListWords>>(*this, ListWords{matches});
}

// No word reaches across the left side of such an edge or begins with it, and what precedes sees an
// edge in either case.
bool WordsPass::has_boundary_before(char32_t c) const {
  return edge_.contains(c) && !later_.contains(c) && !first_.contains(c);
}

bool WordsPass::first_outputs(char32_t c, std::vector<char32_t> &out) const {
  out.push_back(c);
  return !first_.contains(c);
}

bool WordsPass::is_inert(char32_t c) const {
  return !edge_.contains(c) && !first_.contains(c) && !later_.contains(c);
}

bool WordsPass::is_like_edge(char32_t c) const { return has_boundary_before(c); }

// An edge and the first letter of a word are enough to look closer.
void WordsPass::apply_to(Alphabet &alphabet) const {
  auto edge = alphabet.side([this](char32_t c) { return edge_.contains(c); });
  auto first = alphabet.side([this](char32_t c) { return first_.contains(c); });
  alphabet.forbid(edge, first);
}

std::size_t WordsPass::bytes() const {
  return list_->text().size() + index_->bytes() + edge_bits_.bytes() +
         beginnings_.capacity() * sizeof(std::uint64_t);
}

} // namespace arnorm
