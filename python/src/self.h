// The argument `self` of a method. It is never null, unlike a reference in the manner of pybind11,
// which makes one to nothing of an object whose __init__ was not called.
#pragma once

#include <pybind11/pybind11.h>

namespace arnorm::python {

template <class Class> struct Self {
  Class *object = nullptr;
  Class *operator->() const { return object; }
  Class &operator*() const { return *object; }

  // Null for an object of another class.
  static Self of(pybind11::handle object) {
    if (!pybind11::isinstance<Class>(object)) {
      return {};
    }
    auto *instance = reinterpret_cast<pybind11::detail::instance *>(object.ptr());
    // By its type, because a class of the caller's may have several of ours as bases.
    const auto *type = pybind11::detail::get_type_info(typeid(Class));
    return {static_cast<Class *>(instance->get_value_and_holder(type).value_ptr())};
  }
};

} // namespace arnorm::python

template <class Class> struct pybind11::detail::type_caster<arnorm::python::Self<Class>> {
  PYBIND11_TYPE_CASTER(arnorm::python::Self<Class>, const_name("self"));
  bool load(handle object, bool) {
    value = arnorm::python::Self<Class>::of(object);
    return value.object != nullptr;
  }
};
