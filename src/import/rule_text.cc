#include "import/rule_text.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::string_view xml_help =
    "this must be a CLDR transform: <transform> with rules in <tRule>; for ICU rule text, name the "
    "file .txt";

// The elements that arnorm needs, one after the other. No document type is read, so there are no
// entities but those of XML itself.
class XmlReader {
public:
  XmlReader(RuleText &into, Report &report)
      : into_(into), text_(into.source->text()), report_(report) {}

  void read() {
    while (at_ < text_.size() && !failed_) {
      text_[at_] == '<' ? markup() : character();
    }
    into_.offsets.push_back(text_.size());
    if (!failed_ && !transforms_) {
      fail(0, std::min<std::size_t>(text_.size(), 1), "this XML has no <transform> with rules");
    } else if (!failed_ && !open_.empty()) {
      fail(open_at_, open_at_ + 1, fmt::format("<{}> is never closed", open_));
    }
  }

private:
  void fail(std::size_t begin, std::size_t end, std::string message) {
    report_.error(Code::AR0505, {into_.source, begin, end}, std::move(message),
                  {.help = std::string(xml_help)});
    failed_ = true;
  }

  bool takes_text() const { return open_ == "tRule" || open_ == "comment"; }

  void put(char byte, std::size_t at) {
    into_.text += byte;
    into_.offsets.push_back(at);
  }

  void put(std::string_view bytes, std::size_t at) {
    for (char byte : bytes) {
      put(byte, at);
    }
  }

  // Comments of several lines have a `#` in each.
  void take(std::string_view bytes, std::size_t at) {
    for (char byte : bytes) {
      if (open_ == "comment" && line_begins_ && !is_ignored_space(byte)) {
        put(byte == '#' ? "" : "# ", at);
        line_begins_ = false;
      }
      line_begins_ = line_begins_ || byte == '\n';
      put(byte, at);
    }
  }

  void character() {
    std::size_t begin = at_;
    if (text_[at_] != '&') {
      ++at_;
      if (takes_text()) {
        take(text_.substr(begin, 1), begin);
      }
      return;
    }
    std::size_t end = text_.substr(0, std::min(text_.size(), begin + 12)).find(';', begin);
    auto c = end == std::string_view::npos ? std::nullopt
                                           : entity(text_.substr(begin + 1, end - begin - 1));
    if (!c) {
      fail(begin, begin + 1, "this is no entity of XML");
      return;
    }
    at_ = end + 1;
    if (takes_text()) {
      take(to_utf8(std::u32string(1, *c)), begin);
    }
  }

  static std::optional<char32_t> entity(std::string_view name) {
    constexpr std::pair<std::string_view, char32_t> all[] = {
        {"lt", U'<'}, {"gt", U'>'}, {"amp", U'&'}, {"quot", U'"'}, {"apos", U'\''}};
    for (auto [known, c] : all) {
      if (name == known) {
        return c;
      }
    }
    if (!name.starts_with('#')) {
      return std::nullopt;
    }
    bool hex = name.substr(1).starts_with('x');
    std::optional<char32_t> value;
    if (hex) {
      value = hex_value(name.substr(2));
    } else {
      unsigned number = 0;
      const char *last = name.data() + name.size();
      auto [end, error] = std::from_chars(name.data() + 1, last, number);
      value = error == std::errc() && end == last ? std::optional<char32_t>(number) : std::nullopt;
    }
    bool good = value && *value != 0 && *value <= max_code_point && !is_surrogate(*value);
    return good ? value : std::nullopt;
  }

  // Skips to the end of what begins here, which ends in `closing`.
  std::string_view skip(std::string_view closing) {
    std::size_t begin = at_;
    std::size_t end = text_.find(closing, at_);
    if (end == std::string_view::npos) {
      fail(begin, begin + 1, fmt::format("`{}` does not follow", closing));
      return {};
    }
    at_ = end + closing.size();
    return text_.substr(begin, end - begin);
  }

  void markup() {
    std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) {
      skip("-->");
    } else if (rest.starts_with("<![CDATA[")) {
      at_ += 9;
      std::size_t begin = at_;
      std::string_view data = skip("]]>");
      for (std::size_t i = 0; takes_text() && i < data.size(); ++i) {
        take(data.substr(i, 1), begin + i);
      }
    } else if (rest.starts_with("<?")) {
      skip("?>");
    } else if (rest.starts_with("<!")) {
      std::string_view type = skip(">");
      if (type.find('[') != std::string_view::npos) {
        fail(at_ - 1, at_, "a document type with declarations is not read");
      }
    } else {
      tag();
    }
  }

  void tag() {
    std::size_t begin = at_++;
    std::string_view inner = skip(">");
    bool closes = inner.starts_with('/');
    bool alone = inner.ends_with('/');
    inner.remove_prefix(closes ? 1 : 0);
    std::string_view name = inner.substr(0, inner.find_first_of(" \t\r\n/"));
    if (name == "transform" && !closes) {
      transform(inner, begin);
    } else if (transforms_ && (name == "tRule" || name == "comment") && !alone) {
      element(name, closes, begin);
    }
  }

  void element(std::string_view name, bool closes, std::size_t begin) {
    if (closes ? open_ != name : !open_.empty()) {
      fail(begin, at_, "tags are not nested properly");
      return;
    }
    if (closes) {
      put('\n', begin);
    }
    open_ = closes ? "" : name;
    open_at_ = begin;
    line_begins_ = true;
  }

  void transform(std::string_view tag, std::size_t begin) {
    if (transforms_) {
      fail(begin, at_, "this file has more than one transform");
      return;
    }
    transforms_ = true;
    into_.from = attribute(tag, "source");
    into_.to = attribute(tag, "target");
    into_.variant = attribute(tag, "variant");
    std::string direction = attribute(tag, "direction");
    into_.forward = direction != "backward";
    into_.backward = direction == "both" || direction == "backward";
  }

  static std::string attribute(std::string_view tag, std::string_view name) {
    for (std::size_t at = 0; (at = tag.find(name, at)) != std::string_view::npos; ++at) {
      std::string_view rest = tag.substr(at + name.size());
      char quote = rest.starts_with("=\"") ? '"' : rest.starts_with("='") ? '\'' : 0;
      if (quote != 0 && at > 0 && is_ignored_space(tag[at - 1])) {
        return sanitize_for_terminal(rest.substr(2, rest.find(quote, 2) - 2));
      }
    }
    return {};
  }

  RuleText &into_;
  std::string_view text_;
  Report &report_;
  std::size_t at_ = 0;
  std::string open_; // the element that is open, if it is one that arnorm needs
  std::size_t open_at_ = 0;
  bool line_begins_ = true;
  bool transforms_ = false;
  bool failed_ = false;
};

} // namespace

Span RuleText::span(std::size_t begin, std::size_t end) const {
  if (offsets.empty()) {
    return {source, begin, end};
  }
  std::size_t last = end > begin ? offsets[end - 1] + 1 : offsets[begin];
  return {source, offsets[begin], std::max(offsets[begin], last)};
}

bool is_xml(std::string_view text) {
  std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && text[begin] == '<';
}

RuleText rule_text(std::shared_ptr<const Source> source, Report &report) {
  RuleText rules{.source = std::move(source), .text = {}, .offsets = {}};
  std::string_view text = rules.source->text();
  if (std::size_t bad = find_malformed(text); bad != std::string_view::npos) {
    report.error(Code::AR0001, {rules.source, bad, bad + 1}, "this file is not valid UTF-8",
                 {.label = fmt::format("byte 0x{:02X}", static_cast<unsigned char>(text[bad])),
                  .help = "convert the file to UTF-8"});
  } else if (is_xml(text)) {
    XmlReader(rules, report).read();
  } else {
    rules.text = text;
  }
  return rules;
}

} // namespace arnorm
