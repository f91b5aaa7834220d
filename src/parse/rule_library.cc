#include "parse/rule_library.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/split.h"
#include "config.h"
#include "parse/builtin_rules.h"
#include "parse/extends.h"
#include "parse/read_file.h"
#include "parse/rule_file.h"
#include "rules/masked_rows.h"

namespace arnorm {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".toml";
constexpr std::size_t deepest = 64; // files that lead to files

// Folders inside a folder of rules.
const std::vector<std::string> rule_folders{"", "normalize/", "romanize/", "compatible/"};
const std::vector<std::string> set_folders{"common/", ""};

std::string environment(const char *name) {
  const char *value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void append_split(std::vector<std::string> &out, const std::string &list) {
  for (std::string_view part : split(list, ':')) {
    if (!part.empty()) {
      out.emplace_back(part);
    }
  }
}

std::string user_folder() {
  std::string data = environment("XDG_DATA_HOME");
  std::string home = environment("HOME");
  if (data.empty() && !home.empty()) {
    data = home + "/.local/share";
  }
  return data.empty() ? "" : data + "/arnorm/rules";
}

std::string folder_of(const std::string &file) {
  std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : file.substr(0, slash);
}

std::string normal(const std::string &file) { return fs::path(file).lexically_normal().string(); }

// One name for one file, so that it is known again.
std::string key_of(const std::string &file) {
  std::error_code error;
  fs::path path = fs::canonical(file, error);
  return error ? normal(file) : path.string();
}

constexpr std::string_view builtin_prefix = "<built-in>/";

const BuiltinRules *find_builtin(const std::string &name, const std::vector<std::string> &folders) {
  for (const std::string &folder : folders) {
    std::string path = folder + name + std::string(ending);
    for (const BuiltinRules &builtin : builtin_rules()) {
      if (builtin.path == path) {
        return &builtin;
      }
    }
  }
  return nullptr;
}

std::string stem_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1); // npos + 1 is 0
  path.remove_suffix(ending.size());
  return std::string(path);
}

} // namespace

bool is_file_name(std::string_view element) {
  return element.find('/') != std::string_view::npos || element.ends_with(ending);
}

RuleLibrary::RuleLibrary(std::vector<std::string> path) : path_(std::move(path)) {
  append_split(path_, environment("ARNORM_PATH"));
  if (std::string user = user_folder(); !user.empty()) {
    path_.push_back(user);
  }
  path_.push_back(ARNORM_DATADIR "/rules");
  // Every name is looked up in each of them.
  std::erase_if(path_, [](const std::string &folder) {
    std::error_code ignored;
    return !fs::is_directory(folder, ignored);
  });
}

RuleSetPtr RuleLibrary::load(const std::string &name, const Span &from, Report &report) {
  return load(Reference{name, from}, Kind::rules, report);
}

RuleSetPtr RuleLibrary::parse(std::string text, const std::string &name, Report &report) {
  if (text.size() > max_rule_bytes) {
    report.add({.code = "AR0003",
                .message = fmt::format("{} is larger than 4 MiB", name),
                .help = "split it: one rule file can `include` or `use` others"});
    return nullptr;
  }
  auto source = std::make_shared<Source>(name, std::move(text));
  cache_.erase(cache_key(name, Kind::rules)); // an earlier text of that name
  return read_set({name, source}, Kind::rules, name, report);
}

std::vector<std::string> RuleLibrary::names() const { return names(rule_folders); }

std::vector<std::string> RuleLibrary::names(const std::vector<std::string> &folders) const {
  std::set<std::string> names;
  for (const BuiltinRules &builtin : builtin_rules()) {
    std::string folder(builtin.path.substr(0, builtin.path.rfind('/') + 1)); // npos + 1 is 0
    if (std::find(folders.begin(), folders.end(), folder) != folders.end()) {
      names.insert(stem_of(builtin.path));
    }
  }
  for (const std::string &folder : path_) {
    for (const std::string &inner : folders) {
      std::error_code ignored;
      for (const auto &entry : fs::directory_iterator(folder + "/" + inner, ignored)) {
        if (entry.path().extension() == ending) {
          names.insert(entry.path().stem().string());
        }
      }
    }
  }
  return {names.begin(), names.end()};
}

std::string RuleLibrary::cache_key(const std::string &key, Kind kind) {
  return (kind == Kind::sets ? "sets:" : "rules:") + key;
}

bool RuleLibrary::is_known(const std::string &key, Kind kind) const {
  return cache_.contains(cache_key(key, kind));
}

std::optional<RuleLibrary::Found> RuleLibrary::read(const std::string &file, const Span &from,
                                                    Kind kind, Report &report) {
  std::string key = key_of(file);
  if (is_known(key, kind)) {
    return Found{std::move(key), nullptr};
  }
  FileText content = read_file(file, max_rule_bytes);
  if (content.error.empty()) {
    return Found{std::move(key), std::make_shared<Source>(file, std::move(content.text))};
  }
  Diagnostic d;
  d.code = content.too_large ? "AR0003" : "AR0002";
  d.message = content.too_large ? fmt::format("{} is larger than 4 MiB", file)
                                : fmt::format("cannot read {}: {}", file, content.error);
  d.help = content.too_large ? "split it: one rule file can `include` or `use` others"
           : from.source     ? "a path is relative to the folder of the file that names it"
                             : "a rule set's name has no `/` and no .toml; `arnorm list` shows all";
  if (from.source) {
    d.place = place_of(from);
  }
  report.add(std::move(d));
  return std::nullopt;
}

std::optional<RuleLibrary::Found> RuleLibrary::find(const Reference &reference, Kind kind,
                                                    Report &report) {
  const std::string &name = reference.name;
  const Source *asking = reference.span.source.get();
  bool asked_by_file = asking != nullptr && is_file(asking->name());
  if (is_file_name(name)) {
    bool relative = asked_by_file && !name.starts_with('/');
    return read(relative ? normal(folder_of(asking->name()) + "/" + name) : name, reference.span,
                kind, report);
  }
  const auto &folders = kind == Kind::rules ? rule_folders : set_folders;
  std::vector<std::string> path = path_;
  if (asked_by_file) {
    path.insert(path.begin(), folder_of(asking->name()));
  }
  std::string itself;
  for (const std::string &folder : path) {
    for (const std::string &inner : folders) {
      std::string file = folder + "/" + inner + name + std::string(ending);
      if (!is_file(file)) {
        continue;
      }
      // A file that is asked for by its own name means the next one in the order.
      if (!asked_by_file || key_of(asking->name()) != key_of(file)) {
        return read(file, reference.span, kind, report);
      }
      itself = file;
    }
  }
  if (const BuiltinRules *builtin = find_builtin(name, folders)) {
    std::string file = std::string(builtin_prefix) + std::string(builtin->path);
    if (is_known(file, kind)) {
      return Found{std::move(file), nullptr};
    }
    return Found{file, std::make_shared<Source>(file, Source::Constant{builtin->text})};
  }
  if (!itself.empty()) {
    return read(itself, reference.span, kind, report); // and be told that it is part of itself
  }
  report_missing(reference, kind, report);
  return std::nullopt;
}

void RuleLibrary::report_missing(const Reference &reference, Kind kind, Report &report) const {
  const std::string &name = reference.name;
  Diagnostic d;
  d.code = "AR0004";
  d.message =
      fmt::format("there is no {} `{}`", kind == Kind::rules ? "rule set" : "file of sets", name);
  d.help = did_you_mean(name, names(kind == Kind::rules ? rule_folders : set_folders));
  if (d.help.empty() && kind == Kind::rules) {
    d.help = "`arnorm list` shows all; a file is named with its `/` or `.toml`";
  } else if (d.help.empty()) {
    d.help = "`arabic` is built in; a file of your own is named with its `/` or `.toml`";
  }
  if (reference.span.source) {
    d.place = place_of(reference.span);
  }
  report.add(std::move(d));
}

bool RuleLibrary::in_cycle(const Found &found, const Reference &reference, Report &report) {
  auto first = std::find_if(open_.begin(), open_.end(),
                            [&](const Open &open) { return open.key == found.key; });
  if (first == open_.end()) {
    return false;
  }
  std::string way;
  for (auto open = first; open != open_.end(); ++open) {
    way += open->name + " -> ";
  }
  report.error("AR0201", reference.span, fmt::format("`{}` is part of itself", reference.name),
               {.notes = {"the way round: " + way + reference.name},
                .help = "leave out one of these `include`, `extends` or `use`"});
  return true;
}

RuleSetPtr RuleLibrary::load(const Reference &reference, Kind kind, Report &report) {
  std::optional<Found> found = find(reference, kind, report);
  if (!found || in_cycle(*found, reference, report)) {
    return nullptr;
  }
  if (open_.size() >= deepest) {
    report.error("AR0402", reference.span,
                 fmt::format("more than {} files lead to each other", deepest),
                 {.help = "let an earlier one of them name the last directly"});
    return nullptr;
  }
  return read_set(*found, kind, reference.name, report);
}

RuleSetPtr RuleLibrary::read_set(const Found &found, Kind kind, const std::string &name,
                                 Report &report) {
  std::string as = cache_key(found.key, kind);
  if (auto cached = cache_.find(as); cached != cache_.end()) {
    return cached->second;
  }
  open_.push_back({found.key, name});
  std::size_t errors = report.errors();
  RuleSetPtr base;
  RuleFileContext context;
  context.sets_only = kind == Kind::sets;
  context.included = [&](const Reference &reference) {
    RuleSetPtr sets = load(reference, Kind::sets, report);
    return sets ? sets->sets : NamedSets{};
  };
  context.extended = [&](const Reference &reference) {
    base = load(reference, Kind::rules, report);
    return base ? base->sets : NamedSets{};
  };
  auto set = std::make_shared<RuleSet>(read_rule_file(found.source, context, report));
  if (base) {
    extend(*set, *base, report);
  }
  load_used(*set, report);
  if (!found.key.starts_with(builtin_prefix)) { // those in the binary are checked by the tests
    check_meaning(*set, report);
  }
  open_.pop_back();
  RuleSetPtr result = report.errors() == errors ? set : nullptr;
  cache_.emplace(std::move(as), result);
  return result;
}

void RuleLibrary::load_used(const RuleSet &set, Report &report) {
  for (const Stage &stage : set.stages) {
    if (const auto *use = std::get_if<UseStage>(&stage.what)) {
      load({use->name, use->span}, Kind::rules, report);
    }
  }
}

} // namespace arnorm
