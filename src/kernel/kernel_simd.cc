// Vector kernels: one written with Highway for all kinds of processors, and one for AVX-512 with
// VBMI2, which has an instruction for each step.
//
// kernel.h has a worked example of the two look-ups and of squeezing out zeros. All kernels work on
// blocks that begin with a character. A block consists of ASCII and of pairs, a lead byte D8..DB
// and a trail byte. Where a block holds anything else, or a conflict, the scalar loop finds the
// exact place to stop.
//
// How conflicts are found in a block of eight bytes, BEH, FATHA, space, BEH and half of FATHA:
//
//   bytes            D8 A8 D9 8E 20 D8 A8 D9    next in the text: 8E
//   lead             1  0  1  0  0  1  0  1
//   trail            0  1  0  1  0  0  1  0     as lead, one place to the right: the block fits
//   index            28 28 4E 4E -  28 28 4E    from three loads, one byte apart
//   right of leads   00 .. 02 .. .. 00 .. 02    a character is looked at where it begins
//   left             80 80 81 81 80 80 80 81    at both bytes
//   left, moved      LL 80 80 81 81 80 80 80    one place to the right; LL is of the block before
//   left & right     0  .  0  .  .  0  .  0     no conflict
//
// FATHA is cut by the end of the block; `carry` tells the next one that it begins with a trail.
//
// vbmi2_kernel.h and block_kernel.h have the loops.
#include "kernel/kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernel/kernel_simd.cc"
#define HWY_WANT_AVX3_DL
// AVX-512 without VBMI2 gains nothing over AVX2 here, nor what later versions of Highway have above
// AVX3_DL over that; and vectors whose size the compiler does not know cannot be members.
#define HWY_DISABLED_TARGETS                                                                       \
  (HWY_AVX3 | (HWY_AVX3_DL - 1) | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#include <hwy/foreach_target.h> // first: it includes this file once for each target

#include <hwy/cache_control.h>
#include <hwy/highway.h>

// Likewise once for each target.
#include "kernel/block_kernel.h"
#include "kernel/vbmi2_kernel.h"

#if HWY_ARCH_ARM_V7 && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace arnorm {
namespace HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR
KernelResult run_kernel(const KernelTables &tables, const char *text, std::size_t bytes,
                        ConflictBits left, char *out) {
  return run_scalar(tables, text, bytes, left, out);
}
#endif

} // namespace

KernelResult RunKernel(const KernelTables &tables, const char *text, std::size_t bytes,
                       ConflictBits left, char *out) {
  return run_kernel(tables, text, bytes, left, out);
}

} // namespace HWY_NAMESPACE
} // namespace arnorm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace arnorm {

// Highway's own dispatch is in a shared library that takes milliseconds to load, as it measures the
// clock. The compiler can ask the processor as well.
std::vector<NamedKernel> kernels() {
  std::vector<NamedKernel> kernels;
  [[maybe_unused]] auto add = [&](const char *name, bool supported, Kernel kernel) {
    if (supported) {
      kernels.push_back({name, kernel});
    }
  };
#if HWY_ARCH_X86
  __builtin_cpu_init();
#define ARNORM_HAS(feature) (__builtin_cpu_supports(feature) != 0)
#if HWY_TARGETS & (HWY_AVX3_DL | HWY_AVX3 | HWY_AVX2)
  bool avx2 = ARNORM_HAS("avx2") && ARNORM_HAS("bmi") && ARNORM_HAS("bmi2") && ARNORM_HAS("fma");
#endif
#if HWY_TARGETS & HWY_AVX3_DL
  add("AVX3_DL",
      avx2 && ARNORM_HAS("avx512f") && ARNORM_HAS("avx512vl") && ARNORM_HAS("avx512dq") &&
          ARNORM_HAS("avx512bw") && ARNORM_HAS("avx512vbmi") && ARNORM_HAS("avx512vbmi2") &&
          ARNORM_HAS("vpclmulqdq") && ARNORM_HAS("gfni"),
      N_AVX3_DL::RunKernel);
#endif
#if HWY_TARGETS & HWY_AVX2
  add("AVX2", avx2, N_AVX2::RunKernel);
#endif
#if HWY_TARGETS & HWY_SSE4
  add("SSE4", ARNORM_HAS("sse4.2") && ARNORM_HAS("pclmul") && ARNORM_HAS("aes"), N_SSE4::RunKernel);
#endif
#if HWY_TARGETS & HWY_SSSE3
  add("SSSE3", ARNORM_HAS("ssse3"), N_SSSE3::RunKernel);
#endif
#undef ARNORM_HAS
#elif HWY_TARGETS & HWY_NEON
#if HWY_ARCH_ARM_V7 && defined(__linux__) // where NEON is optional (Debian's armhf goes without)
  add("NEON", (getauxval(AT_HWCAP) & HWCAP_NEON) != 0, N_NEON::RunKernel);
#else
  add("NEON", true, N_NEON::RunKernel);
#endif
#endif
  kernels.push_back({"plain", run_scalar});
  return kernels;
}

} // namespace arnorm
#endif
