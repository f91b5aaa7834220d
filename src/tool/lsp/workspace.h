// The open documents of an editor, each with its analysis while its text stays as it is.
//
// Does not depend on the protocol's JSON.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tool/lsp/analysis.h"
#include "tool/lsp/builtin_files.h"
#include "tool/lsp/text_document.h"

namespace arnorm::tool {

struct Document {
  std::string uri;
  std::string path; // empty for a text that has never been saved
  std::optional<long long> version;
  TextDocument text;

  std::vector<Token> tokens;        // of the text
  std::optional<Analysis> analysis; // of the text and of all others as they are now
  bool reported = false;            // whether the client has the diagnostics of this analysis
};

class Workspace {
public:
  // The folders of -I.
  explicit Workspace(std::vector<std::string> path) : path_(std::move(path)) {}

  void open(const std::string &uri, std::string text, std::optional<long long> version);
  void close(const std::string &uri);

  // Null if it is not open.
  Document *find(const std::string &uri);

  // Call this after a change of the text.
  void changed(Document &document);

  // Call this when files have changed on disk.
  void forget_analyses();

  const Analysis &analysis(Document &document);
  const Analysis &checked_analysis(Document &document);

  // A document whose diagnostics are not reported yet; null if there is none.
  Document *next_to_report();

  // The text of a file that diagnostics name, as it is in the editor.
  std::optional<std::string> text_of(const std::string &file) const;

  // The URI of such a file; empty if it has none.
  std::string uri_of(const std::string &file);

  BuiltinFiles &builtin_files() { return builtin_files_; }

private:
  std::vector<OpenFile> other_files(const Document &document) const;

  std::vector<std::string> path_;
  std::map<std::string, std::unique_ptr<Document>> documents_; // by URI
  BuiltinFiles builtin_files_;
};

} // namespace arnorm::tool
