#include "parse/toml_scalar.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "characters/ascii.h"

namespace arnorm {
namespace {

bool ends_word(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == 0x7F ||
         std::string_view(",[]{}#=\"'").find(c) != std::string_view::npos;
}

bool is_digit_of(char c, int base) {
  return base == 16 ? is_hex_digit(c) : c >= '0' && c < '0' + base;
}

// Digits, with single underscores between them.
bool are_digits(std::string_view text, int base = 10) {
  bool after_digit = false;
  for (char c : text) {
    bool digit = is_digit_of(c, base);
    if (!digit && !(c == '_' && after_digit)) {
      return false;
    }
    after_digit = digit;
  }
  return after_digit;
}

std::string without_underscores(std::string_view text) {
  std::string out(text);
  std::erase(out, '_');
  return out;
}

Scalar integer(std::string_view digits, int base, bool negative) {
  std::string text = (negative ? "-" : "") + without_underscores(digits);
  Scalar result{.kind = Scalar::Kind::integer};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result.integer, base);
  result.kind = error == std::errc() ? Scalar::Kind::integer : Scalar::Kind::too_large;
  return result;
}

// Digits without a leading zero.
bool is_whole_part(std::string_view text) {
  return are_digits(text) && (text.size() == 1 || text.front() != '0');
}

bool is_exponent(std::string_view text) {
  text.remove_prefix(text.starts_with('+') || text.starts_with('-') ? 1 : 0);
  return are_digits(text);
}

// A number without sign, with a fraction or an exponent or both.
bool is_float(std::string_view text) {
  if (text == "inf" || text == "nan") {
    return true;
  }
  std::size_t e = std::min(text.find_first_of("eE"), text.size());
  std::size_t dot = std::min(text.find('.'), e);
  bool fraction = dot < e;
  bool exponent = e < text.size();
  return (fraction || exponent) && is_whole_part(text.substr(0, dot)) &&
         (!fraction || are_digits(text.substr(dot + 1, e - dot - 1))) &&
         (!exponent || is_exponent(text.substr(e + 1)));
}

Scalar number(std::string_view word) {
  bool negative = word.starts_with('-');
  std::string_view body = word.substr(negative || word.starts_with('+') ? 1 : 0);
  if (is_whole_part(body)) {
    return integer(body, 10, negative);
  }
  int base = word.starts_with("0x")   ? 16
             : word.starts_with("0o") ? 8
             : word.starts_with("0b") ? 2
                                      : 0;
  if (base != 0) {
    return are_digits(word.substr(2), base) ? integer(word.substr(2), base, false) : Scalar{};
  }
  return is_float(body) ? Scalar{.kind = Scalar::Kind::other} : Scalar{};
}

// Reads numbers of fixed width and single characters from the beginning of a text.
class Clock {
public:
  explicit Clock(std::string_view text) : rest_(text) {}

  bool take(char sign) {
    bool there = rest_.starts_with(sign);
    rest_.remove_prefix(there ? 1 : 0);
    return there;
  }

  // The number in the next `width` characters; -1 if they are not all digits.
  int number(std::size_t width) {
    std::string_view digits = rest_.substr(0, width);
    if (digits.size() < width || !std::all_of(digits.begin(), digits.end(), is_ascii_digit)) {
      return -1;
    }
    int value = 0;
    std::from_chars(digits.data(), digits.data() + width, value);
    rest_.remove_prefix(width);
    return value;
  }

  bool number_below(int limit) {
    int value = number(2);
    return value >= 0 && value < limit;
  }

  bool date() {
    int year = number(4);
    bool first = take('-');
    int month = first ? number(2) : -1;
    bool second = take('-');
    int day = second ? number(2) : -1;
    if (year < 0 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + (leap ? 1 : 0);
  }

  bool time() {
    bool good = number_below(24) && take(':') && number_below(60) && take(':') && number_below(60);
    if (!good || !take('.')) {
      return good;
    }
    std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    rest_.remove_prefix(digits);
    return digits > 0;
  }

  bool offset() {
    if (take('Z') || take('z')) {
      return true;
    }
    return (take('+') || take('-')) && number_below(24) && take(':') && number_below(60);
  }

  bool at_end() const { return rest_.empty(); }

private:
  std::string_view rest_;
};

bool is_date_or_time(std::string_view word) {
  if (Clock time(word); time.time() && time.at_end()) {
    return true;
  }
  Clock clock(word);
  if (!clock.date()) {
    return false;
  }
  if (clock.at_end()) {
    return true;
  }
  bool joined = clock.take('T') || clock.take('t') || clock.take(' ');
  return joined && clock.time() && (clock.at_end() || (clock.offset() && clock.at_end()));
}

} // namespace

std::size_t word_length(std::string_view text) {
  auto length = [](std::string_view rest) {
    return static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), ends_word) -
                                    rest.begin());
  };
  constexpr std::size_t date_length = 10;
  std::size_t first = length(text);
  bool time_follows = first == date_length && text.size() > first + 3 && text[4] == '-' &&
                      text[first] == ' ' && is_ascii_digit(text[first + 1]) &&
                      is_ascii_digit(text[first + 2]) && text[first + 3] == ':';
  return time_follows ? first + 1 + length(text.substr(first + 1)) : first;
}

Scalar read_scalar(std::string_view word) {
  if (word == "true" || word == "false") {
    return {.kind = Scalar::Kind::boolean, .boolean = word == "true"};
  }
  Scalar result = number(word);
  if (result.kind == Scalar::Kind::none && is_date_or_time(word)) {
    result.kind = Scalar::Kind::other;
  }
  return result;
}

} // namespace arnorm
