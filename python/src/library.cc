#include "library.h"

#include "chain/description.h"
#include "check/check_rules.h"
#include "library_docs.h"
#include "options.h"
#include "parse/rule_library.h"
#include "records.h"
#include "unlocked.h"

namespace arnorm::python {
namespace {

OptionArguments arguments_of(py::object files, py::object path, py::object texts) {
  return {.reverse = false,
          .engine = py::str("auto"),
          .files = std::move(files),
          .path = std::move(path),
          .texts = std::move(texts)};
}

py::list list(py::object path, py::object files, py::object texts) {
  // With the lock, as it reads the environment.
  RuleLibrary library(to_options(arguments_of(files, path, texts)));
  Report report;
  std::vector<ListedSet> sets;
  {
    Unlocked unlocked;
    sets = listed_sets(library, report);
  }
  warn(report.take());
  py::list out;
  for (const ListedSet &set : sets) {
    out.append(to_python(set));
  }
  return out;
}

py::tuple check(py::object name, py::object path, py::object files, py::object texts) {
  std::string file = to_name(name);
  RuleLibrary library(to_options(arguments_of(files, path, texts)));
  Report report;
  {
    Unlocked unlocked;
    if (RuleSetPtr set = library.load(file, {}, report)) {
      check_rules(set, library, report);
    }
  }
  return to_python(report.take());
}

py::object explain(const std::string &code) {
  std::string_view page = explain_code(code);
  return page.empty() ? py::object(py::none()) : py::object(py::str(page.data(), page.size()));
}

} // namespace

void define_library(py::module_ &module) {
  module.def("list", list, py::kw_only(), py::arg("path") = py::tuple(),
             py::arg("files") = "contained", py::arg("texts") = py::none(), list_doc);
  module.def("check", check, py::arg("name"), py::kw_only(), py::arg("path") = py::tuple(),
             py::arg("files") = "contained", py::arg("texts") = py::none(), check_doc);
  module.def("explain", explain, py::arg("code"), explain_doc);
}

} // namespace arnorm::python
