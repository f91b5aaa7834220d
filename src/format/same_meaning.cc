#include "format/same_meaning.h"

#include <algorithm>
#include <string>
#include <vector>

#include "format/code_point_comments.h"
#include "format/commented_toml.h"

namespace arnorm {
namespace {

std::string written_with_lf(const Node &node) {
  std::string text = written(node.span);
  std::erase(text, '\r'); // TOML has it only in line ends
  return text;
}

bool is_same_entry(const Entry &a, const Entry &b) {
  return a.key == b.key && is_same_tree(a.value, b.value);
}

// The tables of a file may have many keys, and keep their order. Those in a line have few.
bool has_same_entries(const Node &a, const Node &b) {
  auto in_order = std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                             is_same_entry);
  return in_order || (a.origin == Node::Origin::value && a.entries.size() == b.entries.size() &&
                      std::all_of(a.entries.begin(), a.entries.end(), [&](const Entry &entry) {
                        const Entry *other = b.find(entry.key);
                        return other != nullptr && is_same_entry(entry, *other);
                      }));
}

// What an author has written in comments.
std::vector<std::string> remarks(std::string_view text) {
  std::vector<std::string> out;
  for (std::string_view comment : comments_of(text)) {
    auto list = read_code_point_comment(comment);
    if (!list || !list->remark.empty()) {
      out.push_back(list ? list->remark : std::string(comment));
    }
  }
  return out;
}

} // namespace

bool is_same_tree(const Node &a, const Node &b) {
  if (a.type != b.type || a.origin != b.origin) {
    return false;
  }
  if (a.type == Node::Type::array) {
    return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), is_same_tree);
  }
  return a.type == Node::Type::table ? has_same_entries(a, b)
                                     : written_with_lf(a) == written_with_lf(b);
}

bool has_same_comments(std::string_view a, std::string_view b) { return remarks(a) == remarks(b); }

} // namespace arnorm
