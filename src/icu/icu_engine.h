// Runs links through ICU: the reference engine.
//
// The only part that includes ICU's transliterator. A long text is fed to each link in small
// pieces, because ICU's cost per character grows with the piece. A link keeps the text that its
// rules may look back at and the text that they may still match, so pieces change nothing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "alignment/edit_script.h"
#include "diagnostics/report.h"
#include "icu/icu_link.h"

namespace arnorm {

class IcuEngine {
public:
  // Null after an error: AR0209 for a transform of ICU's own that ICU does not know, AR0404 for
  // rules of ours that ICU does not take (which is a bug).
  static std::unique_ptr<const IcuEngine> build(const std::vector<IcuLink> &links, Report &report);

  ~IcuEngine();

  // One text on its way through the links, in pieces that do not cut a surrogate pair. Any number
  // of threads may have one of their own; ICU itself takes a lock that they share.
  class Run {
  public:
    virtual ~Run() = default;
    // Appends all output that is certain. With `last` that is everything, and the run is ready for
    // another text.
    virtual void feed(std::u16string_view piece, bool last, std::u16string &out) = 0;

    // The same with what was done to the text, in code points.
    virtual void feed_aligned(std::u16string_view piece, bool last, std::u16string &out,
                              EditScript &script) = 0;

    // Whether a transform of ICU's own stopped before the end of the last text, because its rules
    // rewrite their results for ever. ICU itself says nothing then.
    virtual bool gave_up() const = 0;

    // Whether one of ICU's own transforms holds back all of a text.
    virtual bool holds_any_length() const = 0;
  };
  std::unique_ptr<Run> start() const;

  struct Link;

private:
  IcuEngine();
  std::vector<Link> links_;
};

} // namespace arnorm
