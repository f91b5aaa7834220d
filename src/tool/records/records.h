// The interface of record formats: where records end, and which part of them is text.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
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
  // of the input (`last`) it may return the beginning of a malformed record, so that the rest can
  // be read. `grown`: the block is that of the previous call, which returned 0, with more bytes at
  // its end; only those need to be looked at.
  virtual std::size_t whole(std::string_view block, bool last, bool grown) = 0;

  // Bytes of the first record; likewise.
  virtual std::size_t first(std::string_view block, bool last, bool grown) {
    static_cast<void>(grown);
    std::size_t end_at = block.find(end_);
    return end_at != std::string_view::npos ? end_at + 1 : last ? block.size() : 0;
  }

  // After `whole` returned 0 for `longest()` bytes: how many of them are a malformed record by
  // themselves. 0: the record is too long, and goes through in pieces.
  virtual std::size_t malformed(std::string_view block) const {
    static_cast<void>(block);
    return 0;
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

  // Bytes of a record that are held at once. A record that is longer, its end included, goes
  // through in pieces; no other does, however its bytes arrive.
  virtual std::size_t longest() const = 0;

protected:
  // A rule may write what ends a record, or parts its columns (`separator`), where neither quotes
  // nor escapes can hold it: that is an error, and `result` is dropped. `from`: where it begins.
  void refuse_ends(std::string &result, std::size_t from, Findings &findings,
                   std::optional<char> separator = {}) const;

private:
  char end_;
};

} // namespace arnorm::tool
