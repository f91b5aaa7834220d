#include <memory>

#include "arnorm/trace.h"
#include "c/handles.h"

namespace {

using namespace arnorm;
using namespace arnorm::c;

constexpr int all_flags = ARNORM_REVERSE | ARNORM_ENGINE_ICU | ARNORM_ENGINE_TABLE;

// False for flags that are unknown or contradict each other.
bool set_flags(Options &options, int flags) {
  bool icu = (flags & ARNORM_ENGINE_ICU) != 0;
  bool table = (flags & ARNORM_ENGINE_TABLE) != 0;
  options.direction = (flags & ARNORM_REVERSE) != 0 ? Direction::reverse : Direction::forward;
  options.engine = icu ? Engine::icu : table ? Engine::table : Engine::automatic;
  return (flags & ~all_flags) == 0 && !(icu && table);
}

void set_trouble(arnorm_diagnostics **trouble, std::vector<Diagnostic> list) {
  if (trouble == nullptr || list.empty()) {
    return;
  }
  auto own = std::make_unique<arnorm_diagnostics>();
  own->list = std::move(list);
  for (const Diagnostic &diagnostic : own->list) {
    own->codes.push_back(to_string(diagnostic.code));
  }
  *trouble = own.release();
}

// `load` makes a Loaded of the text and the options.
template <class Load>
arnorm_chain *chain_of(const char *text, std::size_t size, const arnorm_rules *rules, int flags,
                       arnorm_diagnostics **trouble, Load load) {
  if (trouble != nullptr) {
    *trouble = nullptr;
  }
  if (!is_text(text, size)) {
    return nullptr;
  }
  return handle([&]() -> arnorm_chain * {
    Options options = rules != nullptr ? rules->options : Options();
    if (!set_flags(options, flags)) {
      return nullptr;
    }
    Loaded loaded = load(text_of(text, size), options);
    std::unique_ptr<arnorm_chain> chain(loaded ? new arnorm_chain{loaded.share()} : nullptr);
    set_trouble(trouble, std::move(loaded.diagnostics));
    return chain.release();
  });
}

arnorm_status status_of(const Tally &tally) { return tally.stopped ? ARNORM_MALFORMED : ARNORM_OK; }

std::vector<std::string_view> views_of(const arnorm_slice *texts, std::size_t count) {
  std::vector<std::string_view> views;
  views.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    views.push_back(text_of(texts[i].data, texts[i].size));
  }
  return views;
}

bool are_texts(const arnorm_slice *texts, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_text(texts[i].data, texts[i].size)) {
      return false;
    }
  }
  return true;
}

} // namespace

arnorm_chain *arnorm_load(const arnorm_rules *rules, const char *chain, size_t chain_size,
                          int flags, arnorm_diagnostics **trouble) {
  return chain_of(
      chain, chain_size, rules, flags, trouble,
      [](std::string_view name, const Options &options) { return Chain::load(name, options); });
}

arnorm_chain *arnorm_parse(const arnorm_rules *rules, const char *text, size_t text_size, int flags,
                           arnorm_diagnostics **trouble) {
  return chain_of(text, text_size, rules, flags, trouble,
                  [](std::string_view rule_text, const Options &options) {
                    return Chain::parse(rule_text, options);
                  });
}

void arnorm_chain_free(arnorm_chain *chain) { delete chain; }

arnorm_status arnorm_fingerprint(const arnorm_chain *chain, arnorm_buffer *out) {
  if (chain == nullptr || out == nullptr) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] { return append(*out, chain->chain->fingerprint()); });
}

arnorm_status arnorm_apply(const arnorm_chain *chain, const char *text, size_t size,
                           arnorm_invalid invalid, char *out, size_t capacity, size_t *written,
                           arnorm_tally *tally) {
  auto policy = policy_of(invalid);
  if (chain == nullptr || !policy || written == nullptr || !is_text(text, size) ||
      !is_text(out, capacity)) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    Written result = chain->chain->apply(text_of(text, size), std::span(out, capacity), *policy);
    *written = result.size;
    set(tally, result.tally);
    return result.size > capacity ? ARNORM_TOO_SMALL : status_of(result.tally);
  });
}

size_t arnorm_max_output(const arnorm_chain *chain, size_t size, arnorm_invalid invalid) {
  auto policy = policy_of(invalid);
  if (chain == nullptr || !policy) {
    return ARNORM_NONE;
  }
  size_t most = ARNORM_NONE;
  guarded([&] {
    most = chain->chain->max_output(size, *policy).value_or(ARNORM_NONE);
    return ARNORM_OK;
  });
  return most;
}

arnorm_status arnorm_append(const arnorm_chain *chain, const char *text, size_t size,
                            arnorm_invalid invalid, arnorm_buffer *out, arnorm_tally *tally) {
  auto policy = policy_of(invalid);
  if (chain == nullptr || !policy || out == nullptr || !is_text(text, size)) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    std::string result;
    Tally met = chain->chain->apply(text_of(text, size), result, *policy);
    arnorm_status status = append(*out, result);
    set(tally, met);
    return status == ARNORM_OK ? status_of(met) : status;
  });
}

arnorm_status arnorm_append_each(const arnorm_chain *chain, const arnorm_slice *texts, size_t count,
                                 arnorm_invalid invalid, unsigned threads, arnorm_buffer *out,
                                 size_t *ends, arnorm_tally *tallies) {
  auto policy = policy_of(invalid);
  if (chain == nullptr || !policy || out == nullptr ||
      (count != 0 && (texts == nullptr || ends == nullptr || !are_texts(texts, count)))) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    Batch batch = chain->chain->apply_each(views_of(texts, count), *policy, threads);
    std::size_t before = out->size;
    arnorm_status status = append(*out, batch.text);
    if (status != ARNORM_OK) {
      return status;
    }
    for (std::size_t i = 0; i < count; ++i) {
      ends[i] = before + batch.ends[i];
      set(tallies != nullptr ? tallies + i : nullptr, batch.tallies[i]);
      status = batch.tallies[i].stopped ? ARNORM_MALFORMED : status;
    }
    return status;
  });
}

arnorm_status arnorm_trace(const arnorm_chain *chain, const char *text, size_t size, int near,
                           arnorm_buffer *out) {
  if (chain == nullptr || out == nullptr || !is_text(text, size)) {
    return ARNORM_BAD_ARGUMENT;
  }
  return guarded([&] {
    Trace trace = chain->chain->trace(text_of(text, size), {.near = near != 0});
    return append(*out, to_json(trace));
  });
}
