#include "tool/lsp/quick_fixes.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/utf.h"

namespace arnorm::tool {
namespace {

// What stands between two pieces of a text; the whole text must be these three.
std::optional<std::string_view> between(std::string_view text, std::string_view before,
                                        std::string_view after) {
  if (text.size() < before.size() + after.size() || !text.starts_with(before) ||
      !text.ends_with(after)) {
    return std::nullopt;
  }
  return text.substr(before.size(), text.size() - before.size() - after.size());
}

// The first text between backquotes.
std::string_view quoted(std::string_view message) {
  std::size_t begin = message.find('`');
  std::size_t end = begin == std::string_view::npos ? begin : message.find('`', begin + 1);
  return end == std::string_view::npos ? std::string_view()
                                       : message.substr(begin + 1, end - begin - 1);
}

// "write U+0623 ALEF WITH HAMZA ABOVE, U+062D HAH, or ...": the characters, from the first one on.
// Nothing if the list is not complete.
std::u32string spelled(std::string_view help) {
  std::u32string characters;
  for (std::size_t at = 0; (at = help.find("U+", at)) != std::string_view::npos; ++at) {
    std::string_view digits = help.substr(at + 2);
    digits = digits.substr(0, digits.find_first_not_of("0123456789ABCDEF"));
    std::optional<char32_t> c = hex_value(digits);
    if (!c || *c > max_code_point || is_surrogate(*c)) {
      return {};
    }
    characters += *c;
  }
  return help.find("...") == std::string_view::npos ? characters : std::u32string();
}

class FixReader {
public:
  FixReader(const Problem &problem, const TextDocument &text, const std::string &path)
      : problem_(problem), document_(text), path_(path), help_(problem.diagnostic->help),
        message_(problem.diagnostic->message),
        written_(std::string_view(text.text()).substr(problem.begin, problem.end - problem.begin)) {
  }

  std::vector<QuickFix> read() {
    if (auto word = between(help_, "did you mean `", "`?")) {
      correct(std::string(*word));
    } else if (auto words = between(help_, "write one of ", "")) {
      choose(*words);
    } else if (auto value = between(help_, "write \"", "\"")) {
      replace_string(std::string(*value));
    } else if (help_.starts_with("write name = \"") && problem_.code == "AR0108") {
      replace_string(stem());
    } else if (help_.starts_with("delete this row") || help_.starts_with("delete the row") ||
               help_ == "delete one of the two rows") {
      delete_lines("Delete this row");
    } else if (problem_.code == "AR0222") {
      delete_lines("Delete this line");
    } else if (problem_.code == "AR0124") {
      invisible();
    } else if (problem_.code == "AR0219") {
      look_alike();
    } else if (problem_.code == "AR0104" && problem_.diagnostic->place &&
               problem_.diagnostic->place->line == 0) {
      missing_key();
    } else if (problem_.code == "AR0102" && help_.starts_with("move it to the header")) {
      move_to_header();
    }
    return std::move(fixes_);
  }

private:
  void add(std::string title, std::size_t begin, std::size_t end, std::string text) {
    fixes_.push_back({std::move(title), {begin, end, std::move(text)}});
  }

  // The message names the word as the file has it, and the place contains it.
  void correct(const std::string &meant) {
    std::string_view wrong = quoted(message_);
    std::size_t at = wrong.empty() ? std::string_view::npos : written_.find(wrong);
    if (at == std::string_view::npos) {
      return;
    }
    std::size_t begin = problem_.begin + at;
    add(fmt::format("Change `{}` to `{}`", wrong, meant), begin, begin + wrong.size(), meant);
  }

  bool is_string() const {
    return written_.size() >= 2 && (written_.front() == '"' || written_.front() == '\'') &&
           written_.back() == written_.front();
  }

  void choose(std::string_view words) {
    while (!words.empty()) {
      std::size_t comma = std::min(words.find(", "), words.size());
      replace_string(std::string(words.substr(0, comma)));
      words.remove_prefix(std::min(comma + 2, words.size()));
    }
  }

  void replace_string(const std::string &value) {
    if (is_string() && !value.empty()) {
      add(fmt::format("Write \"{}\"", value), problem_.begin, problem_.end,
          fmt::format("\"{}\"", value));
    }
  }

  std::string stem() const {
    std::string name = path_.substr(path_.rfind('/') + 1); // npos + 1 is 0
    return name.ends_with(".toml") ? name.substr(0, name.size() - 5) : std::string();
  }

  // The lines of the place, if they hold nothing else.
  void delete_lines(const std::string &title) {
    const std::string &text = document_.text();
    std::size_t begin = document_.line_begin(problem_.begin);
    std::size_t end = document_.line_end(problem_.end);
    std::string_view before = std::string_view(text).substr(begin, problem_.begin - begin);
    std::string_view after = std::string_view(text).substr(problem_.end, end - problem_.end);
    after = after.substr(0, after.find('#'));
    bool entry = problem_.code == "AR0222"; // a key, whose value follows
    bool alone =
        before.find_first_not_of(" \t") == std::string_view::npos &&
        (entry ? is_one_line(after) : after.find_first_not_of(" \t,") == std::string_view::npos);
    if (alone) {
      end += text.substr(end).starts_with("\r\n") ? 2 : end < text.size() ? 1 : 0;
      add(title, begin, end, "");
    }
  }

  // Whether the value of a key ends with its line.
  static bool is_one_line(std::string_view after) {
    return std::count(after.begin(), after.end(), '[') <=
               std::count(after.begin(), after.end(), ']') &&
           after.find("\"\"\"") == std::string_view::npos &&
           after.find("'''") == std::string_view::npos;
  }

  void invisible() {
    std::size_t escape = help_.rfind(": ");
    if (escape != std::string_view::npos) {
      std::string text(help_.substr(escape + 2));
      add(fmt::format("Write {}", text), problem_.begin, problem_.end, text);
      add("Delete the character", problem_.begin, problem_.end, "");
    }
  }

  // The label names the letter, and the help names the one that was meant.
  void look_alike() {
    std::u32string wrong = spelled(problem_.diagnostic->place->label);
    std::u32string meant = spelled(help_);
    if (wrong.size() != 1 || meant.size() != 1) {
      return;
    }
    std::string letter = to_utf8(wrong);
    std::size_t at = written_.find(letter);
    if (at != std::string_view::npos) {
      std::size_t begin = problem_.begin + at;
      add(fmt::format("Write {}", help_.substr(6, help_.find(", or") - 6)), begin,
          begin + letter.size(), to_utf8(meant));
    }
  }

  void missing_key() {
    std::string_view key = quoted(message_);
    bool marked = document_.text().starts_with("\xEF\xBB\xBF");
    std::size_t top = marked ? 3 : 0;
    if (key == "format") {
      add("Write format = 1", top, top, "format = 1\n");
    } else if (key == "name" && !stem().empty()) {
      std::size_t first = document_.line_end(top);
      bool after_format = document_.text().substr(top).starts_with("format");
      std::string line = fmt::format("name = \"{}\"", stem());
      std::size_t place = after_format ? first : top;
      add("Write " + line, place, place, after_format ? "\n" + line : line + "\n");
    }
  }

  // Cuts the line and puts it at the top. Only one change can be made at a time, so the whole text
  // up to the line is written anew.
  void move_to_header() {
    const std::string &text = document_.text();
    std::size_t begin = document_.line_begin(problem_.begin);
    std::size_t end = document_.line_end(problem_.begin);
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    std::size_t header = text.find("\n[");
    if (header == std::string::npos || header > begin || !is_one_line(line)) {
      return;
    }
    std::string between = text.substr(header, begin - header);
    end += text.substr(end).starts_with("\r\n") ? 2 : end < text.size() ? 1 : 0;
    add(fmt::format("Move `{}` to the header", quoted(message_)), header, end,
        "\n" + std::string(line) + between);
  }

  const Problem &problem_;
  const TextDocument &document_;
  const std::string &path_;
  std::string_view help_;
  std::string_view message_;
  std::string_view written_;
  std::vector<QuickFix> fixes_;
};

} // namespace

std::vector<QuickFix> fixes_of(const Problem &problem, const TextDocument &text,
                               const std::string &path) {
  return FixReader(problem, text, path).read();
}

} // namespace arnorm::tool
