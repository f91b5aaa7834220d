// Drives the interface for C by a script: each byte is an operation on one of a few handles, whose
// arguments are the bytes that follow.
//
// - a null handle, an unknown flag and a size without a pointer are refused, and change nothing;
// - what is appended to a buffer leaves what was there, and no more is written than there is room;
// - a result is the same by all ways: into memory, into a buffer, of many texts, with an alignment,
//   in pieces, and as C++ gives it;
// - there is a chain, or diagnostics with an error, and not both;
// - handles are freed in any order, as far as the header allows it.
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "arnorm/c.h"
#include "harness.h"

namespace arnorm::fuzz {
namespace {

constexpr std::size_t slots = 3;
constexpr std::size_t most_steps = 64;
constexpr std::size_t longest_buffer = 1u << 16;

arnorm_invalid policy_of(std::size_t n) { return static_cast<arnorm_invalid>(n % 3); }

class Session {
public:
  explicit Session(std::string_view script) : script_(script) {
    // Files of this machine must not affect the result.
    require(arnorm_rules_allow_files(rules_, ARNORM_FILES_NONE) == ARNORM_OK, "no files");
  }
  ~Session() {
    for (std::size_t i = 0; i < slots; ++i) {
      drop_chain(i);
      arnorm_alignment_free(alignments_[i]);
    }
    arnorm_rules_free(rules_);
    arnorm_buffer_free(&buffer_);
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  void run() {
    using Operation = void (Session::*)();
    constexpr Operation operations[] = {&Session::load,
                                        &Session::parse,
                                        &Session::append,
                                        &Session::apply,
                                        &Session::align,
                                        &Session::look_up,
                                        &Session::open,
                                        &Session::write,
                                        &Session::finish,
                                        &Session::each,
                                        &Session::reuse,
                                        &Session::free_one,
                                        &Session::nulls,
                                        &Session::add_rules,
                                        &Session::trace,
                                        &Session::fingerprint,
                                        &Session::bad,
                                        &Session::free_rules,
                                        &Session::diagnostics_of_nothing};
    for (std::size_t i = 0; i < most_steps && !script_.done(); ++i) {
      (this->*operations[script_.below(std::size(operations))])();
    }
  }

private:
  std::size_t slot() { return script_.below(slots); }
  std::string_view text() { return script_.piece(script_.below(64)); }
  int flags() { return static_cast<int>(script_.below(8)); }

  void drop_chain(std::size_t i) {
    arnorm_stream_free(streams_[i]);
    streams_[i] = nullptr; // the chain must outlive it
    written_[i].clear();
    arnorm_chain_free(chains_[i]);
    chains_[i] = nullptr;
  }

  void keep(arnorm_chain *chain, arnorm_diagnostics *trouble) {
    std::size_t i = slot();
    check_diagnostics(chain != nullptr, trouble);
    arnorm_diagnostics_free(trouble);
    drop_chain(i);
    chains_[i] = chain;
  }

  void check_diagnostics(bool loaded, const arnorm_diagnostics *trouble) {
    std::size_t errors = 0;
    for (std::size_t i = 0; i < arnorm_diagnostics_count(trouble); ++i) {
      arnorm_diagnostic found;
      require(arnorm_diagnostics_get(trouble, i, &found) == ARNORM_OK, "there are so many");
      errors += found.is_warning != 0 ? 0 : 1;
      require(found.code.size == 6 && found.code.data[6] == '\0', "a code is ended by NUL");
      require(found.message.size > 0 && found.message.data[found.message.size] == '\0',
              "there is a message");
    }
    arnorm_diagnostic none;
    require(arnorm_diagnostics_get(trouble, arnorm_diagnostics_count(trouble), &none) ==
                ARNORM_BAD_ARGUMENT,
            "there are no more");
    require(!loaded || errors == 0, "there is a chain or an error, and not both");
    appending([&] { return arnorm_diagnostics_text(trouble, &buffer_); });
  }

  // Runs what appends to the buffer; what was there stays.
  template <class Append> std::string appending(Append append) {
    if (buffer_.size > longest_buffer) {
      buffer_.size = 0;
    }
    std::string before = contents();
    arnorm_status status = append();
    require(buffer_.size >= before.size() && contents().starts_with(before),
            "what was there stays");
    require(buffer_.size <= buffer_.capacity, "no more is written than there is room");
    require(status != ARNORM_BAD_ARGUMENT || buffer_.size == before.size(), "bad is refused");
    return contents().substr(before.size());
  }

  std::string contents() const {
    return buffer_.data == nullptr ? std::string() : std::string(buffer_.data, buffer_.size);
  }

  void load() {
    constexpr std::array<std::string_view, 12> names{"buckwalter",
                                                     "search",
                                                     "clean,search",
                                                     "iso-233",
                                                     "nfc",
                                                     "mine",
                                                     "buckwalter:iso-233",
                                                     "buckwalter:",
                                                     "no-such-set",
                                                     "mine,nfd",
                                                     "",
                                                     "squeeze-elongation"};
    std::string_view name = names[script_.below(names.size())];
    arnorm_diagnostics *trouble = nullptr;
    int how = flags();
    arnorm_chain *chain = arnorm_load(rules_, name.data(), name.size(), how, &trouble);
    keep(chain, trouble);
  }

  void parse() {
    std::string text = "format = 1\nname = \"x\"\n[[stage]]\n";
    text += script_.piece(script_.byte());
    arnorm_diagnostics *trouble = nullptr;
    int how = flags() & ~ARNORM_ENGINE_ICU; // which takes long to load
    arnorm_chain *chain = arnorm_parse(rules_, text.data(), text.size(), how, &trouble);
    keep(chain, trouble);
  }

  void add_rules() {
    std::string rules = "format = 1\nname = \"mine\"\n[[stage]]\n";
    rules += script_.piece(script_.byte());
    arnorm_status wanted = rules_ == nullptr ? ARNORM_BAD_ARGUMENT : ARNORM_OK;
    require(arnorm_rules_add_text(rules_, "mine", 4, rules.data(), rules.size()) == wanted,
            "a text is added where there are rules");
  }

  void free_rules() {
    arnorm_rules_free(rules_); // chains stay
    rules_ = arnorm_rules_new();
    arnorm_rules_allow_files(rules_, ARNORM_FILES_NONE);
  }

  void append() {
    const arnorm_chain *chain = chains_[slot()];
    std::string_view in = text();
    arnorm_invalid invalid = policy_of(script_.byte());
    arnorm_tally tally;
    arnorm_status status = ARNORM_OK;
    std::string out = appending([&] {
      return status = arnorm_append(chain, in.data(), in.size(), invalid, &buffer_, &tally);
    });
    require((chain == nullptr) == (status == ARNORM_BAD_ARGUMENT), "only a null chain is bad");
    if (chain == nullptr) {
      return;
    }
    require(status == ARNORM_OK || (status == ARNORM_MALFORMED && invalid == ARNORM_STOP),
            "only a malformed text stops");
    require((tally.malformed == 0) == (tally.first_malformed == ARNORM_NONE), "the first is one");
    require(out == result_of(chain, in, invalid), "all ways give the same");
  }

  // By arnorm_apply, into just enough memory.
  std::string result_of(const arnorm_chain *chain, std::string_view in, arnorm_invalid invalid) {
    std::size_t size = 0;
    arnorm_status status =
        arnorm_apply(chain, in.data(), in.size(), invalid, nullptr, 0, &size, nullptr);
    require(status == (size > 0 ? ARNORM_TOO_SMALL : status), "nothing fits into nothing");
    require(size <= arnorm_max_output(chain, in.size(), invalid), "no more than max_output");
    std::vector<char> room(size);
    std::size_t again = 0;
    arnorm_apply(chain, in.data(), in.size(), invalid, room.data(), size, &again, nullptr);
    require(again == size, "the size is the same");
    return {room.begin(), room.end()};
  }

  void apply() {
    const arnorm_chain *chain = chains_[slot()];
    std::string_view in = text();
    std::size_t capacity = script_.below(80);
    std::vector<char> room(capacity + 1, '?');
    std::size_t size = ARNORM_NONE;
    arnorm_tally tally;
    arnorm_status status = arnorm_apply(chain, in.data(), in.size(), ARNORM_REPLACE, room.data(),
                                        capacity, &size, &tally);
    require(room[capacity] == '?', "no more is written than there is room");
    if (chain == nullptr) {
      require(status == ARNORM_BAD_ARGUMENT && size == ARNORM_NONE, "bad is refused");
      return;
    }
    require((status == ARNORM_TOO_SMALL) == (size > capacity), "too small is told");
    std::string whole = result_of(chain, in, ARNORM_REPLACE);
    require(whole.size() == size, "the size is that of the whole");
    require(whole.starts_with(std::string_view(room.data(), std::min(size, capacity))),
            "the beginning is written");
  }

  void align() {
    std::size_t i = slot();
    const arnorm_chain *chain = chains_[i];
    std::string_view in = text();
    arnorm_alignment_free(alignments_[i]);
    alignments_[i] = nullptr;
    arnorm_status status = ARNORM_OK;
    std::string out = appending([&] {
      return status = arnorm_align(chain, in.data(), in.size(), ARNORM_KEEP, &buffer_,
                                   &alignments_[i], nullptr);
    });
    require((alignments_[i] != nullptr) == (status == ARNORM_OK), "an alignment where all is well");
    if (chain != nullptr) {
      require(out == result_of(chain, in, ARNORM_KEEP), "all ways give the same");
    }
  }

  void look_up() {
    const arnorm_alignment *map = alignments_[slot()];
    arnorm_range at{script_.byte(), script_.byte()};
    arnorm_range in = arnorm_to_input(map, at);
    arnorm_range out = arnorm_to_output(map, at);
    require(map == nullptr || (in.begin <= in.end && out.begin <= out.end), "ranges are in order");
    require(map != nullptr || (in.begin == at.begin && in.end == at.end),
            "without an alignment, the range itself");
    arnorm_edit before{};
    for (std::size_t i = 0; i < arnorm_alignment_count(map); ++i) {
      arnorm_edit edit;
      require(arnorm_alignment_get(map, i, &edit) == ARNORM_OK, "there are so many");
      require(before.in.end <= edit.in.begin && before.out.end <= edit.out.begin,
              "edits are in order");
      before = edit;
    }
    require(arnorm_alignment_get(map, arnorm_alignment_count(map), &before) == ARNORM_BAD_ARGUMENT,
            "there are no more");
  }

  void open() {
    std::size_t i = slot();
    arnorm_stream_free(streams_[i]);
    written_[i].clear();
    read_[i].clear();
    streams_[i] = arnorm_stream_new(chains_[i], ARNORM_KEEP);
    require((streams_[i] != nullptr) == (chains_[i] != nullptr), "a stream where there is a chain");
  }

  void write() {
    std::size_t i = slot();
    std::string_view piece = text();
    arnorm_status status = ARNORM_OK;
    std::string out = appending([&] {
      return status = arnorm_stream_write(streams_[i], piece.data(), piece.size(), &buffer_);
    });
    require(status == (streams_[i] == nullptr ? ARNORM_BAD_ARGUMENT : ARNORM_OK),
            "a piece is taken where there is a stream");
    if (streams_[i] != nullptr) {
      read_[i] += piece;
      written_[i] += out;
    }
  }

  void finish() {
    std::size_t i = slot();
    arnorm_tally tally;
    std::string out =
        appending([&] { return arnorm_stream_finish(streams_[i], &buffer_, &tally); });
    if (streams_[i] != nullptr) {
      require(written_[i] + out == result_of(chains_[i], read_[i], ARNORM_KEEP),
              "all ways give the same");
    }
    read_[i].clear();
    written_[i].clear();
  }

  void each() {
    const arnorm_chain *chain = chains_[slot()];
    std::vector<std::string_view> in;
    std::vector<arnorm_slice> slices;
    for (std::size_t n = script_.below(5); n > 0; --n) {
      in.push_back(text());
      slices.push_back({in.back().data(), in.back().size()});
    }
    std::vector<std::size_t> ends(in.size());
    std::vector<arnorm_tally> tallies(in.size());
    std::size_t from = buffer_.size > longest_buffer ? 0 : buffer_.size;
    appending([&] {
      return arnorm_append_each(chain, slices.data(), slices.size(), ARNORM_REPLACE,
                                static_cast<unsigned>(1 + in.size() % 2), &buffer_, ends.data(),
                                tallies.data());
    });
    for (std::size_t i = 0; i < in.size() && chain != nullptr; ++i) {
      require(ends[i] >= from && ends[i] <= buffer_.size, "ends are in the buffer");
      require(std::string_view(buffer_.data + from, ends[i] - from) ==
                  result_of(chain, in[i], ARNORM_REPLACE),
              "all ways give the same");
      from = ends[i];
    }
  }

  void reuse() {
    buffer_.size = 0;
    if (script_.flag()) {
      arnorm_buffer_free(&buffer_);
      require(buffer_.data == nullptr && buffer_.capacity == 0, "a freed buffer is empty");
    }
  }

  void free_one() {
    std::size_t i = slot();
    if (script_.flag()) {
      drop_chain(i);
    } else {
      arnorm_alignment_free(alignments_[i]); // its chain may be gone already
      alignments_[i] = nullptr;
    }
  }

  void trace() {
    const arnorm_chain *chain = chains_[slot()];
    std::string_view in = text().substr(0, 24);
    int near = static_cast<int>(script_.below(2));
    std::string json =
        appending([&] { return arnorm_trace(chain, in.data(), in.size(), near, &buffer_); });
    require(json.empty() == (chain == nullptr), "a trace where there is a chain");
  }

  void fingerprint() {
    const arnorm_chain *chain = chains_[slot()];
    std::string digits = appending([&] { return arnorm_fingerprint(chain, &buffer_); });
    require(digits.size() == (chain == nullptr ? 0U : 64U), "a fingerprint has 64 digits");
  }

  // Everything null.
  void nulls() {
    arnorm_buffer_free(nullptr);
    arnorm_rules_free(nullptr);
    arnorm_diagnostics_free(nullptr);
    arnorm_chain_free(nullptr);
    arnorm_alignment_free(nullptr);
    arnorm_stream_free(nullptr);
    const arnorm_chain *chain = chains_[slot()];
    std::size_t size = 0;
    bool all_bad =
        arnorm_rules_add_folder(nullptr, "x", 1) == ARNORM_BAD_ARGUMENT &&
        arnorm_rules_add_text(nullptr, "x", 1, "y", 1) == ARNORM_BAD_ARGUMENT &&
        arnorm_rules_allow_files(nullptr, ARNORM_FILES_ANY) == ARNORM_BAD_ARGUMENT &&
        arnorm_rules_list(nullptr, nullptr) == ARNORM_BAD_ARGUMENT &&
        arnorm_append(chain, "x", 1, ARNORM_KEEP, nullptr, nullptr) == ARNORM_BAD_ARGUMENT &&
        arnorm_append(chain, nullptr, 1, ARNORM_KEEP, &buffer_, nullptr) == ARNORM_BAD_ARGUMENT &&
        arnorm_apply(chain, "x", 1, ARNORM_KEEP, nullptr, 1, &size, nullptr) ==
            ARNORM_BAD_ARGUMENT &&
        arnorm_apply(chain, "x", 1, ARNORM_KEEP, nullptr, 0, nullptr, nullptr) ==
            ARNORM_BAD_ARGUMENT &&
        arnorm_align(chain, "x", 1, ARNORM_KEEP, &buffer_, nullptr, nullptr) ==
            ARNORM_BAD_ARGUMENT &&
        arnorm_append_each(chain, nullptr, 1, ARNORM_KEEP, 1, &buffer_, &size, nullptr) ==
            ARNORM_BAD_ARGUMENT &&
        arnorm_trace(chain, nullptr, 1, 0, &buffer_) == ARNORM_BAD_ARGUMENT &&
        arnorm_fingerprint(chain, nullptr) == ARNORM_BAD_ARGUMENT &&
        arnorm_stream_write(nullptr, "x", 1, &buffer_) == ARNORM_BAD_ARGUMENT &&
        arnorm_stream_finish(nullptr, &buffer_, nullptr) == ARNORM_BAD_ARGUMENT;
    require(all_bad, "null is refused");
    require(arnorm_load(nullptr, nullptr, 1, 0, nullptr) == nullptr, "null is refused");
    require(arnorm_parse(nullptr, nullptr, 1, 0, nullptr) == nullptr, "null is refused");
  }

  // Numbers that are no constant of the header.
  void bad() {
    const arnorm_chain *chain = chains_[slot()];
    auto invalid = static_cast<arnorm_invalid>(3 + script_.below(1)); // 3 is in its range for C++
    arnorm_status status = ARNORM_OK;
    appending([&] { return status = arnorm_append(chain, "x", 1, invalid, &buffer_, nullptr); });
    require(status == ARNORM_BAD_ARGUMENT, "an unknown policy is refused");
    require(arnorm_stream_new(chain, invalid) == nullptr, "an unknown policy is refused");
    arnorm_diagnostics *trouble = nullptr;
    require(arnorm_load(nullptr, "nfc", 3, 8 << script_.below(8), &trouble) == nullptr,
            "an unknown flag is refused");
    arnorm_diagnostics_free(trouble);
  }

  void diagnostics_of_nothing() {
    require(arnorm_diagnostics_count(nullptr) == 0, "nothing is wrong");
    require(arnorm_diagnostics_text(nullptr, &buffer_) == ARNORM_OK, "nothing is said");
  }

  Choices script_;
  arnorm_rules *rules_ = arnorm_rules_new();
  arnorm_buffer buffer_ = ARNORM_BUFFER_INIT;
  std::array<arnorm_chain *, slots> chains_{};
  std::array<arnorm_stream *, slots> streams_{};
  std::array<arnorm_alignment *, slots> alignments_{};
  std::array<std::string, slots> read_;    // by each stream, of the present text
  std::array<std::string, slots> written_; // likewise
};

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  Session(text_of(data, size)).run();
  return 0;
}
