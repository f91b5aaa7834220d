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

namespace arnorm::tool {
namespace {

constexpr std::size_t block_bytes = 1u << 18; // large enough to be cheap, and still in the cache
constexpr std::size_t tail_bytes = 1u << 12;  // of a block, in which the last record mostly ends

bool would_wait(int descriptor) {
  pollfd poll{descriptor, POLLIN, 0};
  return ::poll(&poll, 1, 0) == 0;
}

} // namespace

char *Block::room(std::size_t more) {
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
  if (has_places_) { // for whoever reads on from the same standard input
    ::lseek(descriptor_, place_, SEEK_SET);
  }
  if (descriptor_ > STDIN_FILENO) {
    ::close(descriptor_);
  }
}

bool BlockReader::open(const std::string &file) {
  name_ = file == "-" ? "standard input" : file;
  descriptor_ = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    return fail();
  }
  place_ = ::lseek(descriptor_, 0, SEEK_CUR);
  has_places_ = place_ >= 0 && size().value_or(0) > 0;
  return true;
}

bool BlockReader::fail() {
  failed_ = true;
  log_error(fmt::format("cannot read {}: {}", name_, std::generic_category().message(errno)));
  return false;
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
  struct stat mine {};
  struct stat other {};
  return ::fstat(descriptor_, &mine) == 0 && ::fstat(descriptor, &other) == 0 &&
         S_ISREG(mine.st_mode) && mine.st_dev == other.st_dev && mine.st_ino == other.st_ino;
}

ssize_t BlockReader::read_some(char *room, std::size_t max) {
  ssize_t count = 0;
  do {
    count = has_places_ ? ::pread(descriptor_, room, max, place_) : ::read(descriptor_, room, max);
  } while (count < 0 && errno == EINTR);
  return count;
}

// Adds what one read gives. False at the end and after an error.
bool BlockReader::read(Block &block) {
  ssize_t count = read_some(block.room(block_bytes), block_bytes);
  if (count < 0) {
    return fail();
  }
  block.size_ += static_cast<std::size_t>(count);
  place_ += count;
  at_end_ = count == 0;
  return !at_end_;
}

// Finds out where the next block ends by its last bytes alone, so that threads can read their
// blocks at the same time. False, and nothing is done, where that cannot be found out so.
bool BlockReader::claim(const Records &records, Block &block) {
  char tail[tail_bytes];
  const off_t begin = place_;
  place_ += block_bytes - tail_bytes;
  ssize_t count = read_some(tail, tail_bytes);
  place_ = begin;
  std::string_view read(tail, count < 0 ? 0 : static_cast<std::size_t>(count));
  std::size_t end = read.rfind(records.end());
  if (read.size() < tail_bytes || end == std::string_view::npos) {
    return false;
  }
  block.kind = Block::records;
  block.from_ = begin;
  block.wanted_ = block_bytes - tail_bytes + end + 1;
  place_ += static_cast<off_t>(block.wanted_);
  return true;
}

void BlockReader::fill(Block &block) {
  while (block.wanted_ > 0) {
    char *room = block.room(block.wanted_);
    ssize_t count = ::pread(descriptor_, room, block.wanted_, block.from_);
    if (count < 0 && errno != EINTR) {
      fail();
    }
    if (count == 0 || failed_) { // the file has become shorter meanwhile
      block.wanted_ = 0;
    } else if (count > 0) {
      block.size_ += static_cast<std::size_t>(count);
      block.from_ += count;
      block.wanted_ -= static_cast<std::size_t>(count);
    }
  }
}

void BlockReader::give(Block &block, Block::Kind kind, std::size_t size) {
  if (has_places_) {
    place_ -= static_cast<off_t>(block.size_ - size);
    at_end_ = at_end_ && block.size_ == size;
  } else {
    rest_.assign(block.bytes().substr(size));
  }
  block.size_ = size;
  block.kind = kind;
}

void BlockReader::next(const Records &records, Block &block) {
  block.size_ = 0;
  block.wanted_ = 0;
  if (has_places_ && !in_record_ && !failed_ && records.ends_anywhere() && claim(records, block)) {
    return;
  }
  std::copy(rest_.begin(), rest_.end(), block.room(rest_.size()));
  block.size_ = std::exchange(rest_, {}).size();
  if (in_record_) {
    long_record(records, block);
    return;
  }
  std::size_t tried = 0; // so many bytes hold no whole record
  while (!at_end_ && !failed_) {
    bool many = block.size_ >= std::max(block_bytes, 2 * tried); // twice: for linear time
    bool ended = block.bytes().find(records.end(), tried) != std::string_view::npos;
    if (many || (ended && would_wait(descriptor_))) {
      std::size_t whole = ended ? records.whole(block.bytes(), false) : 0;
      if (whole > 0) {
        give(block, Block::records, whole);
        return;
      }
      tried = block.size_;
      if (tried >= records.longest()) {
        long_record(records, block);
        return;
      }
    }
    read(block);
  }
  std::size_t whole = records.whole(block.bytes(), !failed_);
  give(block, whole == 0 ? Block::none : Block::records, whole);
}

void BlockReader::first(const Records &records, Block &block) {
  block.size_ = 0;
  std::size_t size = 0;
  do {
    read(block);
    size = records.first(block.bytes(), at_end_ || failed_);
  } while (size == 0 && !at_end_ && !failed_ && block.size_ < records.longest());
  bool is_long = size == 0 && !at_end_ && !failed_;
  give(block, size > 0 ? Block::records : is_long ? Block::piece : Block::none, size);
}

void BlockReader::long_record(const Records &records, Block &block) {
  bool more = (at_end_ || failed_) ? false : read(block);
  std::size_t end = block.bytes().find(records.end());
  in_record_ = end == std::string_view::npos && more;
  std::size_t size = std::min(end, block.size_ - 1) + 1;
  bool holds_back = in_record_ && block.bytes().ends_with('\r');
  give(block, in_record_ ? Block::piece : Block::last_piece, size - (holds_back ? 1 : 0));
}

} // namespace arnorm::tool
