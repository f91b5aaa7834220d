#include "support/preload.h"

namespace arnorm::test {

std::string with_fault_calls(const Shell &shell, const std::string &fault) {
  // The runtime of a sanitizer must be loaded before everything else.
  static const std::string words = [&] {
    const std::string runtime =
        shell.run("ldd $(command -v arnorm) | sed -n 's/.* => \\(.*libasan[^ ]*\\) .*/\\1:/p'").out;
    const std::string preload =
        "LD_PRELOAD=" + runtime.substr(0, runtime.find('\n')) + ARNORM_FAULT_CALLS " ";
    return shell.run(preload + "arnorm --version").status == 0 ? preload : std::string();
  }();
  return words.empty() ? words : words + fault + " ";
}

std::string fault_calls_module() { return ARNORM_FAULT_CALLS; }

} // namespace arnorm::test
