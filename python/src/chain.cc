#include "chain.h"

#include <algorithm>

#include "alignment.h"
#include "apply.h"
#include "chain/chain_access.h"
#include "chain_docs.h"
#include "parse/rule_library.h"
#include "records.h"
#include "self.h"
#include "text.h"
#include "trace.h"
#include "unlocked.h"

namespace arnorm::python {
namespace {

// Loading can take a tenth of a second, and runs without the interpreter's lock. Only what reads
// the environment has the lock, as `os.environ[...] = ...` has.
template <class Load> Loaded unlocked(const Options &options, const Load &load) {
  RuleLibrary library(options);
  Unlocked without_lock;
  return load(library);
}

// Null never: throws arnorm.Error.
std::shared_ptr<const Chain> accept(const Loaded &loaded) {
  if (!loaded) {
    raise(loaded.diagnostics);
  }
  warn(loaded.diagnostics);
  return loaded.share();
}

bool has_icu_stage(const Chain &chain) {
  std::vector<StageInfo> stages = chain.stages();
  return std::any_of(stages.begin(), stages.end(),
                     [](const StageInfo &stage) { return stage.engine == Engine::icu; });
}

template <class Items> py::tuple tuple_of(const Items &items) {
  py::tuple out(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    out[i] = to_python(items[i]);
  }
  return out;
}

py::str icu_rules(Self<PyChain> self) {
  IcuRules icu = self->chain().icu_rules();
  if (!icu) {
    raise(icu.diagnostics);
  }
  return icu.rules;
}

// By name or text, options and fingerprint: see arnorm/_pickle.py.
py::tuple reduce(Self<PyChain> self) {
  py::object restore = py::module_::import("arnorm._pickle").attr("restore");
  return py::make_tuple(restore, py::make_tuple(name_to_str(self->name()), self->rules(),
                                                self->keywords(), self->fingerprint()));
}

py::object is_equal(Self<PyChain> self, py::handle object) {
  auto other = Self<PyChain>::of(object);
  if (other.object == nullptr) {
    return py::reinterpret_borrow<py::object>(Py_NotImplemented);
  }
  return py::bool_(self->fingerprint() == other->fingerprint());
}

// CPython calls a chain without a detour: see apply.h.
void set_call(PyHeapTypeObject *type) { type->ht_type.tp_call = call_chain; }

using Class = py::class_<PyChain>;

template <class... Extra> void define_loading(Class &type, const Extra &...options) {
  type.def(py::init([](py::object name, bool reverse, py::object engine, py::object files,
                       py::object path, py::object texts) {
             return PyChain::load(name, {reverse, engine, files, path, texts});
           }),
           py::arg("name"), options...);
  type.def_static(
      "parse",
      [](py::object rules, py::object name, bool reverse, py::object engine, py::object files,
         py::object path, py::object texts) {
        return PyChain::parse(name_of(rules), name_of(name), {reverse, engine, files, path, texts});
      },
      py::arg("rules"), py::arg("name") = "<text>", options..., parse_doc);
}

void define_texts(Class &type) {
  type.def(
      "apply",
      [](Self<PyChain> self, py::object texts, int threads, py::object invalid) {
        return apply_all(*self, texts, threads, to_invalid(invalid));
      },
      py::arg("texts"), py::kw_only(), py::arg("threads") = 1, py::arg("invalid") = "keep",
      apply_doc);
}

void define_alignments(Class &type) {
  type.def(
      "align",
      [](Self<PyChain> self, py::object text, py::object invalid) {
        return align(*self, text, to_invalid(invalid));
      },
      py::arg("text"), py::kw_only(), py::arg("invalid") = "keep", align_doc);
  type.def(
      "trace",
      [](Self<PyChain> self, py::object text, bool near, py::object invalid) {
        return trace(*self, text, near, to_invalid(invalid));
      },
      py::arg("text"), py::kw_only(), py::arg("near") = false, py::arg("invalid") = "keep",
      trace_doc);
}

void define_properties(Class &type) {
  type.def_property_readonly(
      "name", [](Self<PyChain> self) { return name_to_str(self->name()); }, name_doc);
  type.def_property_readonly(
      "fingerprint", [](Self<PyChain> self) { return self->fingerprint(); }, fingerprint_doc);
  type.def_property_readonly(
      "direction", [](Self<PyChain> self) { return to_word(self->chain().direction()); },
      direction_doc);
  type.def_property_readonly(
      "scripts", [](Self<PyChain> self) { return to_python(self->chain().scripts()); },
      scripts_doc);
  type.def_property_readonly(
      "sets", [](Self<PyChain> self) { return tuple_of(self->chain().sets()); }, sets_doc);
  type.def_property_readonly(
      "stages", [](Self<PyChain> self) { return tuple_of(self->chain().stages()); }, stages_doc);
  type.def_property_readonly(
      "reach", [](Self<PyChain> self) { return to_python(self->chain().reach()); }, reach_doc);
  type.def_property_readonly(
      "is_line_local", [](Self<PyChain> self) { return self->chain().is_line_local(); },
      is_line_local_doc);
  type.def("icu_rules", icu_rules, icu_rules_doc);
}

void define_protocols(Class &type) {
  type.def("__repr__", [](Self<PyChain> self) { return self->repr(); });
  type.def("__eq__", is_equal, py::is_operator());
  type.def("__hash__", [](Self<PyChain> self) { return py::hash(py::str(self->fingerprint())); });
  type.def("__reduce__", reduce);
  // A chain does not change.
  type.def("__copy__", [](py::object self) { return self; });
  type.def("__deepcopy__", [](py::object self, py::handle) { return self; });
}

} // namespace

PyChain::PyChain(std::shared_ptr<const Chain> chain, std::string name, py::object rules,
                 py::dict keywords)
    : chain_(std::move(chain)), name_(std::move(name)), rules_(std::move(rules)),
      keywords_(std::move(keywords)), runs_icu_(has_icu_stage(*chain_)) {}

std::unique_ptr<PyChain> PyChain::load(py::handle name, const OptionArguments &arguments) {
  std::string chain = to_name(name);
  Options options = to_options(arguments);
  Loaded loaded = unlocked(
      options, [&](RuleLibrary &library) { return ChainAccess::load(chain, options, library); });
  return std::unique_ptr<PyChain>(
      new PyChain(accept(loaded), std::move(chain), py::none(), to_keywords(arguments, options)));
}

std::unique_ptr<PyChain> PyChain::parse(const std::string &rules, const std::string &name,
                                        const OptionArguments &arguments) {
  Options options = to_options(arguments);
  Loaded loaded = unlocked(options, [&](RuleLibrary &library) {
    return ChainAccess::parse(rules, options, name, library);
  });
  return std::unique_ptr<PyChain>(
      new PyChain(accept(loaded), name, name_to_str(rules), to_keywords(arguments, options)));
}

const std::string &PyChain::fingerprint() {
  if (fingerprint_.empty()) {
    fingerprint_ = chain_->fingerprint();
  }
  return fingerprint_;
}

std::string PyChain::repr() const {
  std::string out = rules_.is_none() ? "arnorm.Chain(" : "arnorm.Chain.parse(..., name=";
  out += py::cast<std::string>(py::repr(name_to_str(name_)));
  for (auto [key, value] : keywords_) {
    out += ", " + py::cast<std::string>(key) + "=";
    out += key.equal(py::str("texts")) ? "{...}" : py::cast<std::string>(py::repr(value));
  }
  return out + ")";
}

void define_chain(py::module_ &module) {
  Class type(module, "Chain", py::custom_type_setup(set_call), chain_doc);
  type.attr("__module__") = "arnorm";
  define_loading(type, py::kw_only(), py::arg("reverse") = false, py::arg("engine") = "auto",
                 py::arg("files") = "contained", py::arg("path") = py::tuple(),
                 py::arg("texts") = py::none());
  define_texts(type);
  define_alignments(type);
  define_properties(type);
  define_protocols(type);
}

} // namespace arnorm::python
