// A Python str or bytes as the UTF-8 text that a chain reads, and the way back.
//
// A str may hold lone surrogates, which UTF-8 cannot: U+D800 to U+DFFF by itself, as in text that
// was read with errors="surrogateescape". They are encoded as if they were characters:
//
//     str     'a' U+DCFF 'b'
//     bytes   61  ED B3 BF  62
//
// To a chain the bytes ED B3 BF are malformed, so it copies them, and the way back makes the same
// surrogate of them.
//
// Nothing here knows chains. What needs the interpreter's lock says so.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <pybind11/pybind11.h>

#include "arnorm/arnorm.h"

namespace arnorm::python {

namespace py = pybind11;

// Memory that grows and is not cleared.
class Buffer {
public:
  char *reserve(std::size_t size);
  // Gives back what a single large text has left.
  void trim();

private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

class Text {
public:
  // Needs the lock; throws TypeError for an object that is no text. Keeps the object alive.
  static Text of(py::handle object);

  bool is_str() const { return is_str_; }
  std::size_t length() const { return length_; } // code points of a str, bytes of bytes
  std::size_t bytes() const { return length_ * unit_; }
  py::handle object() const { return object_; }

  // The text as UTF-8, which lies in the object itself or in `buffer`. Under Invalid::replace a
  // lone surrogate is one malformed byte, so that one U+FFFD takes its place. Without the lock.
  std::string_view utf8(Invalid invalid, Buffer &buffer) const;

  // What a chain has made of it, as an object of the same kind. Needs the lock.
  py::object changed(std::string_view output) const;
  // The same when nothing has changed: the object itself, unless it is of a class derived from str
  // or bytes. Needs the lock.
  py::object unchanged(std::string_view output) const;

  // Sets UnicodeEncodeError or UnicodeDecodeError for the first malformed place, and throws.
  // `where` is appended to the reason. Needs the lock.
  [[noreturn]] void raise_malformed(const Tally &tally, const std::string &where) const;

private:
  py::object object_;
  const void *data_ = nullptr;
  std::size_t length_ = 0;
  unsigned unit_ = 1; // bytes of a code unit
  bool is_str_ = false;
  bool is_utf8_ = true; // bytes, or a str of ASCII
};

// A str from UTF-8; surrogates may be encoded as above. Needs the lock.
py::object to_str(std::string_view utf8);

// A str from any bytes, and bytes from any str, by the rules of `os.fsdecode`. For names and
// messages, not for texts. They need the lock.
py::str name_to_str(std::string_view bytes);
std::string name_of(py::handle str);

} // namespace arnorm::python
