// Compares a text that comes in pieces with its result, which comes in pieces of its own: a
// transform holds back what later pieces may change.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace arnorm::tool {

// Holds only what one of the two is ahead of the other.
class PieceComparison {
public:
  void add(std::string_view text, std::string_view result) {
    if (differs_) {
      return;
    }
    text_.append(text);
    result_.append(result);
    std::size_t both = std::min(text_.size(), result_.size());
    differs_ = text_.compare(0, both, result_, 0, both) != 0;
    text_.erase(0, differs_ ? text_.npos : both);
    result_.erase(0, differs_ ? result_.npos : both);
  }

  // Whether the two differ as a whole. The next piece begins a new text.
  bool end() {
    PieceComparison whole = std::exchange(*this, {});
    return whole.differs_ || !whole.text_.empty() || !whole.result_.empty();
  }

private:
  std::string text_;
  std::string result_;
  bool differs_ = false;
};

} // namespace arnorm::tool
