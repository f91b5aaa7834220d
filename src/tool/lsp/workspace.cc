#include "tool/lsp/workspace.h"

#include <filesystem>

#include "parse/read_file.h"
#include "parse/rule_file.h"
#include "parse/search_path.h"
#include "tool/lsp/file_uri.h"

namespace arnorm::tool {

void Workspace::open(const std::string &uri, std::string text, std::optional<long long> version) {
  auto document = std::make_unique<Document>();
  document->uri = uri;
  document->path = path_of_uri(uri);
  document->path = document->path.empty() ? "" : normal(document->path);
  document->version = version;
  document->text.set(std::move(text));
  Document &opened = *document;
  documents_.insert_or_assign(uri, std::move(document));
  changed(opened);
}

void Workspace::close(const std::string &uri) {
  documents_.erase(uri);
  forget_analyses();
}

Document *Workspace::find(const std::string &uri) {
  auto found = documents_.find(uri);
  return found == documents_.end() ? nullptr : found->second.get();
}

void Workspace::changed(Document &document) {
  document.tokens = tokens_of(document.text.text());
  forget_analyses();
}

void Workspace::forget_analyses() {
  for (auto &[uri, document] : documents_) {
    document->analysis.reset();
    document->reported = false;
  }
}

std::vector<OpenFile> Workspace::other_files(const Document &document) const {
  std::vector<OpenFile> others;
  for (const auto &[uri, each] : documents_) {
    if (each.get() != &document && !each->path.empty()) {
      others.push_back({each->path, each->text.text()});
    }
  }
  return others;
}

const Analysis &Workspace::analysis(Document &document) {
  if (!document.analysis) {
    document.analysis = analyse({document.path, document.text.text()}, document.tokens,
                                other_files(document), path_);
  }
  return *document.analysis;
}

const Analysis &Workspace::checked_analysis(Document &document) {
  analysis(document);
  check(*document.analysis);
  return *document.analysis;
}

Document *Workspace::next_to_report() {
  for (auto &[uri, document] : documents_) {
    if (!document->reported) {
      return document.get();
    }
  }
  return nullptr;
}

std::optional<std::string> Workspace::text_of(const std::string &file) const {
  for (const auto &[uri, document] : documents_) {
    if (document->path == file) {
      return document->text.text();
    }
  }
  if (auto text = BuiltinFiles::text_of(file)) {
    return text;
  }
  FileText content = read_file(file, max_rule_bytes);
  return content.error.empty() ? std::optional(std::move(content.text)) : std::nullopt;
}

std::string Workspace::uri_of(const std::string &file) {
  for (const auto &[uri, document] : documents_) {
    if (!document->path.empty() && document->path == file) {
      return uri;
    }
  }
  if (file.starts_with("<")) { // a built-in file or a text
    std::string path = builtin_files_.path_of(file);
    return path.empty() ? path : uri_of_path(path);
  }
  std::error_code error;
  std::filesystem::path absolute = std::filesystem::absolute(file, error);
  return error ? std::string() : uri_of_path(absolute.lexically_normal().string());
}

} // namespace arnorm::tool
