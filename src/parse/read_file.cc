#include "parse/read_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

#include <sys/stat.h>

namespace arnorm {
namespace {

struct Closer {
  void operator()(std::FILE *file) const { std::fclose(file); }
};

std::string reason(int error) { return std::generic_category().message(error); }

} // namespace

FileText read_file(const std::string &name, std::size_t limit) {
  FileText result;
  std::unique_ptr<std::FILE, Closer> file(std::fopen(name.c_str(), "rb"));
  if (!file) {
    result.error = reason(errno);
    return result;
  }
  // One byte more than allowed tells "too large" from "just fits" on files of unknown size.
  std::string block(std::min<std::size_t>(limit + 1, 1u << 16), '\0');
  while (result.text.size() <= limit) {
    std::size_t got = std::fread(block.data(), 1, block.size(), file.get());
    result.text.append(block, 0, got);
    if (got < block.size()) {
      break;
    }
  }
  if (std::ferror(file.get()) != 0) {
    result.error = reason(errno);
  } else if (result.text.size() > limit) {
    result.too_large = true;
    result.error = "too large";
  }
  return result;
}

bool is_file(const std::string &name) {
  struct stat status {};
  return ::stat(name.c_str(), &status) == 0 && !S_ISDIR(status.st_mode);
}

} // namespace arnorm
