#include "peers.h"

#include <cstdint>
#include <cstring>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#ifdef HAVE_SIMDUTF
#include <simdutf.h>
#endif

#include "arnorm/arnorm.h"
#include "kernel/kernel.h"

namespace arnorm::bench {
namespace {

void copy(std::string_view text, char *out) {
  std::memcpy(out, text.data(), text.size());
  benchmark::DoNotOptimize(out);
}

void validate(std::string_view text, char *) {
  bool valid = simdjson::validate_utf8(text.data(), text.size());
  benchmark::DoNotOptimize(valid);
}

void convert_with_simdutf([[maybe_unused]] std::string_view text, [[maybe_unused]] char *out) {
#ifdef HAVE_SIMDUTF
  std::size_t units =
      simdutf::convert_utf8_to_utf16le(text.data(), text.size(), reinterpret_cast<char16_t *>(out));
  benchmark::DoNotOptimize(units);
#endif
}

// The fastest conversion in ICU. A UConverter for UTF-8 (ucnv_toUnicode) takes 1.5 times as long.
void convert_with_icu(std::string_view text, char *out) {
  auto size = static_cast<std::int32_t>(text.size());
  std::int32_t units = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(reinterpret_cast<UChar *>(out), size, &units, text.data(), size, &error);
  benchmark::DoNotOptimize(units);
}

const char *kernel_name() {
  for (const NamedKernel &kernel : kernels()) {
    if (kernel.run == current_kernel()) {
      return kernel.name;
    }
  }
  return "";
}

using Work = void (*)(std::string_view text, char *out);

Work work_of(Peer peer) {
  switch (peer) {
  case Peer::copy:
    return copy;
  case Peer::validator:
    return validate;
  case Peer::simdutf:
    return convert_with_simdutf;
  case Peer::icu_converter:
    return convert_with_icu;
  }
  return nullptr;
}

} // namespace

const char *name(Peer peer) {
  switch (peer) {
  case Peer::copy:
    return "memcpy";
  case Peer::validator:
    return "validator";
  case Peer::simdutf:
    return "simdutf";
  case Peer::icu_converter:
    return "ICU converter";
  }
  return "";
}

bool has(Peer peer) {
#ifdef HAVE_SIMDUTF
  constexpr bool has_simdutf = true;
#else
  constexpr bool has_simdutf = false;
#endif
  return peer != Peer::simdutf || has_simdutf;
}

void register_peer(Peer peer, const std::string &benchmark, std::string_view text) {
  // All peers write to the same buffer, so that they use the same pages. One byte of UTF-8 becomes
  // at most two bytes of UTF-16.
  static std::vector<char16_t> out;
  if (out.size() < text.size()) {
    out.resize(text.size());
  }
  auto run = [work = work_of(peer), text](benchmark::State &state) {
    for (auto _ : state) {
      work(text, reinterpret_cast<char *>(out.data()));
      benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  };
  benchmark::RegisterBenchmark(benchmark.c_str(), run);
}

bool force_avx2() {
  const auto *validator = simdjson::get_available_implementations()["haswell"];
  if (validator == nullptr || !validator->supported_by_runtime_system()) {
    return false;
  }
  simdjson::get_active_implementation() = validator;
#ifdef HAVE_SIMDUTF
  const auto *converter = simdutf::get_available_implementations()["haswell"];
  if (converter == nullptr || !converter->supported_by_runtime_system()) {
    return false;
  }
  simdutf::get_active_implementation() = converter;
#endif
  return use_kernel("AVX2");
}

bool uses_avx512() { return std::string_view(kernel_name()).starts_with("AVX3_"); }

double simdutf_by_validator() { return uses_avx512() ? 0.51 : 0.26; }

std::vector<std::string> describe_kernels() {
  return {
      fmt::format("arnorm: {}, {}", version(), kernel_name()),
      fmt::format("validator: simdjson {}.{}.{}, {}", int{simdjson::SIMDJSON_VERSION_MAJOR},
                  int{simdjson::SIMDJSON_VERSION_MINOR}, int{simdjson::SIMDJSON_VERSION_REVISION},
                  simdjson::get_active_implementation()->name()),
#ifdef HAVE_SIMDUTF
      fmt::format("simdutf: {}, {}", SIMDUTF_VERSION, simdutf::get_active_implementation()->name()),
#else
      fmt::format("simdutf: not found; {} times the validator stand for it",
                  simdutf_by_validator()),
#endif
      std::string("ICU: ") + U_ICU_VERSION,
  };
}

} // namespace arnorm::bench
