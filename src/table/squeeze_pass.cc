#include "table/squeeze_pass.h"

#include "kernel/alphabet.h"

namespace arnorm {
namespace {

class SqueezePass : public Pass {
public:
  explicit SqueezePass(const SqueezeStage &stage) : stage_(stage) {}

  std::unique_ptr<PassState> start() const override;

  bool has_boundary_before(char32_t c) const override { return !stage_.set.contains(c); }
  bool first_outputs(char32_t c, std::vector<char32_t> &out) const override {
    out.push_back(c);
    return true;
  }

  bool is_inert(char32_t c) const override { return !stage_.set.contains(c); }
  bool is_like_edge(char32_t c) const override { return is_inert(c); }

  // Two of the same are enough to look closer.
  void apply_to(Alphabet &alphabet) const override {
    for (const auto &range : stage_.set.ranges()) {
      for (std::size_t i = 0; i < Alphabet::size; ++i) {
        const std::u32string &text = alphabet.text[i];
        if (!text.empty() && text[0] >= range.first && text[0] <= range.last) {
          auto same = alphabet.side([c = text[0]](char32_t other) { return other == c; });
          alphabet.forbid(same, same);
        }
      }
    }
  }

private:
  friend class SqueezeState;
  SqueezeStage stage_;
};

class SqueezeState : public ScriptingState<SqueezeState> {
public:
  explicit SqueezeState(const SqueezePass &pass) : pass_(pass) {}

  template <class Script>
  void run(std::u32string_view piece, bool last, std::u32string &out, Script &script) {
    for (char32_t c : piece) {
      if (c != before_) {
        end_run(out, script);
        before_ = c;
        counts_ = pass_.stage_.set.contains(c);
      }
      if (!counts_) {
        out.push_back(c);
        script.copy(1);
      } else {
        lengthen(out, script);
      }
    }
    if (last) {
      end_run(out, script);
      before_ = CodePointSet::edge;
    }
  }

  // What is before the text of a character that is not counted makes no difference.
  bool save(std::u32string &key) override {
    if (counts_ && run_ > 0) {
      key += {before_, static_cast<char32_t>(run_), static_cast<char32_t>(waiting_)};
    }
    return true;
  }
  void restore(std::u32string_view key) override {
    counts_ = !key.empty();
    before_ = counts_ ? key[0] : CodePointSet::edge;
    run_ = counts_ ? static_cast<int>(key[1]) : 0;
    waiting_ = counts_ ? static_cast<int>(key[2]) : 0;
  }

private:
  template <class Script> void lengthen(std::u32string &out, Script &script) {
    const SqueezeStage &stage = pass_.stage_;
    run_ += run_ < stage.from ? 1 : 0;
    if (run_ <= stage.max) {
      out.push_back(before_);
      script.copy(1);
    } else if (run_ < stage.from) {
      ++waiting_;
    } else {
      for (; waiting_ > 0; --waiting_) {
        script.replace(1, 0);
      }
      script.replace(1, 0);
    }
  }

  // What waits belongs to a run that is too short.
  template <class Script> void end_run(std::u32string &out, Script &script) {
    for (; waiting_ > 0; --waiting_) {
      out.push_back(before_);
      script.copy(1);
    }
    run_ = 0;
  }

  const SqueezePass &pass_;
  char32_t before_ = CodePointSet::edge;
  bool counts_ = false; // `before_` is in the set
  int run_ = 0;         // of the same character, counted up to what makes it too long
  int waiting_ = 0;     // characters of the run that stay only if it does not become too long
};

std::unique_ptr<PassState> SqueezePass::start() const {
  return std::make_unique<SqueezeState>(*this);
}

} // namespace

PassPtr make_squeeze_pass(const SqueezeStage &stage) {
  return std::make_unique<SqueezePass>(stage);
}

} // namespace arnorm
