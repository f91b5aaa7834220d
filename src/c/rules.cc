#include "arnorm/rules.h"

#include <fmt/format.h>

#include "c/handles.h"
#include "characters/json_text.h"

namespace {

using namespace arnorm;
using namespace arnorm::c;

std::string_view name_of(Origin origin) {
  switch (origin) {
  case Origin::built_in:
    return "built-in";
  case Origin::text:
    return "text";
  case Origin::file:
    break;
  }
  return "file";
}

std::string json_of(const ListedSet &set) {
  return fmt::format(R"({{"name": {}, "title": {}, "source": {}, "file": {}, "origin": "{}", )"
                     R"("from": {}, "to": {}, "reversible": {}, "idempotent": {}, )"
                     R"("rows": {}, "runs_backwards": {}, "needs_icu": {}}})",
                     json_string(set.name), json_string(set.title), json_string(set.source),
                     json_string(set.file), name_of(set.origin), json_string(set.scripts.from),
                     json_string(set.scripts.to), set.reversible, set.idempotent, set.rows,
                     set.runs_backwards, set.needs_icu);
}

// Whether a chain can name it.
bool is_name(std::string_view name) {
  return !name.empty() && name.find_first_of("/,:") == std::string_view::npos &&
         !name.ends_with(".toml");
}

} // namespace

arnorm_rules *arnorm_rules_new(void) {
  return handle([] { return new arnorm_rules; });
}

void arnorm_rules_free(arnorm_rules *rules) { delete rules; }

arnorm_status arnorm_rules_add_folder(arnorm_rules *rules, const char *path, size_t path_size) {
  if (rules == nullptr || !is_text(path, path_size)) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    rules->options.path.emplace_back(text_of(path, path_size));
    return ARNORM_OK;
  });
}

arnorm_status arnorm_rules_add_text(arnorm_rules *rules, const char *name, size_t name_size,
                                    const char *text, size_t text_size) {
  if (rules == nullptr || !is_text(name, name_size) || !is_text(text, text_size) ||
      !is_name(text_of(name, name_size))) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    rules->options.texts.insert_or_assign(std::string(text_of(name, name_size)),
                                          std::string(text_of(text, text_size)));
    return ARNORM_OK;
  });
}

arnorm_status arnorm_rules_allow_files(arnorm_rules *rules, arnorm_files files) {
  if (rules == nullptr || files < ARNORM_FILES_NONE || files > ARNORM_FILES_ANY) {
    return ARNORM_BAD_ARGUMENT;
  }
  rules->options.files = files == ARNORM_FILES_NONE        ? Files::none
                         : files == ARNORM_FILES_CONTAINED ? Files::contained
                                                           : Files::any;
  return ARNORM_OK;
}

arnorm_status arnorm_rules_list(const arnorm_rules *rules, arnorm_buffer *out) {
  if (out == nullptr) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    RuleList list = Rules(rules != nullptr ? rules->options : Options()).list();
    std::string json;
    for (const ListedSet &set : list.sets) {
      json += (json.empty() ? "[" : ",\n ") + json_of(set);
    }
    return append(*out, (json.empty() ? "[" : json) + "]\n");
  });
}
