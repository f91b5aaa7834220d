// Runs a harness on all files of the given folders, as an ordinary test without a fuzzer. libFuzzer
// has its own `main`.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "harness.h"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path &folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool run(const fs::path &file) {
  std::fprintf(stderr, "%s\n", file.c_str()); // after a crash, the last name is that of the input
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  const std::string bytes = text.str();
  if (!in) {
    std::fprintf(stderr, "cannot read it\n");
    return false;
  }
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
  return true;
}

bool run_all(const fs::path &folder) {
  std::vector<fs::path> files = files_in(folder);
  bool all_read = !files.empty();
  for (const fs::path &file : files) {
    all_read = run(file) && all_read;
  }
  return all_read;
}

} // namespace

int main(int argc, char **argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FOLDER...\n", argv[0]);
    return 2;
  }
  LLVMFuzzerTestOneInput(nullptr, 0); // the empty input
  bool fine = true;
  for (int i = 1; i < argc; ++i) {
    fine = run_all(argv[i]) && fine;
  }
  return fine ? 0 : 1;
}
