#include "tool/lsp/character_search.h"

#include <algorithm>
#include <array>
#include <set>

#include <unicode/uchar.h>

#include "characters/split.h"

namespace arnorm::tool {
namespace {

// Where to look first: Latin with its marks, Arabic with its extensions and presentation forms,
// punctuation. Then everywhere.
struct Block {
  UChar32 begin;
  UChar32 end;
};
constexpr std::array blocks{Block{0x600, 0x8FF},   Block{0x20, 0x370},      Block{0x1E00, 0x2070},
                            Block{0xFB50, 0xFF00}, Block{0x1EE00, 0x1EF00}, Block{0, 0x110000}};

class Search {
public:
  Search(std::string_view wanted, std::size_t max) : max_(max) {
    std::transform(wanted.begin(), wanted.end(), std::back_inserter(wanted_),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    for (std::string_view word : split(wanted_, ' ')) {
      words_.push_back(word);
    }
    found_.reserve(max);
    others_.reserve(max);
  }

  std::vector<NamedCharacter> run() {
    for (const Block &block : blocks) {
      if (found_.size() < max_) {
        UErrorCode status = U_ZERO_ERROR;
        u_enumCharNames(block.begin, block.end, visit, this, U_UNICODE_CHAR_NAME, &status);
      }
    }
    for (NamedCharacter &other : others_) {
      if (found_.size() < max_) {
        found_.push_back(std::move(other));
      }
    }
    return std::move(found_);
  }

private:
  static UBool visit(void *search, UChar32 c, UCharNameChoice, const char *name, int32_t length) {
    return static_cast<Search *>(search)->add(static_cast<char32_t>(c),
                                              {name, static_cast<std::size_t>(length)});
  }

  // Returns whether to go on.
  bool add(char32_t c, std::string_view name) {
    bool begins = name.starts_with(wanted_);
    bool contains = begins || std::all_of(words_.begin(), words_.end(), [&](std::string_view word) {
                      return name.find(word) != std::string_view::npos;
                    });
    std::vector<NamedCharacter> &list = begins ? found_ : others_;
    if (contains && list.size() < max_ && seen_.insert(c).second) {
      list.push_back({c, std::string(name)});
    }
    return found_.size() < max_;
  }

  std::string wanted_;
  std::vector<std::string_view> words_;
  std::size_t max_;
  std::vector<NamedCharacter> found_;  // those that begin with what is wanted
  std::vector<NamedCharacter> others_; // those that contain its words
  std::set<char32_t> seen_;
};

std::string spaced(const char *name) {
  std::string words = name == nullptr ? "" : name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

void add_values(std::vector<NamedProperty> &found, UProperty property, const std::string &before) {
  int32_t max = property == UCHAR_GENERAL_CATEGORY_MASK ? -1 : u_getIntPropertyMaxValue(property);
  for (int32_t value = u_getIntPropertyMinValue(property); value <= max; ++value) {
    const char *name = u_getPropertyValueName(property, value, U_LONG_PROPERTY_NAME);
    if (name != nullptr) {
      found.push_back({before + name, spaced(name)});
    }
  }
}

// Single categories, and groups such as L.
void add_categories(std::vector<NamedProperty> &found) {
  for (const char *name : {"L", "M", "N", "P", "S", "Z", "C", "LC"}) {
    int32_t mask = u_getPropertyValueEnum(UCHAR_GENERAL_CATEGORY_MASK, name);
    found.push_back({name, spaced(u_getPropertyValueName(UCHAR_GENERAL_CATEGORY_MASK, mask,
                                                         U_LONG_PROPERTY_NAME))});
  }
  for (int32_t value = 0; value < U_CHAR_CATEGORY_COUNT; ++value) {
    const char *name = u_getPropertyValueName(UCHAR_GENERAL_CATEGORY, value, U_SHORT_PROPERTY_NAME);
    found.push_back({name, spaced(u_getPropertyValueName(UCHAR_GENERAL_CATEGORY, value,
                                                         U_LONG_PROPERTY_NAME))});
  }
}

} // namespace

std::vector<NamedCharacter> find_characters(std::string_view wanted, std::size_t max) {
  return Search(wanted, max).run();
}

std::vector<NamedProperty> find_properties(std::string_view wanted) {
  std::vector<NamedProperty> found;
  std::size_t equals = wanted.find('=');
  if (equals != std::string_view::npos) {
    std::string name(wanted.substr(0, equals));
    UProperty property = u_getPropertyEnum(name.c_str());
    if (property >= UCHAR_INT_START && property < UCHAR_INT_LIMIT) {
      add_values(found, property, name + "=");
    }
    return found;
  }
  add_categories(found);
  for (const char *name : {"Script=", "Script_Extensions=", "Block=", "Joining_Type="}) {
    found.push_back({name, "characters with this value"});
  }
  for (int32_t each = UCHAR_BINARY_START; each < UCHAR_BINARY_LIMIT; ++each) {
    const char *name = u_getPropertyName(static_cast<UProperty>(each), U_LONG_PROPERTY_NAME);
    if (name != nullptr) {
      found.push_back({name, spaced(name)});
    }
  }
  return found;
}

} // namespace arnorm::tool
