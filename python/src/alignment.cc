#include "alignment.h"

#include <memory>
#include <optional>
#include <string>

#include "alignment_docs.h"
#include "arnorm/alignment.h"
#include "arnorm/offsets.h"
#include "self.h"
#include "str_index.h"
#include "text.h"
#include "unlocked.h"

namespace arnorm::python {

// A text as Python has it and as UTF-8, and offsets from one to the other.
class IndexedText {
public:
  IndexedText(py::object object, std::string utf8)
      : object_(std::move(object)), utf8_(std::make_unique<std::string>(std::move(utf8))) {
    if (PyUnicode_Check(object_.ptr())) {
      index_.emplace(*utf8_);
    }
  }

  const py::object &object() const { return object_; }
  std::string_view utf8() const { return *utf8_; }
  bool is_str() const { return index_.has_value(); }
  std::size_t size() const { return index_ ? index_->size() : utf8_->size(); }
  Range to_bytes(Range range) const { return index_ ? index_->to_bytes(range) : range; }
  Range from_bytes(Range range) const { return index_ ? index_->from_bytes(range) : range; }

private:
  py::object object_;
  std::unique_ptr<std::string> utf8_; // stays where it is: the index reads it
  std::optional<StrIndex> index_;     // of a str
};

class PyAlignment {
public:
  PyAlignment(IndexedText input, IndexedText output, Alignment alignment)
      : input_(std::make_shared<const IndexedText>(std::move(input))),
        output_(std::make_shared<const IndexedText>(std::move(output))),
        alignment_(std::move(alignment)) {}

  const IndexedText &input() const { return *input_; }
  const IndexedText &output() const { return *output_; }

  Range to_input(Range range, bool clusters) const {
    return map(alignment_.to_input(output().to_bytes(range)), clusters, input());
  }
  Range to_output(Range range, bool clusters) const {
    return map(alignment_.to_output(input().to_bytes(range)), clusters, output());
  }

  py::list edits() const;
  std::size_t edit_count() const { return alignment_.edit_count(); }
  std::unique_ptr<PyAlignment> then(const PyAlignment &next) const;
  std::string repr() const;

private:
  using TextPtr = std::shared_ptr<const IndexedText>;
  PyAlignment(TextPtr input, TextPtr output, Alignment alignment)
      : input_(std::move(input)), output_(std::move(output)), alignment_(std::move(alignment)) {}

  static Range map(Range bytes, bool clusters, const IndexedText &to) {
    return to.from_bytes(clusters ? whole_clusters(to.utf8(), bytes) : bytes);
  }

  TextPtr input_;
  TextPtr output_;
  Alignment alignment_; // in bytes of UTF-8
};

namespace {

py::object type(const char *name) { return py::module_::import("arnorm._types").attr(name); }

py::object to_python(Range range) { return type("Range")(range.begin, range.end); }

Range to_range(py::ssize_t begin, py::ssize_t end) {
  if (begin < 0 || end < begin) {
    throw py::value_error(
        "a range is two offsets from the beginning, the first not after the second");
  }
  return {static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
}

using Map = Range (PyAlignment::*)(Range, bool) const;

template <Map map>
py::object map_range(Self<PyAlignment> self, py::ssize_t begin, py::ssize_t end, bool clusters) {
  return to_python(((*self).*map)(to_range(begin, end), clusters));
}

} // namespace

py::list PyAlignment::edits() const {
  py::object edit = type("Edit");
  py::list out;
  for (const Edit &one : alignment_.edits()) {
    out.append(
        edit(to_python(input().from_bytes(one.in)), to_python(output().from_bytes(one.out))));
  }
  return out;
}

std::unique_ptr<PyAlignment> PyAlignment::then(const PyAlignment &next) const {
  if (output().is_str() != next.input().is_str() ||
      !output().object().equal(next.input().object())) {
    throw py::value_error("the input of the second alignment is not the output of the first");
  }
  if (output().utf8() != next.input().utf8()) {
    throw py::value_error("the second alignment was made with invalid='replace', which reads the "
                          "lone surrogates in its input in another way");
  }
  Alignment both = Alignment::compose(alignment_, next.alignment_);
  return std::unique_ptr<PyAlignment>(new PyAlignment(input_, next.output_, std::move(both)));
}

std::string PyAlignment::repr() const {
  const char *unit = input().is_str() ? " code points" : " bytes";
  return "<arnorm.Alignment of " + std::to_string(input().size()) + " to " +
         std::to_string(output().size()) + unit + ", edits: " + std::to_string(edit_count()) + ">";
}

py::object align(const PyChain &chain, py::handle object, Invalid invalid) {
  Text text = Text::of(object);
  std::string input;
  std::string output;
  Alignment alignment;
  Tally tally;
  {
    Unlocked unlocked;
    Buffer buffer;
    input = text.utf8(invalid, buffer);
    tally = chain.chain().apply(input, output, alignment, invalid);
  }
  if (tally.stopped) {
    text.raise_malformed(tally, "");
  }
  py::object result = input == output ? text.unchanged(output) : text.changed(output);
  return py::cast(std::make_unique<PyAlignment>(IndexedText(text.object(), std::move(input)),
                                                IndexedText(std::move(result), std::move(output)),
                                                std::move(alignment)));
}

void define_alignment(py::module_ &module) {
  py::class_<PyAlignment> type(module, "Alignment", alignment_doc);
  type.attr("__module__") = "arnorm";
  type.def_property_readonly(
      "input", [](Self<PyAlignment> self) { return self->input().object(); }, input_doc);
  type.def_property_readonly(
      "output", [](Self<PyAlignment> self) { return self->output().object(); }, output_doc);
  type.def_property_readonly(
      "edits", [](Self<PyAlignment> self) { return self->edits(); }, edits_doc);
  type.def("to_input", map_range<&PyAlignment::to_input>, py::arg("begin"), py::arg("end"),
           py::kw_only(), py::arg("clusters") = false, to_input_doc);
  type.def("to_output", map_range<&PyAlignment::to_output>, py::arg("begin"), py::arg("end"),
           py::kw_only(), py::arg("clusters") = false, to_output_doc);
  type.def(
      "then", [](Self<PyAlignment> self, Self<PyAlignment> next) { return self->then(*next); },
      py::arg("next"), then_doc);
  type.def("__repr__", [](Self<PyAlignment> self) { return self->repr(); });
}

} // namespace arnorm::python
