#include "text/synthetic.h"

#include <random>
#include <vector>

namespace arnorm::bench {
namespace {

struct Letter {
  const char *text;
  double weight;       // approximate frequency in running text, per thousand
  double marked = 0.9; // how often it has a vowel sign in vocalized text
};

// Alef, waw and yeh are usually long vowels, which have no vowel sign.
const std::vector<Letter> arabic{
    {"\u0627", 126, 0.05}, {"\u0644", 113}, {"\u064A", 71, 0.5}, {"\u0645", 65},
    {"\u0648", 64, 0.6},   {"\u0646", 60},  {"\u0631", 47},      {"\u062A", 46},
    {"\u0628", 38},        {"\u0639", 34},  {"\u062F", 30},      {"\u0633", 27},
    {"\u0641", 27},        {"\u0647", 27},  {"\u0642", 23},      {"\u0643", 21},
    {"\u0623", 20},        {"\u062D", 18},  {"\u062C", 14},      {"\u0634", 12},
    {"\u0635", 12},        {"\u0637", 11},  {"\u062E", 10},      {"\u0636", 9},
    {"\u0625", 8},         {"\u0630", 8},   {"\u0632", 7},       {"\u062B", 7},
    {"\u0621", 6},         {"\u063A", 5},   {"\u0626", 4},       {"\u0638", 3},
    {"\u0622", 2, 0},      {"\u0624", 2}};
// Teh marbuta and alef maksura, which occur only at the end of words.
const std::vector<Letter> arabic_ends{{"\u0629", 36}, {"\u0649", 9, 0}};

const std::vector<Letter> persian{
    {"\u0627", 140}, {"\u06CC", 100}, {"\u0631", 80}, {"\u0646", 75}, {"\u062F", 72},
    {"\u0647", 65},  {"\u0645", 60},  {"\u062A", 55}, {"\u0648", 55}, {"\u0628", 45},
    {"\u0634", 40},  {"\u06A9", 35},  {"\u0633", 35}, {"\u0632", 25}, {"\u0644", 25},
    {"\u06AF", 15},  {"\u0642", 12},  {"\u067E", 12}, {"\u062E", 12}, {"\u0641", 12},
    {"\u0622", 10},  {"\u0686", 6},   {"\u062C", 8},  {"\u0639", 8},  {"\u0698", 2}};

const std::vector<Letter> vowels{{"\u064E", 52}, {"\u0650", 19}, {"\u064F", 14}, {"\u0652", 15}};
const std::vector<Letter> full_vowels{{"\u064E", 60}, {"\u0650", 22}, {"\u064F", 18}};
const std::vector<Letter> tanwin{{"\u064B", 40}, {"\u064C", 25}, {"\u064D", 35}};
const char *const shadda = "\u0651";
const char *const dagger_alef = "\u0670";
const char *const zwnj = "\u200C";

const std::vector<Letter> punctuation{{"\u060C", 45}, {".", 30},       {":", 8},
                                      {"\u061F", 5},  {"\u061B", 4},   {"!", 4},
                                      {"\u00BB", 6},  {" \u00AB ", 6}, {" - ", 3}};
const std::vector<Letter> latin_words{{"the", 4},     {"PDF", 1},    {"email", 1},
                                      {"Unicode", 1}, {"London", 1}, {"www.example.org", 1}};
const std::vector<Letter> markup{
    {"<p>", 3},       {"</p>", 3},   {"<b>", 2},    {"</b>", 2},
    {"&nbsp;", 2},    {"<br/>", 1},  {"</a>", 1},   {"<a href=\"/article/1204\">", 1},
    {"title=\"", 1},  {"{{cite", 1}, {"}}", 1},     {"<span class=\"date\">", 1},
    {"[[File:", 0.5}, {"the", 4},    {"history", 2}};

// Frequencies of words with 2, 3, ... 8 letters.
const std::vector<double> word_lengths{12, 22, 25, 19, 12, 7, 3};

class Author {
public:
  explicit Author(Kind kind) : kind_(kind) {}

  std::string write(std::size_t bytes) {
    out_.reserve(bytes + 4096);
    while (out_.size() < bytes) {
      line();
    }
    return std::move(out_);
  }

private:
  bool chance(double share) { return static_cast<double>(random_()) < share * 4294967296.0; }

  const Letter &pick(const std::vector<Letter> &from) {
    double total = 0;
    for (const Letter &letter : from) {
      total += letter.weight;
    }
    double at = total * static_cast<double>(random_()) / 4294967296.0;
    auto chosen = from.begin();
    while (at >= chosen->weight && chosen + 1 != from.end()) {
      at -= chosen->weight;
      ++chosen;
    }
    return *chosen;
  }

  int word_length() {
    return 2 + std::discrete_distribution<int>(word_lengths.begin(), word_lengths.end())(random_);
  }

  void line() {
    // Nearly every character has two bytes.
    std::size_t end =
        out_.size() + 2 * std::uniform_int_distribution<std::size_t>(80, 500)(random_);
    while (out_.size() < end) {
      word();
      if (chance(0.08)) {
        out_ += pick(punctuation).text;
      }
      out_ += ' ';
    }
    out_.back() = '\n';
  }

  void word() {
    if (kind_ == Kind::mixed && chance(0.55)) {
      out_ += pick(markup).text;
    } else if (chance(0.02)) {
      number();
    } else if (chance(0.01)) {
      out_ += pick(latin_words).text;
    } else if (kind_ == Kind::persian) {
      persian_word();
    } else {
      arabic_word();
    }
  }

  void number() {
    for (int n = std::uniform_int_distribution<int>(1, 4)(random_); n > 0; --n) {
      unsigned digit = random_() % 10;
      if (kind_ == Kind::persian) {
        out_ += '\xDB'; // U+06F0 and the nine that follow
        out_ += static_cast<char>(0xB0 + digit);
      } else {
        out_ += static_cast<char>('0' + digit);
      }
    }
  }

  void persian_word() {
    out_ += chance(0.08) ? std::string("\u0645\u06CC") + zwnj : ""; // the verbal prefix
    for (int n = word_length(); n > 0; --n) {
      out_ += pick(persian).text;
    }
    out_ += chance(0.06) ? std::string(zwnj) + "\u0647\u0627" : ""; // the plural
  }

  void arabic_word() {
    if (chance(0.25)) {
      out_ += vocalized() ? "\u0627\u0644\u0652" : "\u0627\u0644"; // the article
    }
    for (int left = word_length() - 1; left > 0; --left) {
      const Letter &letter = pick(arabic);
      out_ += letter.text;
      marks(letter, false);
    }
    const Letter &last = pick(chance(0.18) ? arabic_ends : arabic);
    out_ += last.text;
    marks(last, true);
  }

  bool vocalized() const { return kind_ == Kind::vocalized || kind_ == Kind::vocalized_c; }

  void marks(const Letter &letter, bool at_end) {
    if (!vocalized() || !chance(letter.marked)) {
      return;
    }
    bool doubled = chance(0.126); // one letter in twelve, as some have no marks at all
    bool indefinite = at_end && chance(0.3);
    out_ += doubled && kind_ == Kind::vocalized ? shadda : "";
    out_ += pick(indefinite ? tanwin : doubled ? full_vowels : vowels).text;
    out_ += doubled && kind_ == Kind::vocalized_c ? shadda : "";
    out_ += !doubled && !at_end && chance(0.004) ? dagger_alef : "";
  }

  Kind kind_;
  std::mt19937 random_{1};
  std::string out_;
};

} // namespace

std::string write_synthetic(Kind kind, std::size_t bytes) { return Author(kind).write(bytes); }

} // namespace arnorm::bench
