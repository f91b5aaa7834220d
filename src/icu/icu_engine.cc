#include "icu/icu_engine.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "characters/icu_memory.h"
#include "characters/normal_form.h"
#include "icu/gap_text.h"

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

// One link at work on one text. `text_` holds context, then what is still to be done.
class LinkRun {
public:
  explicit LinkRun(const IcuEngine::Link &link) : link_(link) {}

  // Takes more text and appends to `out` what is certain by now; all of it when `last`.
  void feed(std::u16string_view piece, bool last, std::u16string &out) {
    if (link_.splits_marks) {
      feed_split(piece, last, out);
    } else {
      feed_whole(piece, last, out);
    }
  }

private:
  // Ends the text for ICU wherever a run of marks has grown too long.
  void feed_split(std::u16string_view piece, bool last, std::u16string &out) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < piece.size();) {
      std::size_t at = i;
      UChar32 c = 0;
      U16_NEXT(piece.data(), i, piece.size(), c);
      if (!is_mark(c, link_.kind)) {
        marks_ = 0;
      } else if (++marks_ > max_mark_run) {
        feed_whole(piece.substr(begin, at - begin), true, out);
        begin = at;
        marks_ = 1;
      }
    }
    feed_whole(piece.substr(begin), last, out);
    marks_ = last ? 0 : marks_;
  }

  void feed_whole(std::u16string_view piece, bool last, std::u16string &out) {
    text_.append(piece.data(), static_cast<int32_t>(piece.size()));
    check_memory(text_);
    // What waits is tried again only when it has doubled, so that waiting stays linear.
    if (last || static_cast<std::size_t>(text_.length() - start_) >= next_try_) {
      transform(last, out);
    }
  }

  void transform(bool last, std::u16string &out) {
    if (link_.kind == IcuLink::Kind::foreign) {
      if (last) {
        transform_at_once(out);
      }
      return;
    }
    UTransPosition position{0, text_.length(), start_, text_.length()};
    link_.transliterator->filteredTransliterate(text_, position, !last);
    check_memory(text_);
    int32_t done = last ? text_.length() : position.start;
    out.append(text_.getBuffer() + start_, static_cast<std::size_t>(done - start_));
    forget(last ? done : keep_from(done), done);
    next_try_ = last ? 0 : 2 * static_cast<std::size_t>(text_.length() - start_);
  }

  void transform_at_once(std::u16string &out) {
    GapText text({text_.getBuffer(), static_cast<std::size_t>(text_.length())});
    link_.transliterator->transliterate(text);
    text.append_to(out);
    forget(text_.length(), text_.length());
  }

  // Where the context begins that the next piece may look back at; tags do not count.
  int32_t keep_from(int32_t done) const {
    int32_t at = done;
    for (std::size_t seen = 0; at > 0 && seen < link_.behind;) {
      at = text_.moveIndex32(at, -1);
      seen += is_tag(static_cast<char32_t>(text_.char32At(at))) ? 0 : 1;
    }
    return at;
  }

  void forget(int32_t count, int32_t done) {
    text_.remove(0, count);
    start_ = done - count;
  }

  const IcuEngine::Link &link_;
  icu::UnicodeString text_;
  int32_t start_ = 0;
  std::size_t marks_ = 0;
  std::size_t next_try_ = 0;
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
      : runs_(links.begin(), links.end()) {}

  void feed(std::u16string_view piece, bool last, std::u16string &out) override {
    std::size_t begin = 0;
    do {
      std::size_t end = piece_end(piece, begin);
      step(piece.substr(begin, end - begin), last && end == piece.size(), out);
      begin = end;
    } while (begin < piece.size());
  }

private:
  void step(std::u16string_view piece, bool last, std::u16string &out) {
    to_.assign(piece);
    for (LinkRun &run : runs_) {
      std::swap(from_, to_);
      to_.clear();
      run.feed(from_, last, to_);
    }
    out += to_;
  }

  std::vector<LinkRun> runs_;
  std::u16string from_;
  std::u16string to_;
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
