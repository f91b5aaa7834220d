// Where the filter writes: a descriptor with a buffer, every write checked.
//
// A file is written under another name beside its place and takes its name when all is well, so
// that nobody ever sees half of it and input and output may be the same file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tool/io/file_version.h"
#include "tool/io/temporary_files.h"

namespace arnorm::tool {

class Output {
public:
  Output(); // standard output
  ~Output();
  Output(const Output &) = delete;
  Output &operator=(const Output &) = delete;

  // Opens a file instead; through a symbolic link, the file that it leads to. A file that it takes
  // the place of is kept under its name with `backup` behind it, unless that is empty. False after
  // an explained error.
  bool open(const std::string &file, std::string_view backup = {});

  bool append(std::string_view text);
  bool flush();

  // The same as `append`, but for what is large, which need not be copied.
  bool write(std::string_view text);

  int descriptor() const { return descriptor_; }
  bool failed() const { return failed_; }

  // Whether it is a file that takes its name only in the end, and not if `finish` is not called.
  bool replaces_file() const { return !temporary_.empty(); }

  // The file that it replaces is one that is read: if it is not what it was any more when it is
  // to be replaced, it is left, so that nothing is lost that somebody else has written.
  void expect(const FileVersion &version) { expected_ = version; }
  bool replaces(const FileVersion &version) const;

  // Writes the rest and gives a file its name. False when any write has failed.
  bool finish();

  // Whether the reader of a pipe has gone: no error, but nothing more to do either.
  bool closed() const { return closed_; }

private:
  bool fail(const char *what);
  bool write_through(std::string_view text);
  bool open_descriptor(int descriptor);
  bool open_special();
  bool open_temporary(std::string_view backup);
  bool is_as_expected();
  bool sync() const;
  bool keep_backup();

  int descriptor_ = 1;
  std::string name_ = "standard output";
  std::string target_; // where name_ leads to
  std::optional<FileVersion> expected_;
  std::string backup_;           // what becomes the name of what stood there; may be empty
  std::string temporary_;        // to be renamed to target_, or removed
  TemporaryFile temporary_file_; // the same, for signals
  std::string buffer_;
  bool failed_ = false;
  bool closed_ = false;
};

} // namespace arnorm::tool
