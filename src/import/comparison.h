// Compares what two rule files make of many texts.
//
// Used to compare an imported transform with ICU's own. The texts are the same in every run: each
// character alone, all short texts over an alphabet, and random ones.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "characters/code_point_set.h"

namespace arnorm {

struct Difference {
  std::u32string text;
  std::string wanted;
  std::string got;
};

class Comparison {
public:
  // The texts of rule files.
  Comparison(const std::string &wanted, const std::string &got);

  // What is wrong with the rule files, if anything is.
  const std::vector<Diagnostic> &broken() const { return broken_; }

  std::string wanted(const std::u32string &text) const;
  std::size_t texts() const { return texts_; } // compared so far

  // The shortest text found on which they differ.
  std::optional<Difference> words(const std::u32string &alphabet);
  std::optional<Difference> characters(const CodePointSet &set); // of the basic plane, each alone

private:
  std::optional<Difference> differ(const std::u32string &text);

  Loaded wanted_;
  Loaded got_;
  std::vector<Diagnostic> broken_;
  std::size_t texts_ = 0;
  std::string wanted_result_;
  std::string got_result_;
};

} // namespace arnorm
