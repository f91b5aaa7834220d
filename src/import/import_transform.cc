#include "import/import_transform.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "check/script_letters.h"
#include "import/comparison.h"
#include "import/flat_transform.h"
#include "import/row_text.h"
#include "import/sample_characters.h"
#include "import/transform_parser.h"
#include "import/transform_passes.h"
#include "import/transform_sets.h"

namespace arnorm {
namespace {

constexpr std::size_t max_tests = 12;

std::string icu_value(const std::string &text) {
  if (text.find('\n') == std::string::npos && text.find('\'') == std::string::npos) {
    return "'" + text + "'";
  }
  if (text.find("'''") == std::string::npos && !text.ends_with('\'')) {
    return "'''\n" + text + "'''";
  }
  return quoted_text(text);
}

std::string icu_stage(const std::string &text) {
  return fmt::format("[[stage]]\nicu = {}\n", icu_value(text));
}

std::string file_of(const std::string &stages) {
  return "format = 1\nname = \"compared\"\n\n" + stages;
}

std::optional<Form> form_of(std::string id) {
  std::transform(id.begin(), id.end(), id.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  id.erase(0, id.starts_with("ANY-") ? 4 : 0);
  auto found = std::find(form_names.begin(), form_names.end(), id);
  return found == form_names.end() ? std::nullopt
                                   : std::optional(static_cast<Form>(found - form_names.begin()));
}

CodePointSet set_of(const std::string &text) { return parse_set(text, {}).set; }

// The characters that a form may make of those of a set. Whole properties are enough.
CodePointSet after_form(const CodePointSet &set, Form form) {
  bool compatible = form == Form::nfkc || form == Form::nfkd;
  bool composes = form == Form::nfc || form == Form::nfkc;
  CodePointSet apart = set.intersected(set_of(compatible ? "[:NFKD_QC=No:]" : "[:NFD_QC=No:]"));
  CodePointSet result = composes ? set : set.minus(apart);
  for (auto [first, last] : apart.ranges()) {
    for (char32_t c = first; c <= last; ++c) {
      for (char32_t part : to_form(std::u32string(1, c), compatible ? Form::nfkd : Form::nfd)) {
        result.add({part, part});
      }
    }
  }
  return composes ? result.united(set_of("[:NFD_QC=No:]")) : result;
}

class TransformImport {
public:
  TransformImport(const RuleText &rules, const ImportOptions &options, Report &report)
      : rules_(rules), options_(options), report_(report), forward_(!options.reverse) {}

  Imported run() {
    transform_ = parse_transform(rules_, report_);
    if (report_.has_errors()) {
      return {};
    }
    passes_ = passes_of(transform_, forward_);
    if (passes_.passes.empty()) {
      report_.error(
          Code::AR0501, {rules_.source, 0, 0},
          fmt::format("this transform has no rules {}", forward_ ? "forward" : "in reverse"),
          {.help = forward_ ? "use -r for its rules in reverse" : "omit -r"});
      return {};
    }
    name_sets();
    read_filter();
    for (const TransformPass &pass : passes_.passes) {
      pass.id.empty() ? rules(pass) : call(pass);
    }
    return finish();
  }

private:
  // ---- What is known before ----

  void name_sets() {
    for (const TransformStatement &statement : transform_.statements) {
      if (statement.rule) {
        for (const TransformSide *side : {&statement.rule->left, &statement.rule->right}) {
          for (const auto *items : {&side->before, &side->key, &side->after}) {
            know(*items);
          }
        }
      }
    }
    for (const TransformVariable &variable : transform_.variables) {
      bool good = variable.is_set && variable.name != "edge" && variable.name != "start" &&
                  variable.name != "end" && !variable.items[0].set.is_single() &&
                  !variable.items[0].set.empty() &&
                  leading_name(variable.name).size() == variable.name.size();
      if (good) {
        const CodePointSet &set = variable.items[0].set;
        known_.name(variable.name, short_text(variable.text, set), set);
      }
    }
  }

  void know(const std::vector<TransformItem> &items) {
    for (const TransformItem &item : items) {
      if (!item.text.empty() && item.set.ranges().size() > 8) {
        known_.add(short_text(item.text, item.set), item.set);
      }
      know(item.inside);
    }
  }

  // As written, with escapes, unless that is long or has separators.
  static std::string short_text(const std::string &text, const CodePointSet &set) {
    std::string out;
    for (char32_t c : to_utf32(text)) {
      bool plain = c >= U' ' && c < 0x7F;
      out += plain ? std::string(1, static_cast<char>(c)) : escaped_character(c);
      if (c < U' ' || c == U'\'' || c == U',' || c == U'|' || out.size() > 400) {
        return set_text(set);
      }
    }
    return out;
  }

  void read_filter() {
    if (!passes_.filter.empty() && !passes_.heeds_filter) {
      report_.warning(Code::AR0507, transform_.statements[*passes_.filter_statement].span,
                      "ICU ignores this filter, because there is only one block of rules",
                      {.help = "write `:: Null ;` after the rules, so that ICU heeds it"});
      passes_.filter.clear();
    }
    if (passes_.filter.empty()) {
      return;
    }
    filter_ = set_of(passes_.filter);
    known_.add(short_text(passes_.filter, *filter_), *filter_);
    inside_ = filter_->minus(surrogates()).minus(CodePointSet::single(CodePointSet::edge));
    if (!options_.filter) {
      warn_of_filter("this filter is left out",
                     "texts with other characters than those of the filter may come out different");
    }
  }

  void warn_of_filter(std::string message, std::string note) {
    report_.warning(
        Code::AR0507, transform_.statements[*passes_.filter_statement].span, std::move(message),
        {.notes = {std::move(note)},
         .help = options_.filter ? "use --no-filter for a rule set without ICU, if the texts have "
                                   "only characters of the filter"
                                 : "omit --no-filter to keep it; forms then run on ICU"});
  }

  bool filters() const { return filter_ && options_.filter; }

  // ---- Stages ----

  void comments_of(std::size_t statement) {
    for (const std::string &comment : transform_.statements[statement].comments) {
      stages_ += comment_text(comment) + "\n";
    }
  }

  void add_stage(const std::string &text) { stages_ += text + "\n"; }

  // A transform by its id, within the filter.
  void call(const TransformPass &pass) {
    comments_of(pass.statement);
    std::optional<Form> form = form_of(pass.id);
    std::string id = lowered(pass.id);
    bool own_filter = !pass.filter.empty();
    form_ = form && !own_filter && !filters() ? form : std::nullopt;
    if (form_) {
      add_stage(fmt::format("[[stage]]\nform = \"{}\"\n", form_name(*form)));
    } else if (id == "remove" && (own_filter || filters())) {
      CodePointSet set = own_filter ? set_of(pass.filter) : inside_;
      set = filters() ? set.intersected(inside_) : set;
      add_stage(fmt::format("[[stage]]\nremove = {}\n", quoted_pattern(known_.text(set))));
    } else if ((id == "lower" || id == "upper") && filters() && !own_filter &&
               !inside_.contains(0x3A3)) {
      CodePointSet cased = inside_.intersected(set_of(id == "lower" ? "[:CWL:]" : "[:CWU:]"));
      if (!cased.empty()) {
        add_stage(fmt::format("[[stage]]\ncase = \"{}\"\nset = {}\n", id,
                              quoted_pattern(known_.text(cased))));
      }
    } else {
      other_call(pass, own_filter);
    }
    inside_after(pass, form);
  }

  static std::string lowered(std::string id) {
    std::transform(id.begin(), id.end(), id.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    id.erase(0, id.starts_with("any-") ? 4 : 0);
    return id;
  }

  void other_call(const TransformPass &pass, bool own_filter) {
    std::string filter = pass.filter;
    if (filters()) {
      CodePointSet set = own_filter ? inside_.intersected(set_of(pass.filter)) : inside_;
      filter = known_.text(set);
      if (filter.find('$') != std::string::npos) {
        filter = set_text(set);
      }
      report_.warning(
          Code::AR0502, transform_.statements[pass.statement].span,
          fmt::format("`{}` with a filter stays an ICU transform", sanitize_for_terminal(pass.id)),
          {.help = "use --no-filter for a rule set without ICU, if the texts have only characters "
                   "of the filter"});
      by_characters_ = by_characters_ || inside_ != *filter_;
    }
    add_stage(icu_stage(filter + (filter.empty() ? "" : " ") + pass.id));
  }

  void inside_after(const TransformPass &pass, std::optional<Form> form) {
    if (form) {
      inside_ = after_form(inside_, *form);
    } else if (lowered(pass.id) == "lower" || lowered(pass.id) == "upper") {
      inside_ = inside_.united(set_of("[:Cased:]").intersected(inside_.united(set_of("[a-zA-Z]"))));
    } else if (lowered(pass.id) != "remove") {
      unknown_inside_ = true;
    }
  }

  // ---- Rules ----

  void rules(const TransformPass &pass) {
    comments_of_block(pass);
    FlatTransform flat;
    std::optional<Obstacle> obstacle = flattened(pass, flat);
    if (filters() && !obstacle) {
      obstacle = within_filter(flat);
    }
    samples_.add(flat);
    FlatTransform original = flat;
    std::string table;
    if (!obstacle) {
      obstacle = converted(flat, table);
    }
    std::string icu = icu_text(transform_, pass, forward_);
    // ICU heeds a filter only where there is more than one block.
    std::string filtered =
        filters() ? fmt::format(":: {} ;\n{}:: Null ;\n", set_text(inside_), icu) : icu;
    std::string note;
    if (!obstacle && !table.empty()) {
      note = difference(filtered, table, original);
    }
    if (obstacle || !note.empty()) {
      stays_icu(pass, obstacle, note);
      add_stage(icu_stage(filtered));
    } else if (!table.empty()) {
      add_stage(table);
    }
    inside_after(original);
    form_.reset();
  }

  // Comments above the first rule belong to the stage.
  void comments_of_block(const TransformPass &pass) {
    comments_of(pass.rules[0]);
    transform_.statements[pass.rules[0]].comments.clear();
  }

  std::optional<Obstacle> flattened(const TransformPass &pass, FlatTransform &flat) {
    std::optional<Obstacle> first;
    for (std::size_t number : pass.rules) {
      const TransformStatement &statement = transform_.statements[number];
      bool is_cut = false;
      std::optional<Obstacle> obstacle = flatten(statement, number, forward_, flat, is_cut);
      if (obstacle && !obstacle->span.source) {
        obstacle->span = statement.span;
      }
      first = first ? first : obstacle;
      if (is_cut && !obstacle) {
        report_.warning(Code::AR0504, statement.span,
                        fmt::format("`*` and `+` become counts of at most {}", max_run),
                        {.help = "use `squeeze` for longer runs of one character"});
      }
    }
    return first;
  }

  // Keys that the filter lets through. What has been written inside must not be matched outside.
  std::optional<Obstacle> within_filter(FlatTransform &flat) {
    CodePointSet unclear = unknown_inside_ ? all_positions() : inside_.minus(*filter_);
    FlatTransform result;
    for (FlatTransformRule &rule : flat) {
      bool possible = true;
      if (rule.at_limit) {
        return Obstacle{"a filter, and a set with U+FFFF in what is matched, such as [^a]",
                        transform_.statements[rule.statement].span};
      }
      for (Slot &slot : rule.from) {
        if (slot.set.meets(unclear)) {
          return Obstacle{"a filter, and rules that match what has been written within it",
                          transform_.statements[rule.statement].span};
        }
        slot.set = slot.set.intersected(inside_);
        possible = possible && (!slot.set.empty() || slot.min == 0);
      }
      if (possible) {
        result.push_back(std::move(rule));
      } else {
        leave_out(rule.statement, "the filter lets no such text through");
      }
    }
    flat = std::move(result);
    return std::nullopt;
  }

  void leave_out(std::size_t statement, const char *why) { left_out_[why].insert(statement); }

  // One warning for each reason, at the first rule.
  void report_left_out() {
    for (const auto &[why, statements] : left_out_) {
      std::vector<std::string> notes{why};
      std::string lines;
      for (std::size_t each : statements) {
        const Span &span = transform_.statements[each].span;
        lines += fmt::format("{}{}", lines.empty() ? "" : ", ", span.source->line_of(span.begin));
      }
      if (statements.size() > 1) {
        notes.push_back("the same is true of the rules in the lines " + lines);
      }
      report_.warning(
          Code::AR0503, transform_.statements[*statements.begin()].span,
          "this rule never applies and is left out",
          {.notes = std::move(notes), .help = "delete the rule, or mend it in the transform"});
    }
  }

  std::optional<Obstacle> converted(FlatTransform &flat, std::string &table) {
    for (auto step : {read_again, look_at_input, put_longest_first}) {
      if (auto obstacle = step(flat)) {
        if (!obstacle->span.source && obstacle->statement) {
          obstacle->span = transform_.statements[*obstacle->statement].span;
        }
        return obstacle;
      }
    }
    drop_unformed(flat);
    for (const FlatTransformRule &rule : flat) {
      for (const FlatPiece &piece : rule.to) {
        if (piece.text.find(U'\n') != std::u32string::npos) {
          return Obstacle{"a result with a line feed", transform_.statements[rule.statement].span};
        }
      }
    }
    std::optional<std::string> rows = rows_text(flat, transform_.statements, known_);
    if (!rows) {
      return Obstacle{"a result that copies parts that overlap"};
    }
    table = flat.empty() ? "" : "[[stage]]\ntable = [\n" + *rows + "]\n";
    return std::nullopt;
  }

  // After a form, texts in another form do not occur.
  void drop_unformed(FlatTransform &flat) {
    if (!form_) {
      return;
    }
    auto unformed = [&](const std::vector<Slot> &slots) {
      std::u32string run;
      bool bad = false;
      auto end = [&] {
        bad = bad || to_form(run, *form_) != run;
        run.clear();
      };
      for (const Slot &slot : slots) {
        slot.once() && slot.set.is_single() && slot.set.first() <= 0x10FFFF
            ? static_cast<void>(run += slot.set.first())
            : end();
      }
      end();
      return bad;
    };
    std::erase_if(flat, [&](const FlatTransformRule &rule) {
      bool never = unformed(rule.from) || unformed(rule.after) || unformed(rule.before);
      if (never) {
        leave_out(rule.statement, "no text in the form of the stage before it has this");
      }
      return never;
    });
  }

  // What is different from ICU, if anything is.
  std::string difference(const std::string &icu, const std::string &table,
                         const FlatTransform &original) {
    SampleCharacters samples;
    samples.add(original);
    for (char32_t c : {U' ', U'1', U'x', char32_t{0x628}, U'.'}) {
      samples.add(c);
    }
    std::string names = known_.definitions();
    std::string form = form_ ? fmt::format("[[stage]]\nform = \"{}\"\n\n", form_name(*form_)) : "";
    Comparison comparison(file_of(form + icu_stage(icu)),
                          file_of((names.empty() ? "" : "[sets]\n" + names + "\n") + form + table));
    if (!comparison.broken().empty()) {
      return fmt::format("as a table: {}", comparison.broken()[0].message);
    }
    std::optional<Difference> found = comparison.words(samples.text());
    return found ? words_of(*found) : "";
  }

  static std::string words_of(const Difference &found) {
    auto shown = [](const std::string &text) {
      return text.empty() ? "nothing" : spell(to_utf32(text));
    };
    return fmt::format("for {}, ICU writes {}, and rows would write {}", spell(found.text),
                       shown(found.wanted), shown(found.got));
  }

  void stays_icu(const TransformPass &pass, const std::optional<Obstacle> &obstacle,
                 const std::string &note) {
    Span span = obstacle && obstacle->span.source ? obstacle->span
                                                  : transform_.statements[pass.statement].span;
    report_.warning(Code::AR0502, span,
                    obstacle
                        ? fmt::format("these rules stay ICU rules because of {}", obstacle->reason)
                        : "these rules stay ICU rules, because rows would differ from them",
                    {.notes = note.empty() ? std::vector<std::string>{} : std::vector{note},
                     .help = "keep the stage `icu`, or write the rule in another way: "
                             "docs/import.md has the constructs"});
  }

  void inside_after(const FlatTransform &rules) {
    CodePointSet gone;
    CodePointSet written;
    for (const FlatTransformRule &rule : rules) {
      bool always = rule.from.size() == 1 && rule.after.empty() && rule.before.empty();
      bool copies = false;
      for (const auto *pieces : {&rule.to, &rule.again}) {
        for (const FlatPiece &piece : *pieces) {
          copies = copies || piece.end > piece.begin;
          for (char32_t c : piece.text) {
            written.add({c, c});
          }
        }
      }
      gone = always && !copies ? gone.united(rule.from[0].set) : gone;
    }
    inside_ = inside_.minus(gone).united(written);
  }

  // ---- The file ----

  std::string head() const {
    std::string from = rules_.from;
    std::string to = rules_.to;
    std::string stem = options_.origin.substr(options_.origin.rfind('/') + 1);
    if (from.empty()) {
      std::size_t hyphen = stem.find('-');
      from = hyphen == std::string::npos ? "" : stem.substr(0, hyphen);
      to = hyphen == std::string::npos ? "" : stem.substr(hyphen + 1, stem.find('.') - hyphen - 1);
    }
    if (options_.reverse) {
      std::swap(from, to);
    }
    std::string variant = rules_.variant.empty() ? "" : ", " + rules_.variant;
    std::string text = fmt::format("format = 1\nname = {}\n", quoted_text(options_.name));
    text += fmt::format(
        "title = {}\n",
        quoted_text(from.empty() ? "An ICU transform"
                                 : fmt::format("{} to {}{}, an ICU transform", from, to, variant)));
    text += fmt::format("source = {}\n",
                        quoted_text(fmt::format("imported by arnorm from {}{}", stem,
                                                options_.reverse ? ", in reverse" : "")));
    std::string from_code = code_of_script(from);
    std::string to_code = code_of_script(to);
    if (!from_code.empty() && !to_code.empty()) {
      text += fmt::format("scripts = {{ from = \"{}\", to = \"{}\" }}\n", from_code, to_code);
    }
    return text + "only = \"forward\"\n";
  }

  std::string whole(const std::string &stages) {
    std::string names = known_.definitions();
    std::string text = head() + "\n" + (names.empty() ? "" : "[sets]\n" + names + "\n") + stages;
    for (const std::string &comment : transform_.comments) {
      text += comment_text(comment) + "\n";
    }
    return text;
  }

  Imported finish() {
    report_left_out();
    if (filters() && by_characters_) {
      warn_of_filter("this filter is applied to characters, not to parts of the text",
                     "text outside of it that looks like a result may be composed, too");
    }
    std::string icu = icu_text(transform_, passes_, forward_);
    Imported imported{.text = whole(stages_)};
    for (char32_t c : {U' ', U'1', char32_t{0x4E00}}) {
      if (!filter_ || options_.filter || filter_->contains(c)) {
        samples_.add(c);
      }
    }
    if (filter_) {
      samples_.add(*filter_, 100);
    }
    auto comparison = std::make_unique<Comparison>(file_of(icu_stage(icu)), imported.text);
    std::optional<Difference> found;
    if (comparison->broken().empty()) {
      bool all = !filter_ || options_.filter;
      found = comparison->characters(all ? all_positions() : *filter_);
      found = found ? found : comparison->words(words_alphabet(all));
    }
    if (!comparison->broken().empty() || found) {
      std::string note = found ? words_of(*found) : comparison->broken()[0].message;
      stays_icu(passes_.passes[0], std::nullopt, note);
      imported.text = whole(icu_stage(icu));
      comparison = std::make_unique<Comparison>(file_of(icu_stage(icu)), imported.text);
      if (!comparison->broken().empty()) {
        report_.add(comparison->broken()[0]);
        return {};
      }
    }
    imported.texts = comparison->texts();
    imported.text += tests(*comparison);
    return imported;
  }

  std::u32string words_alphabet(bool all) const {
    std::u32string text = samples_.text();
    std::erase_if(text, [&](char32_t c) { return !all && !filter_->contains(c); });
    return text;
  }

  // Words with ICU's results.
  std::string tests(const Comparison &comparison) const {
    std::string text;
    std::u32string letters = samples_.text();
    std::erase_if(letters, [&](char32_t c) { return filter_ && !filter_->contains(c); });
    if (letters.empty()) {
      return text;
    }
    std::mt19937 random(2);
    std::size_t made = 0;
    for (std::size_t i = 0; i < 40 * max_tests && made < max_tests; ++i) {
      std::u32string word;
      for (std::size_t length = 2 + random() % 4; length > 0; --length) {
        word += letters[random() % letters.size()];
      }
      std::string result = comparison.wanted(word);
      if (result != to_utf8(word) && text.find(quoted_text(to_utf8(word))) == std::string::npos) {
        text += fmt::format("\n[[test]]\nfrom = {}\nto = {}\n", quoted_text(to_utf8(word)),
                            quoted_text(result));
        ++made;
      }
    }
    return text;
  }

  const RuleText &rules_;
  const ImportOptions &options_;
  Report &report_;
  bool forward_;
  Transform transform_;
  TransformPasses passes_;
  KnownSets known_;
  SampleCharacters samples_;
  std::string stages_;
  std::map<std::string, std::set<std::size_t>> left_out_; // statements, by the reason
  std::optional<Form> form_;                              // of the stage before
  std::optional<CodePointSet> filter_;                    // for the whole text
  CodePointSet inside_ = all_positions(); // the characters that can be within it, after the stages
  bool unknown_inside_ = false;
  bool by_characters_ = false; // a later stage takes them for the places
};

} // namespace

Imported import_transform(const RuleText &text, const ImportOptions &options, Report &report) {
  return TransformImport(text, options, report).run();
}

} // namespace arnorm
