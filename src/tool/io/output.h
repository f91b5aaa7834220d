// The output of the filter: a buffered descriptor that checks every write.
//
// A file is written under a temporary name in the same directory and renamed after success. Partial
// output is therefore never visible, and input and output may be the same file.
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

  // Opens a file instead, or the target of a symbolic link. A replaced file is kept under its name
  // followed by `backup`, unless that is empty. Returns false after an error, which has been
  // reported.
  bool open(const std::string &file, std::string_view backup = {});

  bool append(std::string_view text);
  bool flush();

  // The same as `append`, but does not copy large text into the buffer.
  bool write(std::string_view text);

  int descriptor() const { return descriptor_; }
  bool failed() const { return failed_; }

  // Whether this is a temporary file, which `finish` renames.
  bool replaces_file() const { return !temporary_.empty(); }

  // Declares that the file to be replaced is also an input, which had this version when it was
  // opened. `finish` fails if it has changed since, because another program has written to it.
  void expect(const FileVersion &version) { expected_ = version; }

  // Whether the file to be replaced is the file of this version.
  bool replaces(const FileVersion &version) const;

  // Writes the rest and renames the temporary file. Returns false if any write has failed.
  bool finish();

  // Whether the reader of the pipe has closed it. This is not an error, but there is nothing more
  // to do.
  bool closed() const { return closed_; }

private:
  bool fail(const char *what);
  bool write_through(std::string_view text);
  bool open_descriptor(int descriptor);
  bool open_file(std::string_view backup);
  bool open_special();
  bool open_temporary(std::string_view backup);
  bool is_as_expected();
  bool sync() const;
  bool replace_file();
  bool keep_backup();
  bool replace_backup();

  int descriptor_ = 1;
  std::string name_ = "standard output";
  std::string target_; // the file that name_ leads to
  std::optional<FileVersion> expected_;
  std::string backup_;           // name for the replaced file; may be empty
  bool renamed_ = false;         // target_ to backup_, and there is no target_ any more
  std::string temporary_;        // to be renamed to target_, or removed
  TemporaryFile temporary_file_; // removes temporary_ on signals
  std::string buffer_;
  bool failed_ = false;
  bool closed_ = false;
};

} // namespace arnorm::tool
