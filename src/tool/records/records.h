// The interface of record formats: where records end, and which part of them is text.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "tool/text/findings.h"
#include "tool/text/transform.h"

namespace arnorm::tool {

// For one thread at a time. Everything that is not text of a field that was asked for comes out
// byte for byte, and so does a record that is not well-formed; that is noted in `found`, as
// Findings::add_bad_record, or stops the run.
class Records {
public:
  // Bytes behind a block that may be read, though they mean nothing: simdjson wants that.
  static constexpr std::size_t padding = 64;

  // `end` is the byte that ends a record, '\n' or '\0'.
  explicit Records(char end) : end_(end) {}
  virtual ~Records() = default;
  char end() const { return end_; }

  // Bytes up to the end of the last whole record of a block; 0 where none ends in it. At the end
  // of the input (`last`), or when `longest()` bytes are there and still none has ended, it may
  // give the beginning of one, as what is not well-formed, so that the rest can be read.
  virtual std::size_t whole(std::string_view block, bool last) const = 0;

  // Bytes of the first record; likewise.
  virtual std::size_t first(std::string_view block, bool last) const {
    std::size_t end_at = block.find(end_);
    return end_at != std::string_view::npos ? end_at + 1 : last ? block.size() : 0;
  }

  // Whether every `end()` ends a record, wherever it stands.
  virtual bool ends_anywhere() const { return true; }

  // Appends whole records, with what the work makes of their texts. Goes on until `findings.stop`;
  // what is appended then is the records in front of the one that stopped it. Keeps
  // `findings.line`, `findings.offset` and `findings.lines`.
  virtual void transform(std::string_view records, Transform &work, std::string &out,
                         Findings &findings) = 0;

  // A record that is longer than `longest()`, piece by piece; the `last` one has its end, and no
  // other ends in a carriage return.
  virtual void piece(std::string_view piece, bool last, Transform &work, std::string &out,
                     Findings &findings) = 0;

  // Bytes of a record that are held at once.
  virtual std::size_t longest() const = 0;

private:
  char end_;
};

} // namespace arnorm::tool
