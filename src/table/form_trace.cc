#include "table/form_trace.h"

#include <algorithm>
#include <map>
#include <string>

#include "table/form_pass.h"

namespace arnorm {
namespace {

using At = TracedText::iterator;

void decompose(Form form, const TracedCharacter &traced, TracedText &out) {
  for (char32_t c : decomposition(form, traced.c)) {
    out.push_back({c, traced.first, traced.last});
  }
}

// Each run of marks by combining class, stably (Unicode Standard, D109).
void reorder(TracedText &text) {
  auto is_mark = [](const TracedCharacter &traced) { return icu_combining_class(traced.c) != 0; };
  for (At begin = text.begin(); begin != text.end();) {
    begin = std::find_if(begin, text.end(), is_mark);
    At end = std::find_if_not(begin, text.end(), is_mark);
    std::stable_sort(begin, end, [](const TracedCharacter &a, const TracedCharacter &b) {
      return icu_combining_class(a.c) < icu_combining_class(b.c);
    });
    begin = end;
  }
}

// The canonical composition algorithm (Unicode Standard, D117).
TracedText composed(const TracedText &text) {
  TracedText out;
  std::size_t starter = text.size(); // its place in `out`; beyond: none yet
  int last_class = 0;                // of what has been kept after the starter
  for (const TracedCharacter &next : text) {
    int next_class = icu_combining_class(next.c);
    bool adjacent = starter + 1 == out.size();
    bool blocked = starter >= out.size() || (!adjacent && last_class >= next_class);
    if (char32_t both = blocked ? 0 : composite(out[starter].c, next.c)) {
      TracedCharacter &whole = out[starter];
      whole = {both, std::min(whole.first, next.first), std::max(whole.last, next.last)};
      continue;
    }
    starter = next_class == 0 ? out.size() : starter;
    last_class = next_class;
    out.push_back(next);
  }
  return out;
}

TracedText in_form(Form form, At begin, At end) {
  TracedText out;
  std::for_each(begin, end, [&](const TracedCharacter &traced) { decompose(form, traced, out); });
  reorder(out);
  return form == Form::nfc || form == Form::nfkc ? composed(out) : out;
}

// A mark that stands several times keeps its order, so the n-th of it is still the n-th.
TracedText in_order(MarkOrder order, At begin, At end) {
  std::u32string marks;
  std::map<char32_t, std::vector<At>> places; // from the last to the first
  for (At at = end; at != begin;) {
    places[(--at)->c].push_back(at);
  }
  std::for_each(begin, end, [&](const TracedCharacter &traced) { marks += traced.c; });
  order_marks(marks.begin(), marks.end(), order, icu_combining_class);
  TracedText out;
  for (char32_t c : marks) {
    out.push_back(*places[c].back());
    places[c].pop_back();
  }
  return out;
}

// Calls `one` for the pieces of a text between runs of marks that are too long.
template <class Test, class Function> void by_pieces(TracedText &text, Test is_mark, Function one) {
  TracedText out;
  std::size_t marks = 0;
  At begin = text.begin();
  auto piece = [&](At end) {
    TracedText result = one(begin, end);
    out.insert(out.end(), result.begin(), result.end());
    begin = end;
  };
  for (At at = text.begin(); at != text.end(); ++at) {
    marks = is_mark(at->c) ? marks + 1 : 0;
    if (marks > max_mark_run) {
      piece(at);
      marks = 1;
    }
  }
  piece(text.end());
  text = std::move(out);
}

} // namespace

void trace_form(Form form, TracedText &text) {
  auto is_mark = [form](char32_t c) { return form_facts(form, c).is_mark; };
  by_pieces(text, is_mark, [form](At begin, At end) { return in_form(form, begin, end); });
}

void trace_marks(MarkOrder order, TracedText &text) {
  auto continues = [](char32_t c) { return icu_combining_class(c) != 0; };
  by_pieces(text, continues, [order](At begin, At end) {
    TracedText out;
    auto is_mark = [](const TracedCharacter &traced) { return icu_combining_class(traced.c) != 0; };
    while (begin != end) {
      At marks = std::find_if(begin, end, is_mark);
      out.insert(out.end(), begin, marks);
      begin = std::find_if_not(marks, end, is_mark);
      TracedText ordered = in_order(order, marks, begin);
      out.insert(out.end(), ordered.begin(), ordered.end());
    }
    return out;
  });
}

void append_script(std::u32string_view input, const TracedText &text, EditScript &script) {
  std::vector<std::size_t> first_after(text.size() + 1, input.size()); // of all from here on
  for (std::size_t i = text.size(); i > 0; --i) {
    first_after[i - 1] = std::min(first_after[i], text[i - 1].first);
  }
  std::size_t in = 0;
  std::size_t end = 0; // of what the characters so far hold
  for (std::size_t i = 0, out = 0; i < text.size(); ++i) {
    end = std::max(end, text[i].last + 1);
    if (end > first_after[i + 1]) {
      continue; // some character after this one holds a part of that
    }
    bool copied = i == out && end == in + 1 && text[i].c == input[in];
    copied ? script.copy(1) : script.replace(end - in, i + 1 - out);
    in = end;
    out = i + 1;
  }
}

} // namespace arnorm
