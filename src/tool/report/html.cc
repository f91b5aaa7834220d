#include "tool/report/html.h"

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "tool/report/show.h"

namespace arnorm::tool {
namespace {

// The first column is sticky, so that wide tables can be read on small screens. Text in another
// script is isolated, so that it does not reorder the text around it.
constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 75rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top; }
thead th { position: sticky; top: 0; background: Canvas; }
tbody th { position: sticky; left: 0; background: Canvas; font-weight: normal; }
bdi { font-size: 1.25em; font-family: "Scheherazade New", "Noto Naskh Arabic", "Amiri", serif; }
code, .points { font-family: ui-monospace, monospace; font-size: .85em; }
.points { opacity: .7; display: block; } .same { opacity: .3; } .note { opacity: .8; font-style: italic; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dd { margin: 0; }
@media (max-width: 40rem) { body { padding: .6rem; } .points { display: none; } }
)css";

} // namespace

std::string page_head(std::string_view title) {
  return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n",
                     escaped(title), style);
}

std::string page_foot() { return "</body>\n</html>\n"; }

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t') {
      out += "\uFFFD"; // not allowed in HTML
      continue;
    }
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    default:
      out += c;
    }
  }
  return out;
}

std::string plain(std::string_view text) { return escaped(sanitized_lines(text)); }

std::string isolated(std::string_view text) {
  if (text.empty()) {
    return "<span class=\"same\">nothing</span>";
  }
  std::string carrier = combining_class(first_character(text).c) != 0 ? "\u25CC" : "";
  return fmt::format("<bdi>{}{}</bdi>", carrier, escaped(text));
}

std::string points(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) {
    out += (out.empty() ? "" : " ") + hex_name(c);
  }
  return out;
}

} // namespace arnorm::tool
