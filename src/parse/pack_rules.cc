// Writes all built-in sets in the form that parse/ready_set.h reads. A program of the build, which
// consists of the same sources as the library up to here.
//
// usage: pack-rules OUTPUT
//
// The output has a line `set PATH SIZE` and the bytes for each set, then `sets SIZE` and the bytes
// of the list of sets, then `begins` and where each one begins.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "parse/builtin_rules.h"
#include "parse/ready_set.h"
#include "parse/rule_file.h"
#include "parse/rule_library.h"
#include "rules/flat_rules.h"

namespace arnorm {

// Of the library that runs here, which reads every file.
std::span<const ReadyRules> ready_rules() { return {}; }
ReadySets ready_sets() { return {}; }

namespace {

std::string number(std::size_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) {
    out += static_cast<char>(value | 0x80);
  }
  return out + static_cast<char>(value);
}

std::string text(std::string_view text) { return number(text.size()).append(text); }

// The path of a file among the rules.
std::string path_of(const Source &source) {
  const std::string &name = source.name();
  return name.substr(name.find('/') + 1);
}

class AllSets {
public:
  std::string operator()(const CodePointSet &set) {
    if (set.is_single()) {
      return number(std::size_t{set.first()} * 2 + 1);
    }
    return number(numbers_.try_emplace(set, add(set)).first->second * 2);
  }
  const std::string &bytes() const { return bytes_; }
  const std::vector<std::size_t> &begins() const { return begins_; }

private:
  std::size_t add(const CodePointSet &set) {
    if (auto known = numbers_.find(set); known != numbers_.end()) {
      return known->second;
    }
    begins_.push_back(bytes_.size());
    bytes_ += number(set.ranges().size());
    std::size_t next = 0;
    for (auto [first, last] : set.ranges()) {
      bytes_ += number(first - next) + number(last - first);
      next = last + std::size_t{1};
    }
    return begins_.size() - 1;
  }

  std::map<CodePointSet, std::size_t> numbers_;
  std::string bytes_;
  std::vector<std::size_t> begins_;
};

std::string rules_of(const FlatRules &flat, AllSets &sets) {
  auto ids = [](const std::vector<SetPool::Id> &list) {
    std::string out = number(list.size());
    for (SetPool::Id id : list) {
      out += number(id);
    }
    return out;
  };
  std::string out = number(flat.sets.size());
  for (SetPool::Id id = 0; id < flat.sets.size(); ++id) {
    out += sets(flat.sets[id]);
  }
  out += number(flat.rules.size());
  for (const Rule &rule : flat.rules) {
    out += number(rule.row) + ids(rule.from) + ids(rule.after) + ids(rule.before) +
           number(rule.to.size());
    for (const OutputPiece &piece : rule.to) {
      out += number(piece.is_text ? 1 : 0);
      if (!piece.is_text) {
        out += number(piece.begin) + number(piece.end);
        continue;
      }
      out += number(piece.text.size());
      for (char32_t c : piece.text) {
        out += number(c);
      }
    }
  }
  return out;
}

class SetWriter {
public:
  SetWriter(const RuleSet &set, AllSets &sets) : set_(set), sets_(sets) { file(*set.file); }

  std::string write(const std::vector<Needed> &needed) {
    std::string out = text(set_.name) + text(set_.title) + text(set_.source) +
                      text(set_.scripts.from) + text(set_.scripts.to) +
                      number(set_.reversible ? 1 : 0) + number(set_.idempotent ? 1 : 0) +
                      number(needed.size());
    for (const Needed &each : needed) {
      out += text(each.reference.name) + span(each.reference.span) + number(each.is_base ? 1 : 0) +
             number(each.is_own ? 1 : 0);
    }
    out += number(set_.stages.size());
    for (const Stage &stage : set_.stages) {
      out += number(static_cast<std::size_t>(stage.only)) + span(stage.span) +
             number(stage.what.index());
      only_ = stage.only;
      out += std::visit([this](const auto &what) { return bytes_of(what); }, stage.what);
    }
    std::string head = number(files_.size()); // all of them are known now
    for (const std::string &each : files_) {
      head += text(each);
    }
    return head + out;
  }

private:
  std::size_t file(const Source &source) {
    std::string path = path_of(source);
    auto known = std::find(files_.begin(), files_.end(), path);
    if (known == files_.end()) {
      files_.push_back(std::move(path));
      return files_.size() - 1;
    }
    return static_cast<std::size_t>(known - files_.begin());
  }

  std::string span(const Span &span) {
    return number(file(*span.source)) + number(span.begin) + number(span.end - span.begin);
  }

  std::string bytes_of(const TableStage &table) {
    std::string out = number(table.rows.size());
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      std::vector<OrientedRow> rows = oriented_rows(table, only_, direction);
      bool acts = !rows.empty();
      bool turns = std::any_of(rows.begin(), rows.end(), turns_line_feed);
      TableCost cost;
      Report report;
      FlatRules flat = flatten(std::move(rows), report, cost);
      out += number(acts ? 1 : 0) + number(turns ? 1 : 0) + number(cost.rules) +
             number(cost.items) + number(cost.overlaps) + number(cost.comparisons) +
             text(runs(only_, direction) ? rules_of(flat, sets_) : rules_of({}, sets_));
    }
    return out;
  }
  std::string bytes_of(const WordsStage &words) {
    return text(words.name) + span(words.span) + sets_(words.edge);
  }
  std::string bytes_of(const FormStage &form) {
    return number(static_cast<std::size_t>(form.form));
  }
  std::string bytes_of(const MarksStage &marks) {
    return number(static_cast<std::size_t>(marks.order));
  }
  std::string bytes_of(const RemoveStage &remove) { return sets_(remove.set); }
  std::string bytes_of(const SqueezeStage &squeeze) {
    return sets_(squeeze.set) + number(static_cast<std::size_t>(squeeze.from)) +
           number(static_cast<std::size_t>(squeeze.max));
  }
  std::string bytes_of(const CaseStage &stage) {
    return number(static_cast<std::size_t>(stage.mapping)) + number(stage.turkic ? 1 : 0) +
           sets_(stage.set) + patterns(stage.after) + patterns(stage.before) + span(stage.span);
  }
  std::string bytes_of(const UseStage &use) { return text(use.name) + span(use.span); }
  std::string bytes_of(const IcuStage &icu) { return text(icu.text) + span(icu.span); }

  std::string patterns(const std::vector<Pattern> &patterns) {
    std::string out = number(patterns.size());
    for (const Pattern &pattern : patterns) {
      out += span(pattern.span) + items(pattern.items);
    }
    return out;
  }

  std::string items(const std::vector<PatternItem> &list) {
    std::string out = number(list.size());
    for (const PatternItem &item : list) {
      out += number(static_cast<std::size_t>(item.group)) +
             number(static_cast<std::size_t>(item.min)) +
             number(static_cast<std::size_t>(item.max)) + number(item.literal ? 1 : 0) +
             number(item.escaped ? 1 : 0) + number(item.choices.size());
      for (const std::vector<PatternItem> &choice : item.choices) {
        out += items(choice);
      }
      out += item.choices.empty() ? sets_(item.set) : "";
    }
    return out;
  }

  const RuleSet &set_;
  AllSets &sets_;
  Only only_ = Only::both;
  std::vector<std::string> files_;
};

// The files that files of named sets include, by the names of these files.
class Includes {
public:
  void add_to(std::vector<Needed> &needed, const std::vector<Reference> &references, bool is_own) {
    for (const Reference &reference : references) {
      needed.push_back({reference, false, is_own});
      add_to(needed, of("common/" + reference.name + ".toml"), false);
    }
  }

private:
  const std::vector<Reference> &of(const std::string &path) {
    auto [at, fresh] = known_.try_emplace(path);
    if (fresh) {
      for (const BuiltinRules &builtin : builtin_rules()) {
        if (builtin.path == path) {
          at->second = read(builtin);
        }
      }
    }
    return at->second;
  }

  static std::vector<Reference> read(const BuiltinRules &builtin) {
    std::string name = "<built-in>/" + std::string(builtin.path);
    auto source = std::make_shared<Source>(name, builtin.packed,
                                           Home{.origin = Origin::built_in, .key = name});
    auto none = [](const Reference &) { return HandedOn(); };
    Report report;
    return read_rule_file(source, {none, none, true}, report).include;
  }

  std::map<std::string, std::vector<Reference>> known_;
};

class Packer {
public:
  explicit Packer(const char *output) : out_(output, std::ios::binary) {}

  bool pack() {
    for (const BuiltinRules &builtin : builtin_rules()) {
      std::filesystem::path path(builtin.path);
      if (path.extension() == ".toml" && path.parent_path() != "common") {
        RuleSetPtr set = library_.load(path.stem().string(), {}, report_);
        std::string bytes = set ? SetWriter(*set, sets_).write(needed(*set)) : std::string();
        out_ << "set " << builtin.path << ' ' << bytes.size() << '\n' << bytes;
      }
    }
    out_ << "sets " << sets_.bytes().size() << '\n' << sets_.bytes() << "begins";
    for (std::size_t begin : sets_.begins()) {
      out_ << ' ' << begin;
    }
    out_ << '\n';
    bool failed = report_.has_errors();
    std::cerr << render(report_.take());
    return !failed && out_.flush().good();
  }

private:
  // What a set includes and extends, and what its base does.
  std::vector<Needed> needed(const RuleSet &set) {
    std::vector<Needed> result;
    for (const RuleSet *each = &set; each != nullptr;) {
      bool is_own = each == &set;
      includes_.add_to(result, each->include, is_own);
      if (each->extends.name.empty()) {
        break;
      }
      result.push_back({each->extends, true, is_own});
      each = library_.load(each->extends.name, {}, report_).get(); // which the library keeps
    }
    return result;
  }

  std::ofstream out_;
  RuleLibrary library_{{.files = Files::none}};
  Report report_;
  AllSets sets_;
  Includes includes_;
};

} // namespace
} // namespace arnorm

int main(int count, char **arguments) {
  return count == 2 && arnorm::Packer(arguments[1]).pack() ? 0 : 1;
}
