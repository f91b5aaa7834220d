// The messages of the TOML reader. toml_reader.cc decides when to report them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "diagnostics/report.h"
#include "diagnostics/source.h"
#include "parse/toml_text.h"

namespace arnorm {

// Counts and reports AR0101. Each function other than `count` and `first` reports one error and
// returns false, so that a caller can report an error and fail in one statement.
class TomlErrors {
public:
  TomlErrors(const std::shared_ptr<const Source> &source, Report &report)
      : source_(source), report_(report) {}

  std::size_t count() const { return count_; }
  const Span &first() const { return first_; } // in the order of the file

  bool no_key(std::size_t at);
  bool no_equals_sign(std::size_t at, std::size_t key);
  bool long_key(std::size_t at);
  bool key_in_three_quotes(std::size_t at);
  bool key_twice(std::string_view key, const Span &at, const Span &first);
  bool not_a_table(std::string_view key, const Span &at, const Span &first);
  bool header_not_closed(std::size_t at, bool repeated);
  bool not_end_of_line(std::size_t at);

  bool no_value(std::size_t at);
  bool not_a_value(std::size_t begin, std::size_t end);
  bool large_number(std::size_t begin, std::size_t end);
  bool deep_value(std::size_t at);
  bool in_text(std::size_t begin, const TextPiece &piece); // `begin` is that of the string
  bool control(std::size_t at);

  bool no_comma(std::size_t at, char closing);
  bool comma_before_brace(std::size_t at);
  bool table_over_lines(std::size_t at, std::size_t opening);
  bool never_closed(std::size_t at, std::size_t opening); // noticed at `at`

private:
  std::string_view text() const { return source_->text(); }
  bool expected(std::string_view what, std::size_t at, std::string help);
  std::string escape_help(std::size_t begin) const;
  bool report(std::size_t begin, std::size_t end, std::string message, Report::More more);

  std::shared_ptr<const Source> source_;
  Report &report_;
  Span first_;
  std::size_t count_ = 0;
};

} // namespace arnorm
