#include "tool/records/jsonl_records.h"

#include <algorithm>
#include <new>
#include <utility>

#include <simdjson.h>

#include "characters/json_text.h"
#include "tool/records/bounded_records.h"
#include "tool/records/field_text.h"

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
// paths.
class Walker {
public:
  Walker(const std::vector<JsonPath> &paths, std::vector<RawText> &places)
      : paths_(paths), places_(places) {}

  // `text` is the same document without the spaces around it.
  void document(ondemand::document &document, std::string_view text) {
    Alive all(paths_.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = i;
    }
    bool scalar = must(document.is_scalar());
    if (scalar) { // simdjson validates only its beginning
      token(text, all, 0);
    } else {
      value(must(document.get_value()), all, 0);
    }
    if (!scalar && document.current_location().error() == simdjson::SUCCESS) {
      throw MalformedDocument{"trailing data after the document"};
    }
  }

private:
  using Alive = std::vector<std::size_t>; // indices of the paths that match so far

  void value(ondemand::value value, const Alive &alive, std::size_t depth) {
    if (depth > max_depth) {
      throw MalformedDocument{"nested more than 1,024 levels deep"};
    }
    switch (must(value.type())) {
    case ondemand::json_type::object:
      object(must(value.get_object()), alive, depth);
      break;
    case ondemand::json_type::array:
      array(must(value.get_array()), alive, depth);
      break;
    default:
      token(value.raw_json_token(), alive, depth);
    }
  }

  void object(ondemand::object object, const Alive &alive, std::size_t depth) {
    for (auto entry : object) {
      ondemand::field field = must(std::move(entry));
      std::string_view raw = key_of(field);
      auto key = raw.find('\\') == std::string_view::npos ? std::string(raw) : json_unescaped(raw);
      if (!key) {
        throw MalformedDocument{"invalid escape in a string"};
      }
      value(field.value(),
            advanced(alive, depth, [&](const JsonStep &step) { return step.fits_key(*key); }),
            depth + 1);
    }
  }

  void array(ondemand::array array, const Alive &alive, std::size_t depth) {
    std::size_t index = 0;
    for (auto element : array) {
      value(must(std::move(element)),
            advanced(alive, depth, [&](const JsonStep &step) { return step.fits_index(index); }),
            depth + 1);
      ++index;
    }
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
  void token(std::string_view raw, const Alive &alive, std::size_t depth) {
    raw = raw.substr(0, raw.find_last_not_of(spaces) + 1);
    if (raw.starts_with('"')) {
      string(raw, alive, depth);
    } else if (raw != "true" && raw != "false" && raw != "null" && !is_number(raw)) {
      throw MalformedDocument{"a value is not a string, number, true, false or null"};
    }
  }

  void string(std::string_view raw, const Alive &alive, std::size_t depth) {
    std::size_t end = string_end(raw);
    if (end == std::string_view::npos) {
      throw MalformedDocument{"unterminated string"};
    }
    if (end != raw.size()) {
      throw MalformedDocument{"trailing data after a string"};
    }
    bool wanted = std::any_of(alive.begin(), alive.end(),
                              [&](std::size_t path) { return paths_[path].size() == depth; });
    if (wanted) {
      places_.push_back(raw);
    } else if (raw.find('\\') != std::string_view::npos &&
               !json_unescaped(raw.substr(1, raw.size() - 2))) {
      throw MalformedDocument{"invalid escape in a string"};
    }
  }

  const std::vector<JsonPath> &paths_;
  std::vector<RawText> &places_;
};

// Whether a string contains characters beyond ASCII and escapes all of them.
bool escapes_all(std::string_view raw, std::string_view text) {
  auto beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return std::none_of(raw.begin(), raw.end(), beyond) &&
         std::any_of(text.begin(), text.end(), beyond);
}

class JsonlRecords : public BoundedRecords {
public:
  JsonlRecords(std::vector<JsonPath> paths, char end, bool compare, bool strict)
      : BoundedRecords(end, longest_record, strict), paths_(std::move(paths)), compare_(compare) {}

  std::size_t whole(std::string_view block, bool last, bool) override {
    return last ? block.size() : block.rfind(end()) + 1;
  }
  void transform(std::string_view records, Transform &work, std::string &out,
                 Findings &findings) override;

private:
  void record(std::string_view record, std::size_t offset, Transform &work, std::string &out,
              Findings &findings);
  void find_places(std::string_view record);
  void string(RawText place, Transform &work, std::string &out, Findings &findings);

  std::vector<JsonPath> paths_;
  bool compare_;
  ondemand::parser parser_;
  std::vector<RawText> places_; // in the current record
  std::string result_;          // of the current string
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
    find_places(record);
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

void JsonlRecords::find_places(std::string_view record) {
  places_.clear();
  record.remove_suffix(record.ends_with(end()) ? 1 : 0);
  record.remove_prefix(record.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  std::size_t begin = record.find_first_not_of(spaces);
  if (begin == std::string_view::npos) {
    return;
  }
  std::string_view text = record.substr(begin, record.find_last_not_of(spaces) + 1 - begin);
  simdjson::padded_string_view json(record.data(), record.size(), record.size() + padding);
  ondemand::document document = must(parser_.iterate(json));
  Walker(paths_, places_).document(document, text);
}

void JsonlRecords::string(RawText place, Transform &work, std::string &out, Findings &findings) {
  std::string_view raw = place.substr(1, place.size() - 2);
  std::optional<std::string> text = json_unescaped(raw);
  if (!text) {
    throw MalformedDocument{"invalid escape in a string"};
  }
  const std::size_t malformed = findings.malformed.bytes;
  result_.clear();
  transform_field(*text, work, result_, findings);
  if (result_ == *text) {
    out.append(place);
  } else {
    bool well_formed =
        findings.malformed.bytes == malformed; // output is malformed only where input is
    out.append(json_string(
        result_,
        {.ascii = escapes_all(raw, *text), .lone_surrogates = true, .well_formed = well_formed}));
  }
}

} // namespace

std::unique_ptr<Records> make_jsonl_records(std::vector<JsonPath> paths, char end, bool compare,
                                            bool strict) {
  return std::make_unique<JsonlRecords>(std::move(paths), end, compare, strict);
}

} // namespace arnorm::tool
