// The interface of record formats: where records end, and which part of them is text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tool/text/findings.h"
#include "tool/text/transform.h"

namespace arnorm::tool {

// At the beginning of a record it belongs to no field: files may begin with it, and may have been
// joined.
inline constexpr std::string_view byte_order_mark = "\uFEFF";

// For one thread at a time. Everything except the text of the selected fields is copied byte for
// byte. A malformed record is copied as well and noted with Findings::add_bad_record, or it stops
// the run.
class Records {
public:
  // simdjson may read this many bytes after the end of a block. Their values do not matter.
  static constexpr std::size_t padding = 64;

  // `end` is the byte that ends a record, '\n' or '\0'.
  explicit Records(char end) : end_(end) {}
  virtual ~Records() = default;
  char end() const { return end_; }

  // The first line of a text, with the byte that ends it if that is there.
  std::string_view first_line(std::string_view text) const {
    return text.substr(0, std::min(text.find(end_), text.size() - 1) + 1);
  }

  // Returns the number of bytes up to the end of the last complete record in a block, or 0 if no
  // record ends in it. At the end of the input (`last`), what does not end is complete, unless it
  // is malformed. `grown`: the block is that of the previous call, which returned 0, with more
  // bytes at its end; only those need to be searched.
  virtual std::size_t whole(std::string_view block, bool last, bool grown) = 0;

  // The same for the first record only.
  virtual std::size_t first(std::string_view block, bool last, bool grown) {
    static_cast<void>(grown);
    std::size_t end_at = block.find(end_);
    return end_at != std::string_view::npos ? end_at + 1 : last ? block.size() : 0;
  }

  // Called when `whole` has returned 0 for `longest()` bytes or at the end of the input (`last`),
  // with twice `longest()` bytes if there are as many. Returns the number of bytes in which each
  // line is a record, the first one malformed, or 0 if the record is too long and must be processed
  // in pieces.
  virtual std::size_t single_lines(std::string_view block, bool last) const {
    static_cast<void>(block);
    static_cast<void>(last);
    return 0;
  }

  // Whether every `end()` byte ends a record. In CSV, those within quotes do not.
  virtual bool ends_anywhere() const { return true; }

  // Appends complete records, with their texts transformed. If a record sets `findings.stop`, only
  // the records before it are appended. Updates `findings.line`, `findings.offset` and
  // `findings.lines`.
  virtual void transform(std::string_view records, Transform &work, std::string &out,
                         Findings &findings) = 0;

  // The same for records that are a line each, each by itself.
  void transform_lines(std::string_view lines, Transform &work, std::string &out,
                       Findings &findings);

  // Processes one piece of a record that is longer than `longest()`. The `last` piece includes the
  // record's end, and no other piece ends in a carriage return.
  virtual void piece(std::string_view piece, bool last, Transform &work, std::string &out,
                     Findings &findings) = 0;

  // The largest size of a record, including its end, that is held in memory as a whole. Exactly the
  // longer records are processed in pieces, regardless of how their bytes arrive.
  virtual std::size_t longest() const = 0;

protected:
  // Stops the run if a rule has written a byte that ends a record or separates columns
  // (`separator`), for formats that can neither quote nor escape it. Removes `result` after `from`.
  void refuse_ends(std::string &result, std::size_t from, Findings &findings,
                   std::optional<char> separator = {}) const;

private:
  char end_;
};

} // namespace arnorm::tool
