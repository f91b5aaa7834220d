#include "rules/word_list.h"

#include <algorithm>

#include "characters/utf.h"

namespace arnorm {

WordLine WordList::line_at(std::size_t offset) const {
  std::size_t feed = offset == 0 ? std::string_view::npos : text().rfind('\n', offset - 1);
  return line_from(feed == std::string_view::npos ? 0 : feed + 1);
}

std::string_view WordList::column_after(std::size_t word) const {
  std::size_t begin = text().find('\t', word) + 1;
  std::size_t end = begin;
  while (end < text().size() && text()[end] != '\t' && text()[end] != '\n') {
    ++end;
  }
  bool ends_line = end == text().size() || text()[end] == '\n';
  end -= ends_line && end > begin && text()[end - 1] == '\r' ? 1 : 0;
  return text().substr(begin, end - begin);
}

WordLine WordList::line_from(std::size_t begin) const {
  std::string_view line = text().substr(begin, text().find('\n', begin) - begin);
  line.remove_suffix(line.ends_with('\r') ? 1 : 0);
  WordLine result;
  result.at = begin;
  result.size = line.size();
  std::size_t tab = line.find('\t');
  if (line.starts_with('#') || tab == std::string_view::npos) {
    return result;
  }
  result.from = line.substr(0, tab);
  line.remove_prefix(tab + 1);
  tab = std::min(line.find('\t'), line.size());
  result.to = line.substr(0, tab);
  result.note = line.substr(std::min(tab + 1, line.size()));
  return result;
}

std::size_t WordList::next_line(const WordLine &line) const {
  std::size_t feed = text().find('\n', line.at + line.size);
  return feed == std::string_view::npos ? text().size() : feed + 1;
}

bool is_turned(const Step &step) {
  return step.direction == Direction::reverse && step.stage->only != Only::reverse;
}

std::vector<OrientedRow> word_rows(const WordsStage &words, bool turned) {
  std::vector<OrientedRow> rows;
  const WordList &list = *words.list;
  Pattern edge;
  edge.items.emplace_back().set = words.edge;
  edge.span = words.span;
  list.for_each([&](const WordLine &line) {
    if (line.matched(turned).empty()) {
      return;
    }
    Row row;
    row.span = list.span_of(line);
    row.from = literal_pattern(to_utf32(line.matched(turned)), row.span);
    row.after = row.before = {edge};
    if (!line.written(turned).empty()) {
      row.to.pieces.push_back({to_utf32(line.written(turned)), 0});
    }
    row.to.span = row.span;
    row.note = line.note;
    rows.push_back({std::make_shared<const Row>(std::move(row)), rows.size(), turned});
  });
  return rows;
}

} // namespace arnorm
