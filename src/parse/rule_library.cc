#include "parse/rule_library.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/split.h"
#include "parse/built_in_files.h"
#include "parse/extends.h"
#include "parse/library_errors.h"
#include "parse/read_file.h"
#include "parse/ready_set.h"
#include "parse/rule_file.h"
#include "rules/masked_rows.h"

namespace arnorm {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".toml";
constexpr std::size_t deepest = 64; // nesting of references between files

// The subfolders of a folder of rules.
const std::vector<std::string> rule_folders{"", "normalize/", "romanize/", "compatible/"};
const std::vector<std::string> set_folders{"common/", ""};

std::string name_of_text(std::string_view name) { return fmt::format("<text>/{}{}", name, ending); }

std::string stem_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1); // npos + 1 is 0
  path.remove_suffix(path.ends_with(ending) ? ending.size() : 0);
  return std::string(path);
}

} // namespace

const std::vector<std::string> &RuleLibrary::folders_of(Kind kind) {
  return kind == Kind::sets ? set_folders : rule_folders;
}

bool is_file_name(std::string_view element) {
  return element.find('/') != std::string_view::npos || element.ends_with(ending);
}

RuleLibrary::RuleLibrary(const Options &options, Purpose purpose)
    : search_(options), texts_(options.texts),
      usual_(purpose == Purpose::running ? Kind::ready : Kind::rules) {}

RuleSetPtr RuleLibrary::load(const std::string &name, const Span &from, Report &report) {
  return load(Reference{name, from}, usual_, report);
}

RuleLibrary::Reading RuleLibrary::read(const std::string &name, Kind kind, const Span &from,
                                       Report &report) {
  Reference reference{name, from};
  std::optional<Found> found = find({reference, kind}, report);
  bool usable = found && load(*found, reference, kind, report) != nullptr;
  auto reading = found ? readings_.find(cache_key(found->key, kind)) : readings_.end();
  return reading == readings_.end() ? Reading{} : Reading{reading->second, usable};
}

RuleSetPtr RuleLibrary::parse(std::string text, const std::string &name, Report &report) {
  return parse(std::move(text), name, Kind::rules, report);
}

RuleSetPtr RuleLibrary::parse_names(std::string text, const std::string &name, Report &report) {
  return parse(std::move(text), name, Kind::sets, report);
}

RuleSetPtr RuleLibrary::parse(std::string text, const std::string &name, Kind kind,
                              Report &report) {
  if (text.size() > max_rule_bytes) {
    report_too_large(name, {}, report);
    return nullptr;
  }
  Home home{.origin = Origin::text, .key = "parsed:" + name};
  if (auto key = files_.key(name)) { // the text replaces that file
    home.key = std::move(*key);
    home.folder = home.tree = folder_of(name);
  }
  cache_.erase(cache_key(home.key, kind)); // an earlier text of the same name
  std::string key = home.key;
  auto source = std::make_shared<Source>(name, std::move(text), std::move(home));
  return read_set({std::move(key), source}, kind, name, report);
}

std::vector<RuleSetPtr> RuleLibrary::sets() const {
  std::vector<RuleSetPtr> sets;
  std::set<std::string> known; // one may have been read both to run and as a whole
  std::copy_if(sets_.begin(), sets_.end(), std::back_inserter(sets), [&](const RuleSetPtr &set) {
    return set != nullptr && (set->file->home().origin != Origin::built_in ||
                              known.insert(set->file->home().key).second);
  });
  return sets;
}

std::vector<std::string> RuleLibrary::names(Kind kind) const {
  Report ignored;
  return names(kind, ignored);
}

std::vector<std::string> RuleLibrary::names(Kind kind, Report &report) const {
  const std::vector<std::string> &folders = folders_of(kind);
  std::set<std::string> names;
  for (const auto &[name, text] : texts_) {
    names.insert(name);
  }
  for (const BuiltinRules &builtin : builtin_rules()) {
    std::string folder(builtin.path.substr(0, builtin.path.rfind('/') + 1)); // npos + 1 is 0
    if (builtin.path.ends_with(ending) &&
        std::find(folders.begin(), folders.end(), folder) != folders.end()) {
      names.insert(stem_of(builtin.path));
    }
  }
  for (const SearchPath::Folder &folder : search_.folders()) {
    for (const std::string &inner : folders) {
      const std::string path = folder.path + "/" + inner;
      std::error_code error; // also ends the loop
      for (fs::directory_iterator i(path, error), end; !error && i != end; i.increment(error)) {
        if (i->path().extension() == ending) {
          names.insert(i->path().stem().string());
        }
      }
      if (error && error != std::errc::no_such_file_or_directory &&
          error != std::errc::not_a_directory) {
        report_unreadable(path, error, {}, report);
      }
    }
  }
  return {names.begin(), names.end()};
}

std::string RuleLibrary::cache_key(const std::string &key, Kind kind) {
  bool is_ready = kind == Kind::ready && is_built_in_key(key); // other files are always read whole
  return (kind == Kind::sets ? "sets:" : is_ready ? "ready:" : "rules:") + key;
}

bool RuleLibrary::is_known(const std::string &key, Kind kind) const {
  return cache_.contains(cache_key(key, kind));
}

std::optional<RuleLibrary::Found> RuleLibrary::read(const std::string &file, Home home,
                                                    const Wanted &wanted, Report &report) {
  home.origin = Origin::file;
  home.key = files_.key(file).value_or(file);
  if (is_known(home.key, wanted.kind)) {
    return Found{std::move(home.key), nullptr};
  }
  if (auto copy = copies_.find(home.key); copy != copies_.end()) {
    return built_in(*copy->second, wanted.kind);
  }
  const Span &from = wanted.reference.span;
  read_files_.push_back(file);
  FileText content =
      files_.read(file, max_rule_bytes,
                  from.source || !is_file_name(wanted.reference.name) ? Readable::regular
                                                                      : Readable::regular_or_pipe);
  if (content.too_large) {
    report_too_large(file, from, report);
    return std::nullopt;
  }
  if (!content.error.empty()) {
    report.error(Code::AR0002, from, fmt::format("cannot read {}: {}", file, content.error),
                 {.help = content.is_special ? "keep the rules in a regular file"
                          : find_builtin(stem_of(file), folders_of(wanted.kind)) != nullptr
                              ? fmt::format("`{0}` is built in: write \"{0}\", without a path and "
                                            ".toml",
                                            stem_of(file))
                          : from.source
                              ? "paths are relative to the directory of the file that contains them"
                              : "to use a rule set by name, omit `/` and .toml; `arnorm list` "
                                "prints the names"});
    return std::nullopt;
  }
  if (content.is_pipe) { // a pipe has no folder
    home.folder = home.tree = {};
  }
  bool by_name = !is_file_name(wanted.reference.name);
  const BuiltinRules *builtin =
      by_name ? find_builtin(wanted.reference.name, folders_of(wanted.kind)) : nullptr;
  if (builtin != nullptr && home.unasked &&
      content.text == builtin->text()) { // a copy, as in an installation
    copies_.emplace(home.key, builtin);
    return built_in(*builtin, wanted.kind);
  }
  if (builtin != nullptr) {
    home.replaces_built_in = true;
    note_replaced(file, home, wanted, report);
  }
  std::string key = home.key;
  return Found{std::move(key),
               std::make_shared<Source>(file, std::move(content.text), std::move(home))};
}

std::optional<RuleLibrary::Found> RuleLibrary::find(const Wanted &wanted, Report &report) {
  if (is_file_name(wanted.reference.name)) {
    return find_path(wanted, report);
  }
  // A file that refers to its own name means the next file of that name in the search order. If
  // there is none, the reference is circular.
  const Source *asking = wanted.reference.span.source.get();
  const std::string own_key = asking == nullptr ? "" : asking->home().key;
  std::optional<Found> itself;
  if (auto text = find_text(wanted)) {
    if (text->key != own_key) {
      return text;
    }
    itself = std::move(text);
  }
  for (const SearchPath::Folder &folder : places(wanted)) {
    for (const std::string &inner : folders_of(wanted.kind)) {
      std::string file = folder.path + "/" + inner + wanted.reference.name + std::string(ending);
      std::error_code hidden;
      std::optional<std::string> key = files_.key(file, hidden);
      if (!key && hidden) {
        report_unreadable(file, hidden, wanted.reference.span, report);
        return std::nullopt;
      }
      if (key && is_known(*key, wanted.kind) && *key != own_key) {
        return Found{std::move(*key), nullptr};
      }
      if (key && *key != own_key) {
        return find_in(folder, file, wanted, report);
      }
      itself = key ? Found{own_key, nullptr} : std::move(itself);
    }
  }
  if (const BuiltinRules *builtin = find_builtin(wanted.reference.name, folders_of(wanted.kind))) {
    return built_in(*builtin, wanted.kind);
  }
  if (!itself) {
    report_missing(wanted.reference, wanted.kind, report);
  }
  return itself;
}

std::optional<RuleLibrary::Found> RuleLibrary::find_path(const Wanted &wanted, Report &report) {
  const auto &[reference, kind] = wanted;
  if (search_.files() == Files::none) {
    report.error(Code::AR0009, reference.span,
                 fmt::format("`{}` is a file, and only built-in rules may be used", reference.name),
                 {.help = "name a built-in rule set, or let the program pass the text"});
    return std::nullopt;
  }
  if (!reference.span.source) {
    std::string folder = folder_of(reference.name);
    return read(reference.name, {.folder = folder, .tree = folder}, wanted, report);
  }
  const Home &asking = reference.span.source->home();
  bool as_it_stands = reference.name.starts_with('/') || asking.folder.empty();
  std::string file = as_it_stands ? reference.name : normal(asking.folder + "/" + reference.name);
  std::string tree = folder_of(file);
  if (search_.files() == Files::contained) {
    tree = as_it_stands ? "" : search_.tree_of(file, asking.tree);
    if (tree.empty()) {
      report_outside(reference, report);
      return std::nullopt;
    }
  }
  return read(file, {.folder = folder_of(file), .tree = tree, .unasked = asking.unasked}, wanted,
              report);
}

std::optional<RuleLibrary::Found> RuleLibrary::find_text(const Wanted &wanted) const {
  auto text = texts_.find(wanted.reference.name);
  if (text == texts_.end()) {
    return std::nullopt;
  }
  std::string key = "text:" + text->first;
  if (is_known(key, wanted.kind)) {
    return Found{std::move(key), nullptr};
  }
  Home home{.origin = Origin::text, .key = key};
  return Found{std::move(key),
               std::make_shared<Source>(name_of_text(text->first), text->second, std::move(home))};
}

// The folders to search, in order.
std::vector<SearchPath::Folder> RuleLibrary::places(const Wanted &wanted) const {
  std::vector<SearchPath::Folder> all = search_.folders();
  const Source *asking = wanted.reference.span.source.get();
  if (asking != nullptr && !asking->home().folder.empty()) {
    const Home &home = asking->home();
    all.insert(all.begin(), {home.folder, home.tree, home.unasked});
  }
  return all;
}

std::optional<RuleLibrary::Found> RuleLibrary::find_in(const SearchPath::Folder &folder,
                                                       const std::string &file,
                                                       const Wanted &wanted, Report &report) {
  const Source *asking = wanted.reference.span.source.get();
  std::string tree = folder.tree;
  if (asking != nullptr && asking->home().origin != Origin::built_in &&
      search_.files() == Files::contained) {
    tree = search_.tree_of(file, asking->home().tree);
    if (tree.empty()) {
      report_outside(wanted.reference, report);
      return std::nullopt;
    }
  }
  return read(file, {.folder = folder_of(file), .tree = tree, .unasked = folder.unasked}, wanted,
              report);
}

RuleLibrary::Found RuleLibrary::built_in(const BuiltinRules &builtin, Kind kind) const {
  std::string name = name_of(builtin);
  if (is_known(name, kind)) {
    return {std::move(name), nullptr};
  }
  return {std::move(name), source_of(builtin)};
}

void RuleLibrary::note_replaced(const std::string &file, const Home &home, const Wanted &wanted,
                                Report &report) {
  const auto &[reference, kind] = wanted;
  if (std::any_of(replaced_.begin(), replaced_.end(),
                  [&](const Replaced &each) { return each.file == file; })) {
    return; // the same file again, because of a circular reference
  }
  replaced_.push_back({reference.name, file});
  if (home.unasked) {
    report.warning(Code::AR0007, reference.span,
                   fmt::format("`{}` is {}, not the built-in {}", reference.name, file,
                               kind == Kind::sets ? "file of sets" : "rule set"),
                   {.help = "rename it, or name its folder with -I if it is meant to replace the "
                            "built-in one"});
  }
}

// What to write for a name of the other kind; empty if it is none.
std::string RuleLibrary::other_kind_help(const std::string &name, Kind kind) const {
  Kind other = kind == Kind::sets ? Kind::rules : Kind::sets;
  std::vector<std::string> known = names(other);
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    return "";
  }
  return kind != Kind::sets
             ? fmt::format("`{0}` is a file of named sets; write include = \"{0}\" in the header",
                           name)
             : fmt::format("`{0}` is a rule set; write use = \"{0}\" in a stage, or "
                           "extends = \"{0}\"",
                           name);
}

void RuleLibrary::report_missing(const Reference &reference, Kind kind, Report &report) const {
  const std::string &name = reference.name;
  Diagnostic d;
  d.code = Code::AR0004;
  d.message = fmt::format("there is no {} `{}`",
                          kind == Kind::sets ? "file of named sets" : "rule set", name);
  d.help = other_kind_help(name, kind);
  d.help = d.help.empty() ? did_you_mean(name, names(kind)) : d.help;
  if (d.help.empty() && kind != Kind::sets) {
    d.help = "`arnorm list` prints all names; the path of a file must contain `/` or end in .toml";
  } else if (d.help.empty()) {
    d.help = "`arabic` is built in; the path of your own file must contain `/` or end in .toml";
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
  report.error(Code::AR0201, reference.span,
               fmt::format("circular reference to `{}`", reference.name),
               {.notes = {"the cycle: " + way + reference.name},
                .help = "remove one of these `include`, `extends` or `use` references"});
  return true;
}

RuleSetPtr RuleLibrary::load(const Reference &reference, Kind kind, Report &report) {
  std::optional<Found> found = find({reference, kind}, report);
  return found ? load(*found, reference, kind, report) : nullptr;
}

RuleSetPtr RuleLibrary::load(const Found &found, const Reference &reference, Kind kind,
                             Report &report) {
  if (in_cycle(found, reference, report)) {
    return nullptr;
  }
  if (open_.size() >= deepest) {
    report.error(Code::AR0402, reference.span,
                 fmt::format("references between files are nested more than {} deep", deepest),
                 {.help = "let one of the earlier files refer to the last one directly"});
    return nullptr;
  }
  return read_set(found, kind, reference.name, report);
}

RuleSetPtr RuleLibrary::read_set(const Found &found, Kind kind, const std::string &name,
                                 Report &report) {
  std::string as = cache_key(found.key, kind);
  if (auto cached = cache_.find(as); cached != cache_.end()) {
    return cached->second;
  }
  open_.push_back({found.key, name});
  std::size_t place = sets_.size();
  sets_.push_back(nullptr); // before the sets to which it refers
  std::size_t errors = report.errors();
  RuleSetPtr set = kind == Kind::ready ? ready(found, report) : nullptr;
  set = set ? std::move(set) : whole(found, kind, report);
  open_.pop_back();
  RuleSetPtr result = report.errors() == errors ? set : nullptr;
  sets_[place] = kind == Kind::sets ? nullptr : result;
  cache_.emplace(std::move(as), result);
  return result;
}
// Reads the file of a set.
RuleSetPtr RuleLibrary::whole(const Found &found, Kind kind, Report &report) {
  RuleSetPtr base;
  RuleFileContext context;
  context.sets_only = kind == Kind::sets;
  context.included = [&](const Reference &reference) {
    RuleSetPtr sets = load(reference, Kind::sets, report);
    return sets ? HandedOn(sets->sets, sets->patterns) : HandedOn();
  };
  context.extended = [&](const Reference &reference) {
    base = load(reference, Kind::rules, report);
    return base ? HandedOn(base->sets, base->patterns, base->edge) : HandedOn();
  };
  auto set = std::make_shared<RuleSet>(read_rule_file(found.source, context, report));
  readings_.insert_or_assign(cache_key(found.key, kind), set);
  load_words(*set, report);
  if (base) {
    extend(
        *set, *base, [&] { return used_by(*base); }, report);
  }
  load_used(*set, report);
  if (found.source->home().origin != Origin::built_in) { // the tests check the built-in ones
    check_meaning(*set, report);
  }
  return set;
}

// A set that the library has ready to run. Nothing where a file that it needs is replaced.
RuleSetPtr RuleLibrary::ready(const Found &found, Report &report) {
  const ReadyRules *packed = find_ready(found.key);
  if (packed == nullptr || !found.source) {
    return nullptr;
  }
  auto source = [&](std::string_view path) {
    return path == packed->path ? found.source : built_in_source(path);
  };
  auto whole = [name = stem_of(packed->path)] {
    Report ignored; // the tests check the built-in ones
    return RuleLibrary({.files = Files::none}).load(name, {}, ignored);
  };
  auto ready = read_ready(packed->packed.unpacked(), ready_sets(), {source, whole});
  if (!ready || !std::all_of(ready->needed.begin(), ready->needed.end(),
                             [&](const Needed &each) { return is_built_in(each, report); })) {
    return nullptr;
  }
  for (const Needed &each : ready->needed) {
    if (each.is_base && each.is_own) {
      load(each.reference, Kind::ready, report);
    }
  }
  load_words(*ready->set, report);
  load_used(*ready->set, report);
  return ready->set;
}

bool RuleLibrary::is_built_in(const Needed &needed, Report &report) {
  auto found = find({needed.reference, needed.is_base ? Kind::ready : Kind::sets}, report);
  return found && is_built_in_key(found->key);
}

// All of them have been read with the set itself.
std::vector<RuleSetPtr> RuleLibrary::used_by(const RuleSet &set) {
  std::vector<RuleSetPtr> used;
  Report known;
  for (const Stage &stage : set.stages) {
    if (const auto *use = std::get_if<UseStage>(&stage.what)) {
      if (RuleSetPtr each = load({use->name, use->span}, usual_, known)) {
        used.push_back(std::move(each));
      }
    }
  }
  return used;
}

void RuleLibrary::load_used(const RuleSet &set, Report &report) {
  for (const Stage &stage : set.stages) {
    if (const auto *use = std::get_if<UseStage>(&stage.what)) {
      load({use->name, use->span}, usual_, report);
    }
  }
}

// The files that the stages of a set name. Stages of the base of a set have theirs already.
void RuleLibrary::load_words(RuleSet &set, Report &report) {
  for (Stage &stage : set.stages) {
    auto *words = std::get_if<WordsStage>(&stage.what);
    if (words != nullptr && words->span.source) {
      IndexedWords found = indexed_words({words->name, words->span}, report);
      words->list = std::move(found.list);
      words->index = std::move(found.index);
      stage.broken = stage.broken || !words->list;
    }
  }
}

// A file of words is beside the rule file that names it.
IndexedWords RuleLibrary::indexed_words(const Reference &reference, Report &report) {
  const auto &[name, span] = reference;
  const Home &home = span.source->home();
  if (name.empty() || name == "." || name == ".." ||
      name.find_first_of(std::string_view("/\\\0", 3)) != std::string::npos) {
    report.error(Code::AR0140, span, fmt::format("`{}` is not the name of a file", name),
                 {.help = "write the name without a folder, such as names.tsv, and keep the file "
                          "beside this one"});
    return {};
  }
  if (home.origin == Origin::built_in) {
    std::string path = home.key.substr(0, home.key.rfind('/') + 1) + name;
    if (auto source = built_in_source(path_of_key(path))) {
      return keep_words(path, std::move(source), reference, report);
    }
  }
  if (auto text = texts_.find(name); text != texts_.end() && home.origin == Origin::text) {
    return keep_words(
        "text:" + name,
        std::make_shared<Source>("<text>/" + name, text->second, Home{.key = "text:" + name}),
        reference, report);
  }
  if (home.folder.empty()) {
    report.error(Code::AR0140, span,
                 fmt::format("this text has no folder in which `{}` could be", name),
                 {.help = "save the rules as a file beside the file of words, or write the words "
                          "as rows of a table"});
    return {};
  }
  return words_in(home.folder + "/" + name, reference, report);
}

IndexedWords RuleLibrary::words_in(const std::string &file, const Reference &reference,
                                   Report &report) {
  const Home &home = reference.span.source->home();
  if (search_.files() == Files::contained && search_.tree_of(file, home.tree).empty()) {
    report_outside(reference, report);
    return {};
  }
  std::string key = files_.key(file).value_or(file);
  if (auto known = words_.find(key); known != words_.end()) {
    return known->second;
  }
  read_files_.push_back(file);
  FileText content = files_.read(file, max_word_bytes);
  if (content.too_large) {
    report.error(Code::AR0144, reference.span,
                 fmt::format("{} is larger than {} MiB", file, max_word_bytes >> 20),
                 {.help = "split it; a rule set may have several `words` stages"});
    return {};
  }
  if (!content.error.empty()) {
    report.error(Code::AR0002, reference.span,
                 fmt::format("cannot read {}: {}", file, content.error),
                 {.help = content.is_special ? "keep the words in a regular file"
                                             : "keep the file of words beside this file"});
    return {};
  }
  content.text.shrink_to_fit();
  auto source = std::make_shared<Source>(file, std::move(content.text),
                                         Home{.origin = Origin::file, .key = key});
  return keep_words(std::move(key), std::move(source), reference, report);
}

IndexedWords RuleLibrary::keep_words(std::string key, std::shared_ptr<const Source> source,
                                     const Reference &reference, Report &report) {
  auto known = words_.find(key);
  if (known == words_.end()) {
    known =
        words_.emplace(std::move(key), read_words(std::move(source), reference.span, report)).first;
  }
  return known->second;
}

} // namespace arnorm
