#include "text/vocabulary.h"

#include <cmath>
#include <random>
#include <string_view>
#include <vector>

#include "text/new_words.h"
#include "text/prose.h"

namespace arnorm::bench {
namespace {

constexpr double heaps_factor = 6.3;
constexpr double heaps_exponent = 0.713;

// What separates words in the prose. The Arabic signs are U+060C and U+061F.
constexpr std::string_view separators = " \n.:!";
constexpr std::string_view arabic_separators[] = {"\u060C", "\u061F"};

// Adds words to a text, with a comma or a full stop now and then, in lines of three sentences.
class Sentences {
public:
  explicit Sentences(std::string begin) : text_(std::move(begin)) {}

  std::size_t size() const { return text_.size(); }

  void add(const std::string &word) {
    text_ += word;
    ++words_;
    text_ += words_ % words_in_line == 0       ? ".\n"
             : words_ % words_in_sentence == 0 ? ". "
             : words_ % words_in_clause == 0   ? "\u060C "
                                               : " ";
  }

  std::string finish() {
    if (!text_.empty() && text_.back() == ' ') {
      text_.back() = '\n';
    }
    return std::move(text_);
  }

private:
  static constexpr std::size_t words_in_clause = 7;
  static constexpr std::size_t words_in_sentence = 12;
  static constexpr std::size_t words_in_line = 36;

  std::string text_;
  std::size_t words_ = 0;
};

std::vector<std::string> words_of(std::string text) {
  for (std::string_view sign : arabic_separators) {
    for (std::size_t at; (at = text.find(sign)) != std::string::npos;) {
      text.replace(at, sign.size(), " ");
    }
  }
  std::vector<std::string> words;
  for (std::size_t begin = 0; (begin = text.find_first_not_of(separators, begin)) < text.size();) {
    std::size_t end = text.find_first_of(separators, begin);
    words.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

// The place of an earlier word. Every place may be chosen, the earlier ones more often: otherwise
// the new words of the first pages would displace the frequent ones.
std::size_t earlier_place(std::mt19937 &random, std::size_t words) {
  double share = std::pow(static_cast<double>(random()) / 4294967296.0, 2.5);
  return static_cast<std::size_t>(share * static_cast<double>(words));
}

// How many of the next words are new, after so many words.
double share_of_new_words(std::size_t words) {
  return heaps_factor * heaps_exponent * std::pow(words, heaps_exponent - 1);
}

} // namespace

std::string write_new_words(std::size_t bytes) {
  NewWords words(1);
  Sentences text("");
  while (text.size() < bytes) {
    text.add(words.next());
  }
  return text.finish();
}

std::string write_as_language(std::size_t bytes) {
  std::mt19937 random(1);
  NewWords fresh(2);
  std::vector<std::string> vocabulary = words_of(prose());
  std::vector<std::size_t> places; // of the words of the text, in the vocabulary
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    places.push_back(i);
  }
  Sentences text(prose());
  while (text.size() < bytes) {
    if (static_cast<double>(random()) < share_of_new_words(places.size()) * 4294967296.0) {
      places.push_back(vocabulary.size());
      vocabulary.push_back(fresh.next());
    } else {
      places.push_back(places[earlier_place(random, places.size())]);
    }
    text.add(vocabulary[places.back()]);
  }
  return text.finish();
}

} // namespace arnorm::bench
