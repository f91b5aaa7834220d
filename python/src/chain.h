// The class arnorm.Chain: a chain, and what it was made from.
#pragma once

#include <memory>
#include <string>

#include <pybind11/pybind11.h>

#include "arnorm/arnorm.h"
#include "options.h"

namespace arnorm::python {

namespace py = pybind11;

class PyChain {
public:
  static std::unique_ptr<PyChain> load(py::handle name, const OptionArguments &arguments);
  static std::unique_ptr<PyChain> parse(const std::string &rules, const std::string &name,
                                        const OptionArguments &arguments);

  const Chain &chain() const { return *chain_; }
  const std::string &name() const { return name_; }
  // The text it was parsed from; None for a chain that was loaded by name.
  const py::object &rules() const { return rules_; }
  const py::dict &keywords() const { return keywords_; }
  // ICU's transliterators share a lock, for which a thread may have to wait.
  bool runs_icu() const { return runs_icu_; }
  const std::string &fingerprint();
  std::string repr() const;

private:
  PyChain(std::shared_ptr<const Chain> chain, std::string name, py::object rules,
          py::dict keywords);

  std::shared_ptr<const Chain> chain_;
  std::string name_;
  py::object rules_;
  py::dict keywords_;
  bool runs_icu_;
  std::string fingerprint_; // empty until somebody asks
};

// The argument `self` of a method. It is never null, unlike a reference in the manner of pybind11,
// which makes one to nothing of an object whose __init__ was not called.
struct Self {
  PyChain *chain = nullptr;
  PyChain *operator->() const { return chain; }
  PyChain &operator*() const { return *chain; }

  // Null for an object that is no chain.
  static Self of(py::handle object);
};

// Adds the class to the module.
void define_chain(py::module_ &module);

} // namespace arnorm::python

template <> struct pybind11::detail::type_caster<arnorm::python::Self> {
  PYBIND11_TYPE_CASTER(arnorm::python::Self, const_name("arnorm.Chain"));
  bool load(handle object, bool) {
    value = arnorm::python::Self::of(object);
    return value.chain != nullptr;
  }
};
