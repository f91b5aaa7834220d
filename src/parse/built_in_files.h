// Finds the files inside the library, by name and by key.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/source.h"
#include "parse/builtin_rules.h"
#include "parse/ready_set.h"

namespace arnorm {

// "<built-in>/romanize/buckwalter.toml", which is also the key of its Home.
std::string name_of(const BuiltinRules &builtin);
bool is_built_in_key(std::string_view key);
std::string_view path_of_key(std::string_view key); // "romanize/buckwalter.toml"

// The first of the folders that has a rule file of this name; null if none does.
const BuiltinRules *find_builtin(const std::string &name, const std::vector<std::string> &folders);

// Null for a file of words and a file of sets, and where the library has no sets ready.
const ReadyRules *find_ready(std::string_view key);

std::shared_ptr<const Source> source_of(const BuiltinRules &builtin);
std::shared_ptr<const Source> built_in_source(std::string_view path); // null if there is none

} // namespace arnorm
