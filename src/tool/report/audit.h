// The results of `arnorm audit`, as text, JSON and HTML.
#pragma once

#include <string>
#include <vector>

#include "check/chain_audit.h"
#include "tool/text/inventory.h"

namespace arnorm::tool {

// A kind of finding in files.
struct AuditedFiles {
  std::vector<std::string> names;
  const Inventory *inventory;
  UScriptCode script;
};

std::string audit_text(const std::string &chain, const ChainAudit &audit);
std::string audit_json(const std::string &chain, const ChainAudit &audit);
std::string audit_text(const AuditedFiles &files, const ChainAudit &audit);
std::string audit_json(const AuditedFiles &files, const ChainAudit &audit);

// A page with one of the texts.
std::string audit_html(const std::string &title, const std::string &text);

// Whether something in the files does not belong there.
bool has_oddities(const AuditedFiles &files);

} // namespace arnorm::tool
