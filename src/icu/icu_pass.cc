#include "icu/icu_pass.h"

#include "characters/utf.h"

namespace arnorm {
namespace {

class IcuPassRun : public PassState {
public:
  explicit IcuPassRun(const IcuEngine &engine) : run_(engine.start()) {}

  void feed(std::u32string_view piece, bool last, std::u32string &out) override {
    in_.clear();
    result_.clear();
    append_utf16(in_, piece);
    run_->feed(in_, last, result_);
    append_utf32(out, result_);
  }

  void feed_aligned(std::u32string_view piece, bool last, std::u32string &out,
                    EditScript &script) override {
    in_.clear();
    result_.clear();
    append_utf16(in_, piece);
    run_->feed_aligned(in_, last, result_, script);
    append_utf32(out, result_);
  }

  bool holds_any_length() const override { return run_->holds_any_length(); }
  bool gave_up() const override { return run_->gave_up(); }

private:
  std::unique_ptr<IcuEngine::Run> run_;
  std::u16string in_;
  std::u16string result_;
};

class IcuPass : public Pass {
public:
  explicit IcuPass(std::unique_ptr<const IcuEngine> engine) : engine_(std::move(engine)) {}
  std::unique_ptr<PassState> start() const override {
    return std::make_unique<IcuPassRun>(*engine_);
  }

private:
  std::unique_ptr<const IcuEngine> engine_;
};

} // namespace

PassPtr make_icu_pass(std::unique_ptr<const IcuEngine> engine) {
  return std::make_unique<IcuPass>(std::move(engine));
}

} // namespace arnorm
