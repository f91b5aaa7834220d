#include "tool/filter/block_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool/io/log.h"
#include "tool/io/wait.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t block_bytes = 1u << 18; // few system calls, but small enough for the cache
constexpr std::size_t peek_bytes = 1u << 12;
constexpr std::size_t min_peek_bytes = 64;   // an empty first line shows no encoding
constexpr std::size_t tail_bytes = 1u << 12; // the part of a block that `claim` searches for an end

bool would_wait(int descriptor) {
  pollfd poll{descriptor, POLLIN, 0};
  return ::poll(&poll, 1, 0) == 0;
}

} // namespace

char *RecordBlock::room(std::size_t more) {
  std::size_t needed = size_ + more + Records::padding;
  if (needed > capacity_) {
    std::size_t capacity = std::max(needed, capacity_ + capacity_ / 2);
    std::unique_ptr<char[]> memory(new char[capacity]); // not initialized
    std::copy_n(memory_.get(), size_, memory.get());
    memory_ = std::move(memory);
    capacity_ = capacity;
  }
  return memory_.get() + size_;
}

BlockReader::~BlockReader() {
  if (has_places_) { // another program may continue to read the same standard input
    ::lseek(descriptor_, place_, SEEK_SET);
  }
  if (descriptor_ > STDIN_FILENO) {
    ::close(descriptor_);
  }
}

bool BlockReader::open(const std::string &file) {
  name_ = file == "-" ? "standard input" : file;
  do {
    descriptor_ = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor_ < 0 && errno == EINTR);
  if (descriptor_ < 0) {
    return fail();
  }
  place_ = ::lseek(descriptor_, 0, SEEK_CUR);
  version_ = FileVersion::of(descriptor_);
  if (version_ && !version_->is_regular()) {
    version_.reset();
  }
  size_ = size().value_or(0);
  has_places_ = place_ >= 0 && size_ > 0;
  return true;
}

bool BlockReader::fail() {
  std::string reason = std::generic_category().message(errno);
  if (!failed_.exchange(true)) {
    log_error(fmt::format("cannot read {}: {}", name_, reason));
  }
  return false;
}

void BlockReader::fail_as_shortened() {
  if (!failed_.exchange(true)) {
    log_error(fmt::format("{} was truncated while it was being read", name_));
  }
}

std::optional<std::size_t> BlockReader::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(status.st_size);
}

bool BlockReader::is_short() const { return size().value_or(SIZE_MAX) <= 2 * block_bytes; }

bool BlockReader::is_file_of(int descriptor) const {
  auto other = FileVersion::of(descriptor);
  return version_ && other && version_->is_same_file(*other);
}

ssize_t BlockReader::read_some(char *room, std::size_t max, off_t from) const {
  return tool::read_some(descriptor_, room, max, has_places_ ? std::optional(from) : std::nullopt);
}

// Appends the bytes of one read.
void BlockReader::read(RecordBlock &block) {
  ssize_t count = read_some(block.room(block_bytes), block_bytes, place_);
  if (count < 0) {
    broken_ = true;
    fail();
    return;
  }
  block.size_ += static_cast<std::size_t>(count);
  place_ += count;
  at_end_ = count == 0;
  if (at_end_ && size().value_or(size_) < size_) {
    fail_as_shortened();
  }
}

// Finds the end of the next block from its last bytes alone, so that several threads can read their
// blocks at the same time. Returns false and changes nothing if no record ends in these bytes.
bool BlockReader::claim(const Records &records, RecordBlock &block) {
  char tail[tail_bytes];
  ssize_t count =
      read_some(tail, tail_bytes, place_ + static_cast<off_t>(block_bytes - tail_bytes));
  std::string_view read(tail, count < 0 ? 0 : static_cast<std::size_t>(count));
  std::size_t end = read.rfind(records.end());
  if (read.size() < tail_bytes || end == std::string_view::npos) {
    return false;
  }
  block.kind = RecordBlock::records;
  block.from_ = place_;
  block.wanted_ = block_bytes - tail_bytes + end + 1;
  place_ += static_cast<off_t>(block.wanted_);
  return true;
}

bool BlockReader::fill(const Records &records, RecordBlock &block) {
  while (block.wanted_ > 0) {
    ssize_t count = read_some(block.room(block.wanted_), block.wanted_, block.from_);
    if (count <= 0) {
      count < 0 ? static_cast<void>(fail()) : fail_as_shortened();
      block.size_ = block.bytes().rfind(records.end()) + 1;
      return false;
    }
    block.size_ += static_cast<std::size_t>(count);
    block.from_ += count;
    block.wanted_ -= static_cast<std::size_t>(count);
  }
  return true;
}

void BlockReader::give(RecordBlock &block, RecordBlock::Kind kind, std::size_t size) {
  if (has_places_) {
    place_ -= static_cast<off_t>(block.size_ - size);
    at_end_ = at_end_ && block.size_ == size;
  } else {
    rest_.assign(block.bytes().substr(size));
  }
  block.size_ = size;
  block.kind = kind;
}

std::string BlockReader::peek(char end) {
  char bytes[peek_bytes];
  std::string line = rest_;
  while (line.size() < peek_bytes && line.find(end) == std::string::npos && !ended()) {
    ssize_t count =
        read_some(bytes, peek_bytes - line.size(), place_ + static_cast<off_t>(line.size()));
    at_end_ = count == 0 && !has_places_;
    if (count <= 0) { // `next` will meet the same
      break;
    }
    line.append(bytes, static_cast<std::size_t>(count));
  }
  if (!has_places_) {
    rest_ = line;
  }
  std::size_t from = end == '\n' ? std::min(min_peek_bytes, line.size()) : 0;
  return line.substr(0, std::min(line.find(end, from), line.size() - 1) + 1);
}

// Begins a block with the bytes that have been read already.
void BlockReader::take_rest(RecordBlock &block) {
  std::copy(rest_.begin(), rest_.end(), block.room(rest_.size()));
  block.size_ = std::exchange(rest_, {}).size();
}

// At most `longest()` bytes decide where records end. The same input is therefore split in the same
// places whether it comes from a file or, in pieces of any size, from a pipe.
void BlockReader::next(Records &records, RecordBlock &block) {
  block.size_ = 0;
  block.wanted_ = 0;
  if (has_places_ && !in_record_ && !ended() && records.ends_anywhere() && claim(records, block)) {
    return;
  }
  take_rest(block);
  if (in_record_) {
    long_record(records, block);
    return;
  }
  bool grown = false;   // `whole` has seen the beginning of the block
  bool has_end = false; // among the bytes that `whole` has not seen
  std::size_t seen = 0; // bytes that have been searched for an end
  while (!ended() && block.size_ <= records.longest()) {
    has_end = has_end || block.bytes().find(records.end(), seen) != std::string_view::npos;
    seen = block.size_;
    if (has_end && (block.size_ >= block_bytes || would_wait(descriptor_))) {
      std::size_t whole = records.whole(block.bytes(), false, std::exchange(grown, true));
      if (whole > 0) {
        give(block, RecordBlock::records, whole);
        return;
      }
      has_end = false;
    }
    read(block);
  }
  bool is_long = block.size_ > records.longest();
  std::string_view front = block.bytes().substr(0, records.longest());
  std::size_t whole = records.whole(front, at_end_ && !is_long, grown);
  if (whole > 0) {
    give(block, RecordBlock::records, whole);
    return;
  }
  std::size_t lines = single_lines(records, block);
  if (lines == 0 && is_long) {
    long_record(records, block);
  } else {
    give(block, lines == 0 ? RecordBlock::none : RecordBlock::lines, lines);
  }
}

std::size_t BlockReader::single_lines(const Records &records, RecordBlock &block) {
  std::size_t most = 2 * records.longest();
  bool is_long = block.size_ > records.longest();
  while (is_long && !records.ends_anywhere() && !ended() && block.size_ <= most) {
    read(block);
  }
  bool last = at_end_ && block.size_ <= most;
  return block.size_ == 0 || (!last && !is_long)
             ? 0
             : records.single_lines(block.bytes().substr(0, most), last);
}

void BlockReader::first(Records &records, RecordBlock &block) {
  block.size_ = 0;
  take_rest(block);
  std::size_t size = 0;
  std::size_t seen = 0; // bytes that have been searched for an end
  bool grown = false;
  bool is_long = false;
  for (bool more = true; more; more = size == 0 && !ended() && !is_long) {
    if (!ended() && block.bytes().find(records.end(), seen) == std::string_view::npos) {
      seen = block.size_;
      read(block);
    }
    is_long = block.size_ > records.longest();
    bool last = at_end_ && !is_long;
    if (ended() || is_long || block.bytes().find(records.end(), seen) != std::string_view::npos) {
      size = records.first(block.bytes().substr(0, records.longest()), last,
                           std::exchange(grown, true));
      seen = block.size_;
    }
  }
  give(block,
       size > 0  ? RecordBlock::records
       : is_long ? RecordBlock::piece
                 : RecordBlock::none,
       size);
}

// A carriage return at the end of a piece is held back, because it may be part of the record's end.
void BlockReader::long_record(const Records &records, RecordBlock &block) {
  while (!ended() && (block.size_ == 0 || block.bytes() == "\r")) {
    read(block);
  }
  std::size_t end = block.bytes().find(records.end());
  bool has_end = end != std::string_view::npos;
  in_record_ = !has_end && !ended();
  bool holds_back = in_record_ && block.bytes().ends_with('\r');
  std::size_t size = has_end ? end + 1 : block.size_ - (holds_back ? 1 : 0);
  give(block, in_record_ ? RecordBlock::piece : RecordBlock::last_piece, size);
}

} // namespace arnorm::tool
