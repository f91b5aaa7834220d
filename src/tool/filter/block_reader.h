// Reads a file in blocks of whole records.
//
// Does not depend on the content of records; Records finds their ends.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "tool/io/file_version.h"
#include "tool/records/records.h"

namespace arnorm::tool {

// Bytes of a file, followed by Records::padding. The memory is reused.
class RecordBlock {
public:
  enum Kind {
    records, // whole records; the last one of a file may be unterminated
    lines,   // records that are a line each: see Records::single_lines
    piece,   // part of a record that is too long to be held in memory
    last_piece,
    none, // the file has ended or cannot be read
  };

  Kind kind = none;
  std::string_view bytes() const { return {memory_.get(), size_}; }

private:
  friend class BlockReader;
  char *room(std::size_t more); // room for `more` bytes after the present ones

  std::unique_ptr<char[]> memory_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
  std::size_t wanted_ = 0; // bytes that `fill` has yet to read
  off_t from_ = 0;         // their offset in the file
};

class BlockReader {
public:
  ~BlockReader();
  BlockReader() = default;
  BlockReader(const BlockReader &) = delete;
  BlockReader &operator=(const BlockReader &) = delete;

  // "-" is standard input. Returns false after an error, which has been reported.
  bool open(const std::string &file);

  // The first line of the file, with the byte that ends it, or the beginning of a long one. If
  // lines end with a line feed and the first ones are short, as many of them as have been read.
  // These bytes remain to be read. Waits for no more than `next` does.
  std::string peek(char end);

  // Finds the next block; call it from one thread at a time. Does not wait for more input if a
  // record is already available. The bytes may not have been read yet, so `fill` must follow.
  void next(Records &records, RecordBlock &block);

  // Reads the first record of the file; call it before `next`. The block is an empty `piece` if the
  // record is too long.
  void first(Records &records, RecordBlock &block);

  // Reads the bytes of a block that `next` has not read, in any thread. Returns false after an
  // error, which has been reported: the block then ends with the last record that could be read,
  // and nothing that follows it may be used.
  bool fill(const Records &records, RecordBlock &block);

  // Whether an error, which has been reported, prevented part of the file from being read.
  bool failed() const { return failed_; }
  const std::string &name() const { return name_; }

  // The size of a regular file in bytes; other files have none.
  std::optional<std::size_t> size() const;
  bool is_short() const; // at most two blocks
  // The version of a regular file when it was opened; nothing for other files.
  const std::optional<FileVersion> &version() const { return version_; }
  // Whether this is the file that a descriptor writes to.
  bool is_file_of(int descriptor) const;

private:
  bool claim(const Records &records, RecordBlock &block);
  void read(RecordBlock &block);
  void take_rest(RecordBlock &block);
  ssize_t read_some(char *room, std::size_t max, off_t from) const;
  void long_record(const Records &records, RecordBlock &block);
  std::size_t single_lines(const Records &records, RecordBlock &block);
  void give(RecordBlock &block, RecordBlock::Kind kind, std::size_t size);
  bool ended() const { return at_end_ || broken_; }
  bool fail();
  void fail_as_shortened();

  std::string name_;
  int descriptor_ = -1;
  std::optional<FileVersion> version_;
  bool has_places_ = false; // a regular file, which can be read at any offset
  off_t place_ = 0;         // offset of the next block
  std::string rest_;        // bytes read after the last block; unused with has_places_
  std::size_t size_ = 0;    // of a regular file when it was opened
  bool in_record_ = false;  // within a record that is returned in pieces
  bool at_end_ = false;
  bool broken_ = false;              // a read for `next` has failed
  std::atomic<bool> failed_ = false; // a read in any thread has failed
};

} // namespace arnorm::tool
