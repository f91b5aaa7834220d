// Splits what a client sends into messages: the base protocol of LSP 3.17, headers and a body.
//
//     Content-Length: 17\r\n
//     \r\n
//     {"jsonrpc":"2.0"}
//
// Holds only what has arrived, so that a large Content-Length costs nothing. Does not depend on
// the content of messages or on where the bytes come from.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace arnorm::tool {

class FrameReader {
public:
  static constexpr std::size_t max_header = 4096;
  // A rule file of 4 MiB with each character escaped, twice over.
  static constexpr std::size_t max_body = 64u << 20;

  void add(std::string_view bytes) {
    buffer_.erase(0, begin_);
    begin_ = 0;
    buffer_ += bytes;
  }

  // The body of the next message, if all of it has arrived.
  std::optional<std::string> next();

  // Why there can be no more messages: after wrong headers, nobody knows where the next one begins.
  // Empty if all is well.
  const std::string &problem() const { return problem_; }

  // Whether the bytes so far end within a message.
  bool is_within() const { return length_ || begin_ < buffer_.size(); }

private:
  bool read_header();
  bool read_field(std::string_view line);

  std::string buffer_;
  std::size_t begin_ = 0;             // of what has not been read
  std::optional<std::size_t> length_; // of the body, while it arrives
  std::string problem_;
};

// A message with its header.
std::string frame(std::string_view body);

} // namespace arnorm::tool
