#include "support/edit_oracle.h"

#include <algorithm>

#include <utf8proc.h>

#include "alignment/edit_composer.h"
#include "characters/utf.h"
#include "support/oracle.h"

namespace arnorm::test {
namespace {

struct Traced {
  char32_t c;
  std::size_t first;
  std::size_t last;
};
using TracedText = std::vector<Traced>;

bool is_shape(const Step &step) {
  return std::holds_alternative<FormStage>(step.stage->what) ||
         std::holds_alternative<MarksStage>(step.stage->what);
}

int leading_class(char32_t c) {
  utf8proc_int32_t parts[32];
  utf8proc_ssize_t count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 32,
                                                   UTF8PROC_DECOMPOSE, nullptr);
  return combining_class(count > 0 ? static_cast<char32_t>(parts[0]) : c);
}

char32_t joined(char32_t a, char32_t b) {
  if (is_opaque(a) || is_opaque(b)) {
    return 0;
  }
  std::u32string both = to_form(std::u32string{a, b}, Form::nfc);
  return both.size() == 1 ? both[0] : 0;
}

TracedText formed(const TracedText &text, Form form) {
  bool compatible = form == Form::nfkc || form == Form::nfkd;
  TracedText parts;
  for (const Traced &each : text) {
    for (char32_t c : to_form(std::u32string(1, each.c), compatible ? Form::nfkd : Form::nfd)) {
      parts.push_back({c, each.first, each.last});
    }
  }
  auto by_class = [](const Traced &a, const Traced &b) {
    return combining_class(a.c) < combining_class(b.c);
  };
  for (std::size_t i = 1; i < parts.size(); ++i) { // bubbles
    for (std::size_t k = i;
         k > 0 && combining_class(parts[k].c) != 0 && by_class(parts[k], parts[k - 1]); --k) {
      std::swap(parts[k], parts[k - 1]);
    }
  }
  if (form == Form::nfd || form == Form::nfkd) {
    return parts;
  }
  TracedText out;
  for (const Traced &next : parts) {
    std::size_t starter = out.size();
    while (starter > 0 && combining_class(out[starter - 1].c) != 0) {
      --starter;
    }
    bool adjacent = starter == out.size();
    bool open =
        starter > 0 && (adjacent || combining_class(out.back().c) < combining_class(next.c));
    if (char32_t both = open ? joined(out[starter - 1].c, next.c) : 0) {
      Traced &whole = out[starter - 1];
      whole = {both, std::min(whole.first, next.first), std::max(whole.last, next.last)};
    } else {
      out.push_back(next);
    }
  }
  return out;
}

// The order is the oracle's own; equal marks keep theirs.
TracedText ordered(const TracedText &text, MarkOrder order) {
  std::u32string plain;
  for (const Traced &each : text) {
    plain += each.c;
  }
  std::u32string sorted = in_mark_order(plain, order);
  TracedText out;
  std::vector<bool> used(text.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    std::size_t k = 0;
    while (used[k] || text[k].c != sorted[i] ||
           (combining_class(sorted[i]) == 0 && k != i)) { // starters stay where they are
      ++k;
    }
    used[k] = true;
    out.push_back(text[k]);
  }
  return out;
}

// Between runs of marks that are too long.
template <class Function>
TracedText by_pieces(const TracedText &text, int (*class_of)(char32_t), Function one) {
  TracedText out;
  TracedText piece;
  std::size_t marks = 0;
  auto close = [&] {
    TracedText result = one(piece);
    out.insert(out.end(), result.begin(), result.end());
    piece.clear();
  };
  for (const Traced &each : text) {
    marks = class_of(each.c) != 0 ? marks + 1 : 0;
    if (marks > max_mark_run || is_opaque(each.c)) {
      close();
      marks = is_opaque(each.c) ? 0 : 1;
    }
    piece.push_back(each);
    if (is_opaque(each.c)) {
      out.push_back(each);
      piece.clear();
    }
  }
  close();
  return out;
}

// Several forms and orders in a row.
EditScript shape_script(const std::vector<Step> &steps, std::size_t begin, std::size_t end,
                        const std::u32string &text) {
  TracedText traced;
  for (std::size_t i = 0; i < text.size(); ++i) {
    traced.push_back({text[i], i, i});
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (const auto *form = std::get_if<FormStage>(&steps[i].stage->what)) {
      traced = by_pieces(traced, leading_class,
                         [&](const TracedText &piece) { return formed(piece, form->form); });
    } else {
      MarkOrder order = std::get<MarksStage>(steps[i].stage->what).order;
      traced = by_pieces(traced, combining_class,
                         [&](const TracedText &piece) { return ordered(piece, order); });
    }
  }
  EditScript script;
  std::size_t in = 0;
  std::size_t out = 0;
  for (std::size_t i = 0; i < traced.size(); ++i) {
    std::size_t end_in = 0;
    for (std::size_t k = 0; k <= i; ++k) {
      end_in = std::max(end_in, traced[k].last + 1);
    }
    bool closed = std::all_of(traced.begin() + static_cast<std::ptrdiff_t>(i) + 1, traced.end(),
                              [&](const Traced &later) { return later.first >= end_in; });
    if (closed) {
      bool same = i == out && end_in == in + 1 && text[in] == traced[i].c;
      same ? script.copy(1) : script.replace(end_in - in, i + 1 - out);
      in = end_in;
      out = i + 1;
    }
  }
  return script;
}

} // namespace

std::vector<Edit> interpret_edits(const std::vector<Step> &steps, const std::string &text) {
  std::u32string start = to_utf32(text);
  std::u32string current = start;
  EditScript so_far;
  so_far.copy(current.size());
  for (std::size_t i = 0; i < steps.size();) {
    std::size_t end = i + 1;
    EditScript own;
    std::u32string next = interpret(steps[i], current);
    if (is_shape(steps[i])) {
      for (; end < steps.size() && is_shape(steps[end]); ++end) {
        next = interpret(steps[end], next);
      }
      own = shape_script(steps, i, end, current);
    } else {
      interpret(steps[i], current, nullptr, &own);
    }
    EditComposer composer;
    EditScript both;
    composer.add_first(so_far);
    composer.add_second(own, both);
    composer.finish(both);
    so_far = both;
    current = next;
    i = end;
  }
  std::vector<Edit> edits;
  std::size_t in = 0;
  std::size_t out = 0;
  std::size_t in_byte = 0;
  std::size_t out_byte = 0;
  for (const EditOp &op : so_far.ops()) {
    std::size_t in_size = to_utf8(std::u32string_view(start).substr(in, op.in)).size();
    std::size_t out_size = to_utf8(std::u32string_view(current).substr(out, op.out)).size();
    bool same = std::u32string_view(start).substr(in, op.in) ==
                std::u32string_view(current).substr(out, op.out);
    if (!op.copies && !same) {
      edits.push_back({{in_byte, in_byte + in_size}, {out_byte, out_byte + out_size}});
    }
    in += op.in;
    out += op.out;
    in_byte += in_size;
    out_byte += out_size;
  }
  return edits;
}

} // namespace arnorm::test
