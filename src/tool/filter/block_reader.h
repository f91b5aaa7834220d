// Reads a file in blocks of whole records.
//
// Knows nothing of what records hold; where one ends is for Records to say.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "tool/records/records.h"

namespace arnorm::tool {

// Bytes of a file, with Records::padding behind them. The memory stays when it is filled anew.
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

  // Gives out what comes next, to one thread after the other. Does not wait for more when a record
  // is there already. The bytes may be left for `fill`, which must follow.
  void next(const Records &records, RecordBlock &block);

  // Fills the block with the first record of the file, before anything else is read. An empty
  // `piece`: it is too long for that.
  void first(const Records &records, RecordBlock &block);

  // Reads the bytes of a block, as far as `next` has not. In any thread.
  void fill(RecordBlock &block);

  bool failed() const { return failed_; }
  const std::string &name() const { return name_; }

  // Bytes of a regular file; nothing else has a size.
  std::optional<std::size_t> size() const;
  bool is_short() const; // a block or two
  // Whether it is the very file that a descriptor writes to.
  bool is_file_of(int descriptor) const;

private:
  bool claim(const Records &records, RecordBlock &block);
  bool read(RecordBlock &block);
  ssize_t read_some(char *room, std::size_t max);
  void long_record(const Records &records, RecordBlock &block);
  void give(RecordBlock &block, RecordBlock::Kind kind, std::size_t size);
  bool fail();

  std::string name_;
  int descriptor_ = -1;
  bool has_places_ = false; // a regular file: any part can be read at any time
  off_t place_ = 0;         // of what comes next
  std::string rest_;        // read, but behind the last block; not where there are places
  bool in_record_ = false;  // that is given out in pieces
  bool at_end_ = false;
  std::atomic<bool> failed_ = false;
};

} // namespace arnorm::tool
