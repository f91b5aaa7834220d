#include "options.h"

#include <algorithm>
#include <array>
#include <string>

#include "text.h"

namespace arnorm::python {
namespace {

template <class Value> struct Word {
  std::string_view word;
  Value value;
};

constexpr std::array engines{Word<Engine>{"auto", Engine::automatic},
                             Word<Engine>{"icu", Engine::icu},
                             Word<Engine>{"table", Engine::table}};
constexpr std::array all_files{Word<Files>{"none", Files::none},
                               Word<Files>{"contained", Files::contained},
                               Word<Files>{"any", Files::any}};
constexpr std::array invalids{Word<Invalid>{"keep", Invalid::keep},
                              Word<Invalid>{"replace", Invalid::replace},
                              Word<Invalid>{"error", Invalid::error}};

template <class Words> std::string listed(const Words &words) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    list += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
    list += "'" + std::string(words[i].word) + "'";
  }
  return list;
}

template <class Words> auto find(const char *argument, py::handle given, const Words &words) {
  std::string word = py::isinstance<py::str>(given) ? name_of(given) : "";
  auto found = std::find_if(words.begin(), words.end(),
                            [&](const auto &known) { return known.word == word; });
  if (found == words.end()) {
    throw py::value_error(std::string(argument) + " must be " + listed(words) + ", not " +
                          py::cast<std::string>(py::repr(given)));
  }
  return found->value;
}

py::object fspath(py::handle path) {
  return py::reinterpret_steal<py::object>(PyOS_FSPath(path.ptr()));
}

std::string folder(py::handle path) {
  py::object plain = fspath(path);
  if (!plain) {
    throw py::error_already_set();
  }
  return py::isinstance<py::bytes>(plain) ? py::cast<std::string>(plain) : name_of(plain);
}

bool is_one_path(py::handle path) {
  return py::isinstance<py::str>(path) || py::isinstance<py::bytes>(path) ||
         py::hasattr(path, "__fspath__");
}

std::vector<std::string> folders(py::handle path) {
  if (is_one_path(path)) {
    return {folder(path)};
  }
  std::vector<std::string> out;
  for (py::handle one : py::reinterpret_borrow<py::object>(path)) {
    out.push_back(folder(one));
  }
  return out;
}

RuleTexts to_texts(py::handle texts) {
  RuleTexts out;
  for (auto [name, text] : py::dict(py::reinterpret_borrow<py::object>(texts))) {
    out.emplace(name_of(name), name_of(text));
  }
  return out;
}

py::list to_list(const std::vector<std::string> &names) {
  py::list out;
  for (const std::string &name : names) {
    out.append(name_to_str(name));
  }
  return out;
}

py::dict to_dict(const RuleTexts &texts) {
  py::dict out;
  for (const auto &[name, text] : texts) {
    out[name_to_str(name)] = name_to_str(text);
  }
  return out;
}

bool is_given(const py::object &argument) { return argument && !argument.is_none(); }

} // namespace

Options to_options(const OptionArguments &arguments) {
  Options options;
  options.direction = arguments.reverse ? Direction::reverse : Direction::forward;
  options.engine = find("engine", arguments.engine, engines);
  options.files = find("files", arguments.files, all_files);
  if (is_given(arguments.path)) {
    options.path = folders(arguments.path);
  }
  if (is_given(arguments.texts)) {
    options.texts = to_texts(arguments.texts);
  }
  return options;
}

py::dict to_keywords(const OptionArguments &arguments, const Options &options) {
  py::dict keywords;
  if (arguments.reverse) {
    keywords["reverse"] = true;
  }
  if (!arguments.engine.equal(py::str("auto"))) {
    keywords["engine"] = arguments.engine;
  }
  if (!arguments.files.equal(py::str("contained"))) {
    keywords["files"] = arguments.files;
  }
  if (!options.path.empty()) {
    keywords["path"] = to_list(options.path);
  }
  if (!options.texts.empty()) {
    keywords["texts"] = to_dict(options.texts);
  }
  return keywords;
}

Invalid to_invalid(py::handle word) {
  return word ? find("invalid", word, invalids) : Invalid::keep;
}

std::string to_name(py::handle name) {
  if (py::isinstance<py::str>(name)) {
    return name_of(name);
  }
  return folder(name);
}

} // namespace arnorm::python
