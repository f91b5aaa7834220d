#include "icu/icu_engine.h"

#include <algorithm>
#include <map>
#include <type_traits>

#include <fmt/format.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "alignment/edit_composer.h"
#include "characters/growth_limit.h"
#include "characters/icu_memory.h"
#include "characters/normal_form.h"
#include "icu/gap_text.h"
#include "icu/icu_bounds.h"
#include "icu/origin_script.h"

namespace arnorm {

struct IcuEngine::Link {
  std::shared_ptr<const icu::Transliterator> transliterator; // links with the same text share one
  IcuLink::Kind kind;
  std::size_t behind;
  bool splits_marks;
};

namespace {

using Owned = std::unique_ptr<const icu::Transliterator>;
using Shared = std::shared_ptr<const icu::Transliterator>;

constexpr std::size_t piece_units = 512;

icu::UnicodeString utf16(const std::string &text) {
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  check_memory(units);
  return units;
}

Owned from_id(const std::string &id, UErrorCode &status) {
  UParseError where;
  Owned made(icu::Transliterator::createInstance(utf16(id), UTRANS_FORWARD, where, status));
  check_memory(status);
  return made;
}

Owned from_rules(const std::string &rules, UParseError &where, UErrorCode &status) {
  Owned made(
      icu::Transliterator::createFromRules("arnorm", utf16(rules), UTRANS_FORWARD, where, status));
  check_memory(status);
  return made;
}

// What ICU was reading when it gave up, for a note; it tells no place.
std::string near(const UParseError &where) {
  icu::UnicodeString text(where.preContext);
  text.append(where.postContext, -1);
  std::string utf8;
  return text.toUTF8String(utf8);
}

// What a rule file says under `icu` is an id if ICU knows it as one, rules otherwise.
Owned foreign(const IcuLink &link, Report &report) {
  if (auto problem = beyond_icu_bounds(link.text)) {
    report.error(Code::AR0401, link.span, std::move(*problem),
                 {.help = "write the rules as tables, or split them into several stages"});
    return nullptr;
  }
  UErrorCode status = U_ZERO_ERROR;
  Owned transliterator = from_id(link.text, status);
  if (U_SUCCESS(status) && transliterator) {
    return transliterator;
  }
  status = U_ZERO_ERROR;
  bool rules = link.text.find_first_of("<>;") != std::string::npos;
  UParseError where{};
  transliterator = rules ? from_rules(link.text, where, status) : nullptr;
  if (!transliterator || U_FAILURE(status)) {
    if (rules && link.text.find_first_of("<>:") != std::string::npos) {
      Report::More more;
      more.help = "see the chapter \"Transforms\" of the ICU User Guide for the syntax";
      if (std::string text = near(where); !text.empty()) {
        more.notes.push_back(fmt::format("ICU stopped near `{}`", text));
      }
      report.error(Code::AR0209, link.span,
                   fmt::format("ICU rejected these rules: {}", u_errorName(status)),
                   std::move(more));
    } else {
      report.error(Code::AR0209, link.span, fmt::format("ICU has no transform `{}`", link.text),
                   {.help = "`uconv -L` lists the ids of all transforms"});
    }
    return nullptr;
  }
  return transliterator;
}

Owned build_link(const IcuLink &link, Report &report) {
  if (link.kind == IcuLink::Kind::foreign) {
    return foreign(link, report);
  }
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  Owned transliterator = link.kind == IcuLink::Kind::transform
                             ? from_id(link.text, status)
                             : from_rules(link.text, where, status);
  if (U_FAILURE(status) || !transliterator) {
    report.error(
        Code::AR0404, link.span,
        fmt::format("ICU rejected the rules generated from this stage: {}", u_errorName(status)),
        {.help = "this is a bug in arnorm; please report it with the rule file"});
    return nullptr;
  }
  return transliterator;
}

// For a form also what decomposes to marks only (U+0F73 is a starter itself).
bool is_mark(UChar32 c, IcuLink::Kind kind) {
  return kind == IcuLink::Kind::transform
             ? u_getIntPropertyValue(c, UCHAR_LEAD_CANONICAL_COMBINING_CLASS) != 0
             : u_getCombiningClass(c) != 0;
}

// The text of a link, where nobody asks for edits.
class PlainText {
public:
  explicit PlainText(bool) {}

  void append(std::u16string_view piece) {
    text_.append(piece.data(), static_cast<int32_t>(piece.size()));
    check();
  }
  void check() const { check_memory(text_); }
  std::size_t size() const { return static_cast<std::size_t>(text_.length()); }
  char16_t unit(std::size_t at) const { return text_.charAt(static_cast<int32_t>(at)); }
  void forget(std::size_t count) { text_.remove(0, static_cast<int32_t>(count)); }
  icu::Replaceable &replaceable() { return text_; }

  // Appends what is done, [begin, end), to `out`.
  void take(std::size_t begin, std::size_t end, bool, std::u16string &out, NoScript &) const {
    out.append(text_.getBuffer() + begin, end - begin);
  }

private:
  icu::UnicodeString text_;
};

// The same, with what became of each character.
class OriginText {
public:
  // `is_form`: the link is a normalization form.
  explicit OriginText(bool is_form) : is_form_(is_form) { clear(); }

  void append(std::u16string_view piece) {
    text_.append(piece);
    for (char16_t unit : piece) {
      code_points_ += U16_IS_LEAD(unit) ? 0 : 1;
    }
  }
  void check() const {}
  std::size_t size() const { return static_cast<std::size_t>(text_.length()); }
  char16_t unit(std::size_t at) const { return text_.unit(at); }
  void forget(std::size_t count) { text_.forget(count); }
  icu::Replaceable &replaceable() { return text_; }

  void take(std::size_t begin, std::size_t end, bool last, std::u16string &out,
            EditScript &script) {
    for (std::size_t at = begin; at < end; ++at) {
      out += unit(at);
      bool pair = U16_IS_TRAIL(unit(at)) && at > begin && U16_IS_LEAD(unit(at - 1));
      if (!pair) {
        origins_.add(text_.origin(at));
      }
    }
    std::size_t next = code_points_;
    for (std::size_t at = end; at < size(); ++at) {
      next = std::min(next, text_.origin(at).first);
    }
    origins_.close(last ? code_points_ : next, last, script);
    if (last) {
      code_points_ = 0;
      clear();
    }
  }

private:
  void clear() {
    text_ = TracedGapText();
    if (is_form_) {
      text_.keep_affixes();
    }
  }

  bool is_form_;
  TracedGapText text_;
  OriginScript origins_;
  std::size_t code_points_ = 0; // of the input
};

// Runs a transform of ICU's own on a whole text. Tells whether it came to the end: a rule such as
// `a > b|a` never gets past its result, and ICU gives up after 16 steps for each character.
//
// A compound would hide that of its parts, so they are run one by one. One with a filter does not
// hand its parts the whole text, and is run as it is.
bool run_to_the_end(const icu::Transliterator &transliterator, icu::Replaceable &text) {
  int32_t parts = transliterator.countElements();
  if (parts > 1 && transliterator.getFilter() == nullptr) {
    bool ended = true;
    for (int32_t i = 0; i < parts; ++i) {
      UErrorCode status = U_ZERO_ERROR;
      ended = run_to_the_end(transliterator.getElement(i, status), text) && ended;
    }
    return ended;
  }
  int32_t length = text.length();
  UTransPosition position{0, length, 0, length};
  transliterator.filteredTransliterate(text, position, false);
  return position.start >= position.limit;
}

// One link at work on one text. `text_` holds context, then what is still to be done.
template <class Text, class Script> class LinkRun {
public:
  explicit LinkRun(const IcuEngine::Link &link)
      : link_(link), text_(link.kind == IcuLink::Kind::transform) {}

  // Takes more text and appends to `out` what is certain by now; all of it when `last`.
  void feed(std::u16string_view piece, bool last, std::u16string &out, Script &script) {
    if (link_.splits_marks) {
      feed_split(piece, last, out, script);
    } else {
      feed_whole(piece, last, out, script);
    }
  }

  bool gave_up() const { return gave_up_; }
  bool holds_any_length() const { return link_.kind == IcuLink::Kind::foreign; }

private:
  // Ends the text for ICU wherever a run of marks has grown too long.
  void feed_split(std::u16string_view piece, bool last, std::u16string &out, Script &script) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < piece.size();) {
      std::size_t at = i;
      UChar32 c = 0;
      U16_NEXT(piece.data(), i, piece.size(), c);
      if (!is_mark(c, link_.kind)) {
        marks_ = 0;
      } else if (++marks_ > max_mark_run) {
        feed_whole(piece.substr(begin, at - begin), true, out, script);
        begin = at;
        marks_ = 1;
      }
    }
    feed_whole(piece.substr(begin), last, out, script);
    marks_ = last ? 0 : marks_;
  }

  void feed_whole(std::u16string_view piece, bool last, std::u16string &out, Script &script) {
    text_.append(piece);
    // What waits is tried again only when it has doubled, so that waiting stays linear.
    if (last || text_.size() - start_ >= next_try_) {
      transform(last, out, script);
    }
  }

  void transform(bool last, std::u16string &out, Script &script) {
    std::size_t done = text_.size();
    if (link_.kind == IcuLink::Kind::foreign) {
      if (!last) {
        return;
      }
      done = transform_at_once();
    } else {
      auto length = static_cast<int32_t>(text_.size());
      UTransPosition position{0, length, static_cast<int32_t>(start_), length};
      link_.transliterator->filteredTransliterate(text_.replaceable(), position, !last);
      text_.check();
      done = last ? text_.size() : static_cast<std::size_t>(position.start);
    }
    text_.take(start_, done, last, out, script);
    std::size_t from = last ? text_.size() : keep_from(done);
    text_.forget(from);
    start_ = last ? 0 : done - from;
    next_try_ = last ? 0 : 2 * (text_.size() - start_);
  }

  // A transform of ICU's own, which must see all of the text.
  std::size_t transform_at_once() {
    if constexpr (std::is_same_v<Text, PlainText>) {
      GapText text;
      std::u16string all;
      NoScript none;
      text_.take(0, text_.size(), true, all, none);
      text.append(all);
      gave_up_ = !run_to_the_end(*link_.transliterator, text);
      all.clear();
      text.append_to(all);
      text_.forget(text_.size());
      text_.append(all);
    } else {
      gave_up_ = !run_to_the_end(*link_.transliterator, text_.replaceable());
    }
    return text_.size();
  }

  // Where the context begins that the next piece may look back at; tags do not count.
  std::size_t keep_from(std::size_t done) const {
    std::size_t at = done;
    for (std::size_t seen = 0; at > 0 && seen < link_.behind;) {
      --at;
      bool pair = at > 0 && U16_IS_TRAIL(text_.unit(at)) && U16_IS_LEAD(text_.unit(at - 1));
      at -= pair ? 1 : 0;
      seen += !pair && is_tag(text_.unit(at)) ? 0 : 1;
    }
    return at;
  }

  const IcuEngine::Link &link_;
  Text text_;
  std::size_t start_ = 0;
  std::size_t marks_ = 0;
  std::size_t next_try_ = 0;
  bool gave_up_ = false; // within the last text
};

// End of the piece that begins at `begin`; never between the halves of a surrogate pair.
std::size_t piece_end(std::u16string_view text, std::size_t begin) {
  std::size_t end = std::min(text.size(), begin + piece_units);
  return end < text.size() && U16_IS_LEAD(text[end - 1]) ? end + 1 : end;
}

// A text on its way through all links, in pieces that suit ICU.
class ChainRun : public IcuEngine::Run {
public:
  explicit ChainRun(const std::vector<IcuEngine::Link> &links)
      : links_(links), plain_(links.begin(), links.end()) {}

  void feed(std::u16string_view piece, bool last, std::u16string &out) override {
    by_pieces(piece, last, [&](std::u16string_view part, bool ends) {
      NoScript none;
      GrowthLimit limit(part.size());
      to_.assign(part);
      for (auto &link : plain_) {
        std::swap(from_, to_);
        to_.clear();
        link.feed(from_, ends, to_, none);
        hold(limit, link.holds_any_length());
      }
      out += to_;
    });
    note_gave_up(plain_);
  }

  void feed_aligned(std::u16string_view piece, bool last, std::u16string &out,
                    EditScript &script) override {
    begin_aligned();
    by_pieces(piece, last, [&](std::u16string_view part, bool ends) {
      EditScript so_far;
      so_far.copy(static_cast<std::size_t>(std::count_if(
          part.begin(), part.end(), [](char16_t unit) { return !U16_IS_LEAD(unit); })));
      GrowthLimit limit(part.size());
      to_.assign(part);
      for (std::size_t i = 0; i < aligned_.size(); ++i) {
        EditScript own;
        EditScript both;
        std::swap(from_, to_);
        to_.clear();
        aligned_[i].feed(from_, ends, to_, own);
        hold(limit, aligned_[i].holds_any_length());
        composers_[i].add_first(so_far);
        composers_[i].add_second(own, both);
        if (ends) {
          composers_[i].finish(both);
        }
        so_far = std::move(both);
      }
      out += to_;
      script.append(so_far);
    });
    note_gave_up(aligned_);
  }

  bool gave_up() const override { return gave_up_; }
  bool holds_any_length() const override {
    return std::any_of(plain_.begin(), plain_.end(),
                       [](const auto &link) { return link.holds_any_length(); });
  }

private:
  // What a link has written is in to_.
  void hold(GrowthLimit &limit, bool of_any_length) const {
    if (of_any_length) {
      limit.add(to_.size());
    } else {
      limit.check(to_.size());
    }
  }

  template <class Links> void note_gave_up(const Links &links) {
    gave_up_ = std::any_of(links.begin(), links.end(), [](const auto &l) { return l.gave_up(); });
  }

  template <class Function>
  static void by_pieces(std::u16string_view piece, bool last, Function one) {
    std::size_t begin = 0;
    do {
      std::size_t end = piece_end(piece, begin);
      one(piece.substr(begin, end - begin), last && end == piece.size());
      begin = end;
    } while (begin < piece.size());
  }

  // Few texts are taken in this way, and each link costs something.
  void begin_aligned() {
    if (aligned_.empty()) {
      aligned_.reserve(links_.size());
      for (const IcuEngine::Link &link : links_) {
        aligned_.emplace_back(link);
      }
      composers_.resize(links_.size());
    }
  }

  const std::vector<IcuEngine::Link> &links_;
  std::vector<LinkRun<PlainText, NoScript>> plain_;
  std::vector<LinkRun<OriginText, EditScript>> aligned_;
  std::vector<EditComposer> composers_; // of each link with those before it
  std::u16string from_;
  std::u16string to_;
  bool gave_up_ = false; // a link did, within the last text
};

} // namespace

IcuEngine::IcuEngine() = default;
IcuEngine::~IcuEngine() = default;

std::unique_ptr<const IcuEngine> IcuEngine::build(const std::vector<IcuLink> &links,
                                                  Report &report) {
  std::unique_ptr<IcuEngine> engine(new IcuEngine);
  std::size_t errors = report.errors();
  std::map<std::pair<IcuLink::Kind, std::string_view>, Shared> built;
  for (const IcuLink &link : links) {
    Shared &one = built[{link.kind, link.text}];
    if (!one) { // each wrong one is reported
      one = build_link(link, report);
    }
    engine->links_.push_back({one, link.kind, link.behind, link.splits_marks});
  }
  return report.errors() == errors ? std::move(engine) : nullptr;
}

std::unique_ptr<IcuEngine::Run> IcuEngine::start() const {
  return std::make_unique<ChainRun>(links_);
}

} // namespace arnorm
