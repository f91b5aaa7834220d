#include "parse/word_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/utf.h"
#include "parse/pattern_errors.h"

namespace arnorm {
namespace {

constexpr std::size_t max_word = 256;    // characters
constexpr std::size_t max_result = 1024; // likewise
constexpr std::size_t max_reported = 20; // lines with errors, and lines with warnings

// Letters, marks and signs of which most words consist.
bool is_common(char32_t c) {
  return (c > 0x20 && c < 0x7F) || (c >= 0x621 && c <= 0x652) || (c > 0xAD && c < 0x250);
}

// Joiners belong to the spelling of some languages, within a word.
bool is_joiner(char32_t c) { return c == 0x200C || c == 0x200D; }

class WordFileReader {
public:
  WordFileReader(std::shared_ptr<const Source> file, const Span &at, Report &report)
      : file_(std::move(file)), at_(at), report_(report) {}

  IndexedWords read() {
    std::size_t errors = report_.errors();
    if (check_encoding()) {
      read_lines();
    }
    if (report_.errors() != errors) {
      return {};
    }
    auto list = std::make_shared<const WordList>(file_, words_);
    if (words_ == 0) {
      report_.warning(Code::AR0148, at_, fmt::format("{} has no words", file_->name()),
                      {.help = "write a word, a tab and its replacement in each line"});
    }
    std::vector<WordIndex::Repeated> repeated;
    auto index = std::make_shared<const WordIndex>(*list, false, &repeated);
    report_repeated(*list, repeated);
    report_rest(warnings_, false);
    return {std::move(list), std::move(index)};
  }

private:
  std::string_view text() const { return file_->text(); }

  bool check_encoding() {
    std::string_view head = text().substr(0, 4);
    bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
                 (head.size() > 1 && (head[0] == '\0') != (head[1] == '\0'));
    std::size_t bad = find_malformed(text());
    auto control = std::find_if(text().begin(), text().end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
    });
    bad = std::min(
        bad, control == text().end() ? bad : static_cast<std::size_t>(control - text().begin()));
    if (bad == std::string_view::npos) {
      return true;
    }
    file_->hide();
    report_.error(Code::AR0141, Span{file_, bad, bad + 1},
                  "this file of words is not text in UTF-8",
                  {.label = fmt::format("byte 0x{:02X} at offset {}",
                                        static_cast<unsigned char>(text()[bad]), bad),
                   .help = utf16 ? "it seems to be UTF-16; save the file as UTF-8"
                                 : "save the file as UTF-8, without control characters"});
    return false;
  }

  void read_lines() {
    if (text().find('\t') == std::string_view::npos) {
      file_->hide(); // it seems to be another kind of file, which must not be quoted
    }
    for (std::size_t at = 0; at < text().size();) {
      std::size_t feed = std::min(text().find('\n', at), text().size());
      std::string_view line = text().substr(at, feed - at);
      line.remove_suffix(line.ends_with('\r') ? 1 : 0);
      if (!line.empty() && !line.starts_with('#')) {
        read_line(line, at);
      }
      at = feed + 1;
    }
    report_rest(errors_, true);
  }

  void read_line(std::string_view line, std::size_t at) {
    std::size_t tab = line.find('\t');
    if (std::size_t end = line.find('\r'); end != std::string_view::npos) {
      error(Code::AR0142, at + end, at + end + 1, "a carriage return within a line",
            "end each line with a line feed");
    } else if (tab == std::string_view::npos) {
      error(Code::AR0142, at, at + line.size(), "this line has no tab",
            "write the word, a tab and its replacement; a comment begins with `#`");
    } else if (tab == 0) {
      error(Code::AR0142, at, at + line.size(), "this line has no word before its tab",
            "write the word, a tab and its replacement; a comment begins with `#`");
    } else if (std::count(line.begin(), line.end(), '\t') > 2) {
      error(Code::AR0142, at, at + line.size(), "this line has more than two tabs",
            "write the word, its replacement and a note, with a tab between them");
    } else {
      std::size_t end = std::min(line.find('\t', tab + 1), line.size());
      ++words_;
      read_column(line.substr(0, tab), at, max_word);
      read_column(line.substr(tab + 1, end - tab - 1), at + tab + 1, max_result);
    }
  }

  void read_column(std::string_view text, std::size_t at, std::size_t max) {
    if (text.starts_with(' ') || text.ends_with(' ')) {
      error(Code::AR0143, at, at + text.size(), "a space at an end of this text", "delete it");
    } else if (text.find("  ") != std::string_view::npos) {
      error(Code::AR0143, at, at + text.size(), "two spaces in a row",
            "write one space between words");
    } else if (text.size() > max && count_code_points(text) > max) {
      error(Code::AR0144, at, at + text.size(), fmt::format("more than {} characters", max),
            "use a table for texts of this length");
    } else {
      check_visible(text, at);
    }
  }

  void check_visible(std::string_view text, std::size_t at) {
    char32_t before = ' ';
    for (std::size_t i = 0; i < text.size();) {
      Character next = first_character(text.substr(i));
      std::size_t end = i + next.length;
      if (!is_common(next.c) && is_invisible(next.c)) {
        bool within = before != ' ' && end < text.size() && text[end] != ' ';
        if (!is_joiner(next.c) || !within) {
          warning(Code::AR0146, at + i, at + end, "an invisible character",
                  {.label = spell(next.c), .help = "delete it, unless the texts contain it too"});
          return;
        }
      }
      before = next.c;
      i = end;
    }
  }

  void report_repeated(const WordList &list, const std::vector<WordIndex::Repeated> &repeated) {
    for (const WordIndex::Repeated &each : repeated) {
      WordLine first = list.line_at(each.first);
      WordLine second = list.line_at(each.second);
      warning(Code::AR0145, second.at, second.at + second.from.size(), "this word occurs twice",
              {.second = {file_, first.at, first.at + first.from.size()},
               .second_label = "this line is used",
               .help = "delete one of the two lines"});
    }
  }

  void error(Code code, std::size_t begin, std::size_t end, std::string message, std::string help) {
    if (++errors_ <= max_reported) {
      report_.error(code, Span{file_, begin, end}, std::move(message), {.help = std::move(help)});
    }
  }

  void warning(Code code, std::size_t begin, std::size_t end, std::string message,
               Report::More more) {
    if (++warnings_ <= max_reported) {
      report_.warning(code, Span{file_, begin, end}, std::move(message), std::move(more));
    }
  }

  void report_rest(std::size_t count, bool errors) {
    if (count <= max_reported) {
      return;
    }
    std::string message = fmt::format("there are {} more {} in {}", count - max_reported,
                                      errors ? "errors" : "warnings", file_->name());
    Report::More more{.help = "correct the first ones and check again"};
    errors ? report_.error(Code::AR0149, at_, std::move(message), std::move(more))
           : report_.warning(Code::AR0149, at_, std::move(message), std::move(more));
  }

  std::shared_ptr<const Source> file_;
  const Span &at_;
  Report &report_;
  std::size_t words_ = 0;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

} // namespace

IndexedWords read_words(std::shared_ptr<const Source> file, const Span &at, Report &report) {
  return WordFileReader(std::move(file), at, report).read();
}

} // namespace arnorm
