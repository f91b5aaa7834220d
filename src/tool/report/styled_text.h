// Texts of reports for people: isolated and colored where a terminal shows them.
#pragma once

#include <string>
#include <string_view>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

class StyledText {
public:
  explicit StyledText(const RenderOptions &options) : options_(options) {}

  // A text without controls, isolated.
  std::string shown(std::string_view utf8) const;

  // A sentence without controls, with isolated right-to-left pieces.
  std::string prose(std::string_view utf8) const;

  // A text beside its code points: "م (U+0645 MEEM)"; "nothing" for none.
  std::string spelled(std::string_view utf8) const;
  std::string spelled(std::u32string_view text) const;

  std::string heading(const std::string &text) const { return paint("1", text); }
  std::string dim(const std::string &text) const { return paint("2", text); }
  std::string place(const std::string &text) const { return paint("36", text); }
  std::string removed(const std::string &text) const { return paint("31", text); }
  std::string added(const std::string &text) const { return paint("32", text); }

private:
  std::string paint(const char *style, const std::string &text) const;

  RenderOptions options_;
};

// The width on a screen of what these functions return.
std::size_t styled_width(std::string_view text);

} // namespace arnorm::tool
