#include "tool/records/jsonl_records.h"

#include <algorithm>
#include <new>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "characters/json_text.h"
#include "characters/utf.h"
#include "tool/records/bounded_records.h"
#include "tool/records/field_text.h"
#include "tool/records/json_style.h"

namespace arnorm::tool {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(Records::padding >= simdjson::SIMDJSON_PADDING);

constexpr std::size_t longest_record = 1u << 24;
constexpr std::size_t max_depth = 1024;
constexpr std::string_view spaces = " \t\r\n";

// simdjson parses lazily and does not validate values that are not requested. Here all values are
// requested; numbers are only validated, because their bytes are copied.
struct MalformedDocument {
  std::string reason;
};

template <class Value> Value must(simdjson::simdjson_result<Value> result) {
  Value value;
  if (auto error = std::move(result).get(value)) {
    if (error == simdjson::MEMALLOC) {
      throw std::bad_alloc();
    }
    throw MalformedDocument{simdjson::error_message(error)};
  }
  return value;
}

bool is_number(std::string_view token) {
  auto digits = [&] {
    std::size_t count = std::min(token.find_first_not_of("0123456789"), token.size());
    token.remove_prefix(count);
    return count;
  };
  auto take = [&](std::string_view any) {
    bool is = !token.empty() && any.find(token[0]) != std::string_view::npos;
    token.remove_prefix(is ? 1 : 0);
    return is;
  };
  take("-");
  bool good = take("0") || digits() > 0;
  if (take(".")) {
    good = digits() > 0 && good;
  }
  if (take("eE")) {
    take("+-");
    good = digits() > 0 && good;
  }
  return good && token.empty();
}

// A string that is to be converted, including its quotes.
using RawText = std::string_view;

// Visits all values of a document, so that all are validated, and collects the strings at the
// paths. A path may lead to a string or to an array of strings.
class Walker {
public:
  Walker(const std::vector<JsonPath> &paths, std::vector<RawText> &places, std::vector<char> &seen)
      : paths_(paths), places_(places), seen_(seen) {}

  // A value to which a path leads, and which has no text: the place where it begins.
  struct NoText {
    std::size_t path = 0;
    const char *begin = nullptr;
    const char *what = "";
    JsonPath better_path; // to a string in it, or where there is none, to its first value
    bool better_is_text = true;
  };

  // `text` is the same document without the spaces around it.
  void document(ondemand::document &document, std::string_view text) {
    Alive all(paths_.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = i;
    }
    bool scalar = must(document.is_scalar());
    if (scalar) { // simdjson validates only its beginning
      token(text, {});
    } else {
      value(must(document.get_value()), all, 0, {});
    }
    if (!scalar && document.current_location().error() == simdjson::SUCCESS) {
      throw MalformedDocument{"trailing data after the document"};
    }
  }

  // The first one of the document.
  const std::optional<NoText> &no_text() const { return no_text_; }

private:
  using Alive = std::vector<std::size_t>; // indices of the paths that match so far

  // How a path leads to a value: to the value itself, or to an array of which it is an element.
  struct Chosen {
    std::optional<std::size_t> path; // the first one that does
    bool is_element = false;
    const Alive *alive = nullptr; // all paths that match the beginning of this one
    std::size_t depth = 0;        // the length of those that lead there
  };

  void value(ondemand::value value, const Alive &alive, std::size_t depth, Chosen chosen) {
    if (depth > max_depth) {
      throw MalformedDocument{"nested more than 1,024 levels deep"};
    }
    chosen = alive.empty() ? chosen : choose(alive, depth, chosen);
    switch (must(value.type())) {
    case ondemand::json_type::object: {
      const char *begin = chosen.path ? value.raw_json_token().data() : nullptr;
      object(must(value.get_object()), alive, depth, chosen, begin);
      break;
    }
    case ondemand::json_type::array: {
      const char *begin = chosen.path ? value.raw_json_token().data() : nullptr;
      array(must(value.get_array()), alive, depth, chosen, begin);
      break;
    }
    default:
      token(value.raw_json_token(), chosen);
    }
  }

  Chosen choose(const Alive &alive, std::size_t depth, Chosen chosen) const {
    auto ends = std::find_if(alive.begin(), alive.end(),
                             [&](std::size_t path) { return paths_[path].size() == depth; });
    return ends == alive.end() ? chosen : Chosen{*ends, false, &alive, depth};
  }

  void object(ondemand::object object, const Alive &alive, std::size_t depth, Chosen chosen,
              const char *begin) {
    bool refused = false;
    for (auto entry : object) {
      ondemand::field field = must(std::move(entry));
      std::string_view raw = key_of(field);
      auto key = raw.find('\\') == std::string_view::npos ? std::string(raw) : json_unescaped(raw);
      if (!key) {
        throw MalformedDocument{"invalid escape in a string"};
      }
      ondemand::value inside = field.value();
      if (chosen.path) { // with the first key
        refused = refuse(std::exchange(chosen, {}), begin, "an object", {step_to(*key)});
        if (refused) {
          no_text_->better_is_text = is_string(inside);
        }
      } else if (refused && !no_text_->better_is_text && is_string(inside)) {
        no_text_->better_path.back() = step_to(*key);
        no_text_->better_is_text = true;
      }
      value(inside,
            advanced(alive, depth, [&](const JsonStep &step) { return step.fits_key(*key); }),
            depth + 1, {});
    }
  }

  void array(ondemand::array array, const Alive &alive, std::size_t depth, Chosen chosen,
             const char *begin) {
    see(chosen);
    std::size_t index = 0;
    for (auto element : array) {
      if (chosen.is_element) { // an array in an array
        refuse(std::exchange(chosen, {}), begin, "an array", {});
      }
      value(must(element),
            advanced(alive, depth, [&](const JsonStep &step) { return step.fits_index(index); }),
            depth + 1, {chosen.path, chosen.path.has_value(), chosen.alive, chosen.depth});
      ++index;
    }
  }

  static JsonStep step_to(std::string key) { return {std::move(key), std::nullopt, false}; }
  static bool is_string(ondemand::value &value) {
    return must(value.type()) == ondemand::json_type::string;
  }

  void see(Chosen chosen) {
    for (std::size_t i = 0; chosen.path && i < chosen.alive->size(); ++i) {
      std::size_t path = (*chosen.alive)[i];
      seen_[path] = paths_[path].size() == chosen.depth ? 1 : seen_[path];
    }
  }

  // Notes a value without a text. Returns false if another one of the document has been noted.
  bool refuse(Chosen chosen, const char *begin, const char *what, JsonPath rest) {
    see(chosen);
    if (no_text_) {
      return false;
    }
    no_text_ = NoText{*chosen.path, begin, what, paths_[*chosen.path]};
    JsonPath &path = no_text_->better_path;
    if (chosen.is_element) {
      path.push_back({std::nullopt, std::nullopt, true});
    }
    path.insert(path.end(), rest.begin(), rest.end());
    return true;
  }

  template <class Fits> Alive advanced(const Alive &alive, std::size_t depth, Fits fits) const {
    Alive next;
    for (std::size_t path : alive) {
      if (depth < paths_[path].size() && fits(paths_[path][depth])) {
        next.push_back(path);
      }
    }
    return next;
  }

  // The position after the closing quote; npos if there is none.
  static std::size_t string_end(std::string_view raw) {
    for (std::size_t at = 1; at < raw.size(); ++at) {
      if (raw[at] == '"') {
        return at + 1;
      }
      at += raw[at] == '\\' ? 1 : 0;
    }
    return std::string_view::npos;
  }

  // simdjson returns only the beginning of a key. The key ends at the first unescaped quote.
  static std::string_view key_of(ondemand::field &field) {
    const char *begin = field.key().raw();
    const char *end = begin;
    for (; *end != '"'; ++end) {
      end += *end == '\\' ? 1 : 0;
    }
    return {begin, static_cast<std::size_t>(end - begin)};
  }

  // Checks a scalar. A token of simdjson extends to the next token, so it may end in spaces.
  void token(std::string_view raw, Chosen chosen) {
    raw = raw.substr(0, raw.find_last_not_of(spaces) + 1);
    if (raw.starts_with('"')) {
      see(chosen);
      string(raw, chosen.path.has_value());
    } else if (raw == "null") {
      see(chosen);
    } else if (raw != "true" && raw != "false" && !is_number(raw)) {
      throw MalformedDocument{"a value is not a string, number, true, false or null"};
    }
  }

  void string(std::string_view raw, bool wanted) {
    std::size_t end = string_end(raw);
    if (end == std::string_view::npos) {
      throw MalformedDocument{"unterminated string"};
    }
    if (end != raw.size()) {
      throw MalformedDocument{"trailing data after a string"};
    }
    if (wanted) {
      places_.push_back(raw);
    } else if (raw.find('\\') != std::string_view::npos &&
               !json_unescaped(raw.substr(1, raw.size() - 2))) {
      throw MalformedDocument{"invalid escape in a string"};
    }
  }

  const std::vector<JsonPath> &paths_;
  std::vector<RawText> &places_;
  std::vector<char> &seen_;
  std::optional<NoText> no_text_;
};

class JsonlRecords : public BoundedRecords {
public:
  JsonlRecords(std::vector<JsonPath> paths, char end, bool compare, bool strict)
      : BoundedRecords(end, longest_record, strict), paths_(std::move(paths)), compare_(compare),
        strict_(strict) {}

  std::size_t whole(std::string_view block, bool last, bool) override {
    return last ? block.size() : block.rfind(end()) + 1;
  }
  void transform(std::string_view records, Transform &work, std::string &out,
                 Findings &findings) override;

private:
  void record(std::string_view record, std::size_t offset, Transform &work, std::string &out,
              Findings &findings);
  void find_places(std::string_view record, Findings &findings);
  void note(const Walker::NoText &no_text, std::string_view record, Findings &findings) const;
  void string(RawText place, Transform &work, std::string &out, Findings &findings);
  std::string changed_string(RawText place, std::string_view text, Transform &work);

  std::vector<JsonPath> paths_;
  bool compare_;
  bool strict_;
  ondemand::parser parser_;
  std::vector<RawText> places_; // in the current record
  std::vector<char> seen_;      // by path: whether it leads to something in the current record
  std::string result_;          // of the current string
  Alignment edits_;             // likewise
};

void JsonlRecords::transform(std::string_view records, Transform &work, std::string &out,
                             Findings &findings) {
  for (std::size_t begin = 0; begin < records.size() && !findings.stop;) {
    std::size_t after = std::min(records.find(end(), begin), records.size() - 1) + 1;
    findings.line = findings.lines + 1;
    record(records.substr(begin, after - begin), begin, work, out, findings);
    begin = after;
  }
}

void JsonlRecords::record(std::string_view record, std::size_t offset, Transform &work,
                          std::string &out, Findings &findings) {
  const std::size_t before = out.size();
  std::size_t copied = 0;
  try {
    find_places(record, findings);
    for (RawText place : places_) {
      auto begin = static_cast<std::size_t>(place.data() - record.data());
      out.append(record.substr(copied, begin - copied));
      findings.offset = offset + begin;
      string(place, work, out, findings);
      copied = begin + place.size();
    }
  } catch (const MalformedDocument &malformed) {
    out.resize(before);
    copied = 0;
    if (find_malformed(record) < record.size()) {
      findings.arabic_bytes.add(record);
    }
    bad(malformed.reason, findings);
  }
  if (findings.stop) {
    out.resize(before);
    return;
  }
  out.append(record.substr(copied));
  findings.changed += compare_ && std::string_view(out).substr(before) != record ? 1 : 0;
  ++findings.lines;
}

void JsonlRecords::find_places(std::string_view record, Findings &findings) {
  places_.clear();
  seen_.assign(paths_.size(), 0);
  record.remove_suffix(record.ends_with(end()) ? 1 : 0);
  record.remove_prefix(record.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  std::size_t begin = record.find_first_not_of(spaces);
  if (begin == std::string_view::npos) {
    return;
  }
  std::string_view text = record.substr(begin, record.find_last_not_of(spaces) + 1 - begin);
  simdjson::padded_string_view json(record.data(), record.size(), record.size() + padding);
  ondemand::document document = must(parser_.iterate(json));
  Walker walker(paths_, places_, seen_);
  walker.document(document, text);
  ++findings.records;
  findings.fields.resize(paths_.size());
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    findings.fields[i] = seen_[i] != 0 ? 1 : findings.fields[i];
  }
  if (walker.no_text()) {
    note(*walker.no_text(), record, findings);
  }
}

void JsonlRecords::note(const Walker::NoText &no_text, std::string_view record,
                        Findings &findings) const {
  auto offset = static_cast<std::size_t>(no_text.begin - record.data());
  Findings::NoText found;
  found.path = json_path_text(paths_[no_text.path]);
  found.what = no_text.what;
  found.better_path = json_path_text(no_text.better_path);
  found.better_is_text = no_text.better_is_text;
  found.column = count_code_points(record.substr(0, offset)) + 1;
  findings.add_no_text(std::move(found));
  if (strict_) {
    findings.stop_here(fmt::format("`{}` is {}", findings.no_text.path, no_text.what));
  }
}

void JsonlRecords::string(RawText place, Transform &work, std::string &out, Findings &findings) {
  std::string_view raw = place.substr(1, place.size() - 2);
  std::optional<std::string> text = json_unescaped(raw);
  if (!text) {
    throw MalformedDocument{"invalid escape in a string"};
  }
  result_.clear();
  transform_field(*text, work, result_, findings);
  if (result_ == *text) {
    out.append(place);
    return;
  }
  out.append(changed_string(place, *text, work));
}

// A string for `result_`. See json_style.h.
std::string JsonlRecords::changed_string(RawText place, std::string_view text, Transform &work) {
  std::string_view raw = place.substr(1, place.size() - 2);
  JsonStyle style = json_style_of(raw);
  if (style.is_uniform) {
    return json_string(result_, style.form);
  }
  bool known = find_field_edits(text, work, edits_) && edits_.input_size() == text.size() &&
               edits_.output_size() == result_.size();
  if (!known) {
    edits_.clear();
    edits_.add_edit(text.size(), result_.size());
  }
  return spliced_json_string(raw, text, result_, edits_, style.form);
}

} // namespace

std::unique_ptr<Records> make_jsonl_records(std::vector<JsonPath> paths, char end, bool compare,
                                            bool strict) {
  return std::make_unique<JsonlRecords>(std::move(paths), end, compare, strict);
}

} // namespace arnorm::tool
