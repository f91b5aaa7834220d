// Temporary files that a signal removes when it ends the program.
#pragma once

#include <cstddef>
#include <string>

namespace arnorm::tool {

// One such file, from its making until it is done or removed. Any number of threads may have one
// each, up to some thousand at once.
class TemporaryFile {
public:
  TemporaryFile() = default;
  ~TemporaryFile() { done(); }
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;

  // As mkostemp(3): the descriptor, or -1 with errno. From now on a signal that ends the program
  // removes the file first.
  int make(std::string &pattern);

  // The file has its name, or is gone.
  void done();

private:
  static constexpr std::size_t none = ~std::size_t{0};
  std::size_t slot_ = none;
};

} // namespace arnorm::tool
