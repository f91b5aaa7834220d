#include "text.h"

#include <cstring>

#include "utf8.h"

namespace arnorm::python {
namespace {

constexpr std::size_t max_kept_bytes = std::size_t{1} << 20;

template <class Unit>
std::string_view encode_to(Buffer &buffer, const void *units, std::size_t length, bool replace) {
  char *begin = buffer.reserve(length * max_utf8_bytes(sizeof(Unit)));
  char *end = encode(static_cast<const Unit *>(units), length, replace, begin);
  return {begin, static_cast<std::size_t>(end - begin)};
}

bool fill(PyObject *str, std::string_view text, std::size_t length) {
  switch (PyUnicode_KIND(str)) {
  case PyUnicode_1BYTE_KIND:
    return decode(text, PyUnicode_1BYTE_DATA(str), length);
  case PyUnicode_2BYTE_KIND:
    return decode(text, PyUnicode_2BYTE_DATA(str), length);
  default:
    return decode(text, PyUnicode_4BYTE_DATA(str), length);
  }
}

py::object checked(PyObject *object) {
  if (object == nullptr) {
    throw py::error_already_set();
  }
  return py::reinterpret_steal<py::object>(object);
}

std::size_t first_surrogate(PyObject *str, std::size_t length) {
  std::size_t at = 0;
  while (at < length &&
         Py_UNICODE_IS_SURROGATE(PyUnicode_READ_CHAR(str, static_cast<Py_ssize_t>(at))) == 0) {
    ++at;
  }
  return at;
}

} // namespace

char *Buffer::reserve(std::size_t size) {
  if (size > size_) {
    bytes_.reset();
    size_ = 0;
    bytes_.reset(new char[size]);
    size_ = size;
  }
  return bytes_.get();
}

void Buffer::trim() {
  if (size_ > max_kept_bytes) {
    bytes_.reset();
    size_ = 0;
  }
}

Text Text::of(py::handle object) {
  Text text;
  if (PyUnicode_Check(object.ptr())) {
    text.is_str_ = true;
    text.object_ = py::reinterpret_borrow<py::object>(object);
    text.data_ = PyUnicode_DATA(object.ptr());
    text.length_ = static_cast<std::size_t>(PyUnicode_GET_LENGTH(object.ptr()));
    text.unit_ = static_cast<unsigned>(PyUnicode_KIND(object.ptr()));
    text.is_utf8_ = PyUnicode_IS_ASCII(object.ptr()) != 0;
    return text;
  }
  if (PyBytes_Check(object.ptr())) {
    text.object_ = py::reinterpret_borrow<py::object>(object);
  } else if (PyObject_CheckBuffer(object.ptr()) != 0) {
    // A copy: others may write to the buffer while a chain reads.
    text.object_ = checked(PyBytes_FromObject(object.ptr()));
  } else {
    throw py::type_error(std::string("a text is str or bytes, not ") +
                         Py_TYPE(object.ptr())->tp_name);
  }
  text.data_ = PyBytes_AS_STRING(text.object_.ptr());
  text.length_ = static_cast<std::size_t>(PyBytes_GET_SIZE(text.object_.ptr()));
  return text;
}

std::string_view Text::utf8(Invalid invalid, Buffer &buffer) const {
  bool replace = invalid == Invalid::replace;
  if (is_utf8_) {
    return {static_cast<const char *>(data_), length_};
  }
  switch (unit_) {
  case 1:
    return encode_to<Py_UCS1>(buffer, data_, length_, replace);
  case 2:
    return encode_to<Py_UCS2>(buffer, data_, length_, replace);
  default:
    return encode_to<Py_UCS4>(buffer, data_, length_, replace);
  }
}

py::object Text::changed(std::string_view output) const {
  if (is_str_) {
    return to_str(output);
  }
  return checked(PyBytes_FromStringAndSize(output.data(), static_cast<Py_ssize_t>(output.size())));
}

py::object Text::unchanged(std::string_view output) const {
  bool is_plain = PyUnicode_CheckExact(object_.ptr()) || PyBytes_CheckExact(object_.ptr());
  return is_plain ? object_ : changed(output);
}

void Text::raise_malformed(const Tally &tally, const std::string &where) const {
  py::object error;
  if (is_str_) {
    std::size_t at = first_surrogate(object_.ptr(), length_);
    error = py::handle(PyExc_UnicodeEncodeError)("utf-8", object_, at, at + 1,
                                                 "surrogates not allowed" + where);
  } else {
    std::size_t at = tally.first_malformed.value_or(0);
    error = py::handle(PyExc_UnicodeDecodeError)("utf-8", object_, at, at + 1,
                                                 "malformed byte" + where);
  }
  PyErr_SetObject(py::type::handle_of(error).ptr(), error.ptr());
  throw py::error_already_set();
}

py::object to_str(std::string_view utf8) {
  Shape shape = shape_of(utf8);
  py::object str = checked(PyUnicode_New(static_cast<Py_ssize_t>(shape.length), shape.largest));
  if (shape.largest == 0x7F) {
    std::memcpy(PyUnicode_1BYTE_DATA(str.ptr()), utf8.data(), utf8.size());
  } else if (!fill(str.ptr(), utf8, shape.length)) {
    return checked(
        PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "surrogatepass"));
  }
  return str;
}

py::str name_to_str(std::string_view bytes) {
  return checked(
      PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "surrogateescape"));
}

std::string name_of(py::handle str) {
  if (!PyUnicode_Check(str.ptr())) {
    throw py::type_error(std::string("expected str, not ") + Py_TYPE(str.ptr())->tp_name);
  }
  py::object bytes = checked(PyUnicode_AsEncodedString(str.ptr(), "utf-8", "surrogateescape"));
  return {PyBytes_AS_STRING(bytes.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.ptr()))};
}

} // namespace arnorm::python
