// Formats diagnostics as text.
//
// Terminals reorder Arabic and marks have no width, so carets may be below the wrong letter. The
// label next to them therefore names the code points.
#include <algorithm>

#include <fmt/format.h>

#include "arnorm/arnorm.h"
#include "characters/display_width.h"
#include "characters/names.h"
#include "characters/utf.h"
#include "diagnostics/pages.h"
#include "diagnostics/source.h"

namespace arnorm {
namespace {

struct Excerpt {
  std::u32string text;
  std::size_t column; // from 0
  std::size_t length;
};

// The quoted line, with dots where a part is omitted. The line is shortened here as well, because a
// Place made by a program may contain a long line.
Excerpt excerpt(const Place &place) {
  std::u32string text = to_utf32(place.text);
  std::size_t column = std::max(place.column, place.skipped + 1) - 1 - place.skipped;
  column = std::min(column, text.size());
  std::size_t begin =
      text.size() > max_quoted && column > max_quoted / 2 ? column - max_quoted / 2 : 0;
  std::u32string window = text.substr(begin, max_quoted);
  bool cut_front = begin > 0 || place.skipped > 0;
  bool cut_back = begin + window.size() < text.size() || place.cut;
  bool cut = cut_front || cut_back;
  Excerpt result{(cut_front ? U"..." : U"") + window + (cut_back ? U"..." : U""),
                 column - begin + (cut_front ? 3 : 0), std::max<std::size_t>(1, place.length)};
  result.length = cut ? std::min(result.length, window.size() - (column - begin)) : result.length;
  std::replace_if(result.text.begin(), result.text.end(), is_unprintable, U'\uFFFD');
  return result;
}

// Blanks of the same width as the text; tabs remain tabs.
std::string blanks(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) {
    out += c == '\t' ? "\t" : std::string(display_width(c), ' ');
  }
  return out;
}

class Renderer {
public:
  explicit Renderer(const RenderOptions &options) : options_(options) {}

  std::string render(const Diagnostic &d) {
    out_.clear();
    bool error = d.severity == Severity::error;
    out_ +=
        paint(error ? "1;31" : "1;33", (error ? "error[" : "warning[") + to_string(d.code) + "]");
    out_ += paint("1", ": " + sanitize_for_terminal(d.message)) + "\n";
    margin_ = std::max(digits(d.place), digits(d.second));
    if (d.place) {
      location(*d.place);
      quote(*d.place, '^');
    }
    if (d.second && d.place && d.second->file != d.place->file) {
      location(*d.second);
    }
    if (d.second) {
      quote(*d.second, '-');
    }
    if (d.place && d.place->hidden && !d.place->label.empty()) {
      out_ += fmt::format("{:{}} = note: found {}\n", "", margin_,
                          sanitize_for_terminal(d.place->label));
    }
    for (const std::string &note : d.notes) {
      out_ += fmt::format("{:{}} = note: {}\n", "", margin_, sanitize_for_terminal(note));
    }
    if (!d.help.empty()) {
      out_ += fmt::format("{:{}} = {}: {}\n", "", margin_, paint("32", "help"),
                          sanitize_for_terminal(d.help));
    }
    return out_;
  }

private:
  static std::size_t digits(const std::optional<Place> &place) {
    return place && place->line > 0 ? std::to_string(place->line).size() : 1;
  }

  void location(const Place &place) {
    out_ += fmt::format("{:{}}--> {}", "", margin_, sanitize_for_terminal(place.file));
    if (place.line > 0) {
      out_ += fmt::format(":{}:{}", place.line, place.column);
    }
    out_ += "\n";
  }

  void quote(const Place &place, char underline) {
    if (place.line == 0 || place.hidden) {
      return;
    }
    Excerpt piece = excerpt(place);
    std::string text = to_utf8(piece.text);
    if (options_.isolate) {
      text = "\u2066" + text + "\u2069"; // keeps the quoted line left to right
    }
    std::u32string_view marked =
        std::u32string_view(piece.text)
            .substr(std::min(piece.column, piece.text.size()), piece.length);
    std::string carets(std::max<std::size_t>(1, display_width(marked)), underline);
    out_ += fmt::format("{:{}} |\n", "", margin_);
    out_ += fmt::format("{:>{}} | {}\n", place.line, margin_, text);
    out_ += fmt::format("{:{}} | {}{}{}{}\n", "", margin_,
                        blanks(std::u32string_view(piece.text).substr(0, piece.column)),
                        paint(underline == '^' ? "1;31" : "1;34", carets),
                        place.label.empty() ? "" : " ", sanitize_for_terminal(place.label));
  }

  std::string paint(const char *style, const std::string &text) const {
    return options_.color ? fmt::format("\x1b[{}m{}\x1b[0m", style, text) : text;
  }

  RenderOptions options_;
  std::string out_;
  std::size_t margin_ = 1;
};

} // namespace

std::string render(std::span<const Diagnostic> diagnostics, const RenderOptions &options) {
  std::string out;
  for (const Diagnostic &d : diagnostics) {
    out += out.empty() ? "" : "\n";
    out += Renderer(options).render(d);
  }
  return out;
}

std::string to_string(Code code) { return fmt::format("AR{:04}", static_cast<unsigned>(code)); }

std::string_view explain_code(std::string_view code) {
  std::string_view page = diagnostics_page();
  std::string heading = fmt::format("\n## {}", code);
  std::size_t begin = code.empty() ? std::string_view::npos : page.find(heading + ":");
  if (begin == std::string_view::npos) {
    return {};
  }
  std::size_t end = page.find("\n## ", begin + 1);
  return page.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1);
}

} // namespace arnorm
