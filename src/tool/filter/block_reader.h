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
    records, // whole ones; the last of a file may lack its end
    piece,   // of a record that is too long to be held
    last_piece,
    none, // the file has ended, or cannot be read
  };

  Kind kind = none;
  std::string_view bytes() const { return {memory_.get(), size_}; }

private:
  friend class BlockReader;
  char *room(std::size_t more); // for so many bytes behind those that are there

  std::unique_ptr<char[]> memory_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
  std::size_t wanted_ = 0; // still to be read, from here:
  off_t from_ = 0;
};

class BlockReader {
public:
  ~BlockReader();
  BlockReader() = default;
  BlockReader(const BlockReader &) = delete;
  BlockReader &operator=(const BlockReader &) = delete;

  // "-" is standard input. False after an explained error.
  bool open(const std::string &file);

  // Returns the next block; call it from one thread at a time. Does not wait for more input if a
  // record is already available. The bytes may be read later by `fill`, which must follow.
  void next(Records &records, RecordBlock &block);

  // Fills the block with the first record of the file, before anything else is read. An empty
  // `piece`: it is too long for that.
  void first(Records &records, RecordBlock &block);

  // Reads the bytes of a block, as far as `next` has not. In any thread. False after an explained
  // error: then the block ends with the last record that could be read, and nothing that comes
  // after it may be used.
  bool fill(const Records &records, RecordBlock &block);

  // Whether something has gone wrong, which has been explained: not all of the file was read.
  bool failed() const { return failed_; }
  const std::string &name() const { return name_; }

  // Bytes of a regular file; nothing else has a size.
  std::optional<std::size_t> size() const;
  bool is_short() const; // a block or two
  // The file as it was when it was opened; nothing for anything but a regular file.
  const std::optional<FileVersion> &version() const { return version_; }
  // Whether this is the file that a descriptor writes to.
  bool is_file_of(int descriptor) const;

private:
  bool claim(const Records &records, RecordBlock &block);
  void read(RecordBlock &block);
  ssize_t read_some(char *room, std::size_t max, off_t from);
  void long_record(const Records &records, RecordBlock &block);
  void give(RecordBlock &block, RecordBlock::Kind kind, std::size_t size);
  bool ended() const { return at_end_ || broken_; }
  bool fail();
  void fail_as_shortened();

  std::string name_;
  int descriptor_ = -1;
  std::optional<FileVersion> version_;
  bool has_places_ = false; // a regular file: any part can be read at any time
  off_t place_ = 0;         // of what comes next
  std::string rest_;        // read, but behind the last block; not where there are places
  std::size_t size_ = 0;    // of a regular file when it was opened
  bool in_record_ = false;  // that is given out in pieces
  bool at_end_ = false;
  bool broken_ = false;              // a read for `next` has failed
  std::atomic<bool> failed_ = false; // a read in any thread has failed
};

} // namespace arnorm::tool
