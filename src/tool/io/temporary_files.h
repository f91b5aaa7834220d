// Temporary files that are removed when a signal terminates the program.
#pragma once

#include <cstddef>
#include <string>

namespace arnorm::tool {

// One temporary file, from its creation until it is renamed or removed. Thread-safe, for up to
// about a thousand files at once.
class TemporaryFile {
public:
  TemporaryFile() = default;
  ~TemporaryFile() { done(); }
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;

  // Like mkostemp(3): returns the descriptor, or -1 with errno. From then on a signal that ends the
  // program removes the file first, unless it is ignored.
  int make(std::string &pattern);

  // The same for a name that no file may have yet: EEXIST otherwise, also if it is a link to
  // nothing. The file has the usual rights.
  int make_new(const std::string &name);

  // Call this when the file has been renamed or removed.
  void done();

private:
  void hold(const std::string &name);

  static constexpr std::size_t none = ~std::size_t{0};
  std::size_t slot_ = none;
};

} // namespace arnorm::tool
