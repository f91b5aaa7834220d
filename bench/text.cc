#include "text.h"

#include <random>
#include <vector>

namespace arnorm::bench {
namespace {

// Letters by how often they stand in running Arabic text, in parts of a thousand, roughly.
struct Letter {
  const char *text;
  double weight;
};
const std::vector<Letter> letters{
    {"\u0627", 126}, {"\u0644", 113}, {"\u064A", 71}, {"\u0645", 65}, {"\u0648", 64},
    {"\u0646", 60},  {"\u0631", 47},  {"\u062A", 46}, {"\u0628", 38}, {"\u0629", 36},
    {"\u0639", 34},  {"\u062F", 30},  {"\u0633", 27}, {"\u0641", 27}, {"\u0647", 27},
    {"\u0643", 21},  {"\u0642", 23},  {"\u0623", 20}, {"\u062D", 18}, {"\u062C", 14},
    {"\u0634", 12},  {"\u0635", 12},  {"\u0637", 11}, {"\u062E", 10}, {"\u0649", 9},
    {"\u0636", 9},   {"\u0625", 8},   {"\u0630", 8},  {"\u0632", 7},  {"\u062B", 7},
    {"\u0621", 6},   {"\u063A", 5},   {"\u0626", 4},  {"\u0638", 3},  {"\u0622", 2},
    {"\u0624", 2}};
const std::vector<const char *> marks{"\u064E", "\u064F", "\u0650", "\u0652", "\u0651\u064E"};

} // namespace

std::string arabic_text(std::size_t bytes, bool vocalized) {
  std::mt19937 random(1);
  std::vector<double> weights;
  for (const Letter &letter : letters) {
    weights.push_back(letter.weight);
  }
  std::discrete_distribution<std::size_t> letter(weights.begin(), weights.end());
  std::uniform_int_distribution<std::size_t> mark(0, marks.size() - 1);
  std::uniform_int_distribution<int> word_length(2, 8);
  std::string out;
  for (std::size_t line_end = 80; out.size() < bytes;) {
    for (int n = word_length(random); n > 0; --n) {
      out += letters[letter(random)].text;
      out += vocalized ? marks[mark(random)] : "";
    }
    bool ends = out.size() > line_end;
    out += ends ? "\n" : " ";
    line_end = ends ? out.size() + 160 : line_end;
  }
  return out;
}

} // namespace arnorm::bench
