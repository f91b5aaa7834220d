// Memory that runs out at any allocation of the interface for C.
#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <string_view>

#include "arnorm/c.h"
#include "support/failing_new.h"
#include "whole/no_memory.h"

using namespace arnorm::test;

extern "C" void *__real_realloc(void *memory, std::size_t size);
extern "C" void *__wrap_realloc(void *memory, std::size_t size);

// The buffers of the interface for C; the linker hands their calls to this.
void *__wrap_realloc(void *memory, std::size_t size) {
  return fails() ? nullptr : __real_realloc(memory, size);
}

namespace {

// Everything that the interface for C can append, each to a buffer of its own. No exception leaves
// it. A buffer holds all of its result where the call succeeded, and nothing where it did not.
class Calls {
public:
  explicit Calls(const std::string &folder) {
    rules_ = arnorm_rules_new();
    good(arnorm_rules_add_folder(rules_, folder.data(), folder.size()));
    good(arnorm_rules_add_text(rules_, "test", 4, rule_text.data(), rule_text.size()));
    if (!is_good_) { // other rule sets would be found
      return;
    }
    chain_ = arnorm_load(rules_, "mine,test", 9, 0, nullptr);
    broken_ = arnorm_load(rules_, "broken", 6, 0, &trouble_);
    stream_ = arnorm_stream_new(chain_, ARNORM_KEEP);
  }
  ~Calls() {
    arnorm_stream_free(stream_);
    arnorm_alignment_free(alignment_);
    arnorm_diagnostics_free(trouble_);
    arnorm_chain_free(chain_);
    arnorm_chain_free(broken_);
    arnorm_rules_free(rules_);
    for (arnorm_buffer &buffer : buffers_) {
      arnorm_buffer_free(&buffer);
    }
  }
  Calls(const Calls &) = delete;
  Calls &operator=(const Calls &) = delete;

  bool run() {
    const char *data = sample.data();
    const std::size_t size = sample.size();
    const std::array<arnorm_slice, 2> slices{{{data, size}, {data, size}}};
    std::array<std::size_t, 2> ends{};
    good(arnorm_append(chain_, data, size, ARNORM_KEEP, &buffers_[0], nullptr));
    bool aligned =
        good(arnorm_align(chain_, data, size, ARNORM_KEEP, &buffers_[1], &alignment_, nullptr));
    is_right_ = aligned == (alignment_ != nullptr) && is_right_;
    // What was written before is taken back together with the stream.
    bool streamed = good(arnorm_stream_write(stream_, data, size, &buffers_[2]));
    streamed = streamed && good(arnorm_stream_finish(stream_, &buffers_[2], nullptr));
    buffers_[2].size = streamed ? buffers_[2].size : 0;
    good(arnorm_append_each(chain_, slices.data(), 2, ARNORM_KEEP, 2, &buffers_[3], ends.data(),
                            nullptr));
    good(arnorm_trace(chain_, data, size, 1, &buffers_[4]));
    good(arnorm_fingerprint(chain_, &buffers_[5]));
    good(arnorm_diagnostics_text(trouble_, &buffers_[6]));
    std::size_t written = 0;
    std::array<char, 256> room{};
    good(
        arnorm_apply(chain_, data, size, ARNORM_KEEP, room.data(), room.size(), &written, nullptr));
    is_good_ = is_good_ && arnorm_max_output(chain_, size, ARNORM_KEEP) != ARNORM_NONE;
    return is_good_;
  }

  // Whether each buffer is empty or holds what that of the other does.
  bool agrees(const Calls &whole) const {
    bool agrees = is_right_;
    for (std::size_t i = 0; i < buffers_.size(); ++i) {
      agrees = agrees && (buffers_[i].size == 0 || held(i) == whole.held(i));
    }
    return agrees;
  }

private:
  std::string_view held(std::size_t i) const { return {buffers_[i].data, buffers_[i].size}; }

  bool good(arnorm_status status) {
    is_right_ = is_right_ && status != ARNORM_TOO_SMALL && status != ARNORM_MALFORMED;
    is_good_ = is_good_ && status == ARNORM_OK;
    return status == ARNORM_OK;
  }

  arnorm_rules *rules_ = nullptr;
  arnorm_diagnostics *trouble_ = nullptr;
  arnorm_chain *chain_ = nullptr;
  arnorm_chain *broken_ = nullptr;
  arnorm_stream *stream_ = nullptr;
  arnorm_alignment *alignment_ = nullptr;
  std::array<arnorm_buffer, 7> buffers_{};
  bool is_good_ = true;
  bool is_right_ = true;
};

} // namespace

BOOST_AUTO_TEST_CASE(without_memory_the_interface_for_c_says_so) {
  const RuleFolder folder;
  Calls whole(folder.path());
  BOOST_TEST(whole.run());
  BOOST_TEST(fail_each(
                 [&](const Begin &begin, std::string &) {
                   begin();
                   Calls calls(folder.path());
                   bool is_good = calls.run();
                   Pause pause;
                   BOOST_TEST(calls.agrees(whole));
                   return is_good;
                 },
                 31) > 1000);
}
