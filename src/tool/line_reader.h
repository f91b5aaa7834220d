// Reads a file or standard input line by line.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace arnorm::tool {

// One line: its text and its end, "\n", "\r\n" or nothing at the end of the file.
struct Line {
  std::string_view text;
  std::string_view end;
  std::size_t number = 0; // from 1
  std::size_t offset = 0; // bytes of the file before it
};

class LineReader {
public:
  // `idle` is called before a read that would have to wait. False from it ends the input: nobody
  // takes what would come.
  explicit LineReader(std::function<bool()> idle) : idle_(std::move(idle)) {}
  ~LineReader();
  LineReader(const LineReader &) = delete;
  LineReader &operator=(const LineReader &) = delete;

  // "-" is standard input. False after an explained error.
  bool open(const std::string &file);

  // False at the end and after an error; `failed` tells which.
  bool next(Line &line);
  bool failed() const { return failed_; }
  const std::string &name() const { return name_; }

private:
  bool fill();
  bool fail();
  Line take(std::size_t length, std::size_t end_length);

  std::function<bool()> idle_;
  std::string name_;
  int descriptor_ = -1;
  std::string buffer_;
  std::size_t begin_ = 0;   // of what has not been given out
  std::size_t scanned_ = 0; // no line feed before this
  std::size_t number_ = 0;
  std::size_t offset_ = 0;
  bool at_end_ = false;
  bool failed_ = false;
};

} // namespace arnorm::tool
