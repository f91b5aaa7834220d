#include "tool/report/audit.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/json_text.h"
#include "characters/names.h"
#include "characters/split.h"
#include "characters/utf.h"
#include "tool/report/html.h"

namespace arnorm::tool {
namespace {

// All oddities but `none`, malformed bytes first.
constexpr std::array oddities{Oddity::control,     Oddity::bidi,         Oddity::zero_width,
                              Oddity::unassigned,  Oddity::presentation, Oddity::look_alike,
                              Oddity::other_script};

template <class Items, class Write> std::string joined(const Items &items, const Write &write) {
  std::string out;
  for (const auto &item : items) {
    out += (out.empty() ? "" : ", ") + write(item);
  }
  return out;
}

std::string plural(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string places_text(const AuditedFiles &files, const Occurrences &found) {
  return joined(found.places, [&](const LinePlace &place) {
    std::string name = files.names.size() > 1 ? files.names[place.file] + ":" : "";
    return fmt::format("{}{}", sanitize_for_terminal(name), place.line);
  });
}

std::string places_json(const AuditedFiles &files, const Occurrences &found) {
  return joined(found.places, [&](const LinePlace &place) {
    return fmt::format("{{\"file\": {}, \"line\": {}}}", json_string(files.names[place.file]),
                       place.line);
  });
}

using Found = std::pair<char32_t, const Occurrences *>;

// The characters of a kind, the most frequent ones first.
std::vector<Found> found_of(const AuditedFiles &files, Oddity oddity) {
  std::vector<Found> found;
  for (const auto &[c, occurrences] : files.inventory->found()) {
    if (oddity_of(c, files.script) == oddity) {
      found.emplace_back(c, &occurrences);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Found &a, const Found &b) {
    return a.second->count > b.second->count;
  });
  return found;
}

// Characters of the script that the chain leaves as they are.
std::vector<Found> unmapped_in(const AuditedFiles &files, const ChainAudit &audit) {
  std::vector<Found> found;
  for (const auto &[c, occurrences] : files.inventory->found()) {
    if (audit.unmapped.find(c) != std::u32string::npos) {
      found.emplace_back(c, &occurrences);
    }
  }
  return found;
}

std::string list_text(const AuditedFiles &files, std::string_view title,
                      const std::vector<Found> &found) {
  if (found.empty()) {
    return {};
  }
  std::string out = fmt::format("\n{}\n", title);
  for (const auto &[c, occurrences] : found) {
    out += fmt::format("  {:>9}  {}, line {}\n", occurrences->count, spell(c),
                       places_text(files, *occurrences));
  }
  return out;
}

std::string list_json(const AuditedFiles &files, const std::vector<Found> &found) {
  return "[" +
         joined(found,
                [&](const Found &each) {
                  return fmt::format("{{\"character\": \"{}\", \"name\": {}, \"count\": {}, "
                                     "\"lines\": [{}]}}",
                                     hex_name(each.first), json_string(spell(each.first)),
                                     each.second->count, places_json(files, *each.second));
                }) +
         "]";
}

std::string characters_json(const std::u32string &characters) {
  return "[" + joined(characters, [](char32_t c) { return fmt::format("\"{}\"", hex_name(c)); }) +
         "]";
}

std::string one_each(const std::u32string &characters, std::string_view title) {
  if (characters.empty()) {
    return {};
  }
  std::string out = fmt::format("\n{}: {}\n", title, characters.size());
  for (char32_t c : characters) {
    out += fmt::format("  {}\n", spell(c));
  }
  return out;
}

std::string claim_json(const AuditedClaim &claim) {
  std::string held = !claim.refuted.empty() ? "refuted" : claim.proved ? "proved" : "not refuted";
  std::string more = !claim.refuted.empty()
                         ? fmt::format(", \"reason\": {}", json_string(claim.refuted))
                     : claim.proved ? ""
                                    : fmt::format(", \"texts\": {}", claim.texts);
  return fmt::format("{{\"claim\": \"{}\", \"held\": \"{}\"{}}}", claim.name, held, more);
}

std::string occurrences_json(const AuditedFiles &files, const Occurrences &found) {
  return fmt::format("{{\"count\": {}, \"lines\": [{}]}}", found.count, places_json(files, found));
}

} // namespace

std::string audit_text(const std::string &chain, const ChainAudit &audit) {
  std::string out = fmt::format("{}: {} of {}\n", sanitize_for_terminal(chain),
                                plural(audit.characters, "character"), audit.script);
  for (const AuditedClaim &claim : audit.claims) {
    out += words_of(claim) + "\n";
  }
  if (!audit.equal.empty()) {
    out += fmt::format("\nbecome equal: {}\n", plural(audit.equal.size(), "group"));
    for (const auto &[result, characters] : audit.equal) {
      out += fmt::format("  to {}\n", spell(to_utf32(result)));
      for (char32_t c : characters) {
        out += fmt::format("    {}\n", spell(c));
      }
    }
  }
  return out + one_each(audit.deleted, "deleted") +
         one_each(audit.unmapped, "letters and marks that pass as they are");
}

std::string audit_json(const std::string &chain, const ChainAudit &audit) {
  return fmt::format(
      "{{\"chain\": {}, \"script\": \"{}\", \"characters\": {}, \"claims\": [{}], \"equal\": [{}], "
      "\"deleted\": {}, \"unmapped\": {}}}\n",
      json_string(chain), audit.script, audit.characters, joined(audit.claims, claim_json),
      joined(audit.equal,
             [](const auto &each) {
               return fmt::format("{{\"to\": {}, \"from\": {}}}", json_string(each.first),
                                  characters_json(each.second));
             }),
      characters_json(audit.deleted), characters_json(audit.unmapped));
}

std::string audit_text(const AuditedFiles &files, const ChainAudit &audit) {
  const Inventory &inventory = *files.inventory;
  std::string out =
      fmt::format("{}, {} in {}\n", plural(inventory.characters(), "character"),
                  plural(inventory.lines(), "line"), plural(files.names.size(), "file"));
  if (inventory.malformed().count > 0) {
    out += fmt::format("\nmalformed bytes: {}, line {}\n", inventory.malformed().count,
                       places_text(files, inventory.malformed()));
  }
  if (inventory.mixed_digits().count > 0) {
    out +=
        fmt::format("\nlines with digits of several systems: {}, line {}\n",
                    inventory.mixed_digits().count, places_text(files, inventory.mixed_digits()));
  }
  for (Oddity oddity : oddities) {
    out += list_text(files, name_of(oddity), found_of(files, oddity));
  }
  out += list_text(files, "letters and marks that the chain leaves as they are",
                   unmapped_in(files, audit));
  return has_oddities(files) ? out : out + "nothing that does not belong there\n";
}

std::string audit_json(const AuditedFiles &files, const ChainAudit &audit) {
  const Inventory &inventory = *files.inventory;
  std::string out = fmt::format(
      "{{\"files\": [{}], \"characters\": {}, \"lines\": {}, \"malformed\": {}, "
      "\"mixed_digits\": {}",
      joined(files.names, [](const std::string &name) { return json_string(name); }),
      inventory.characters(), inventory.lines(), occurrences_json(files, inventory.malformed()),
      occurrences_json(files, inventory.mixed_digits()));
  for (Oddity oddity : oddities) {
    std::string key(name_of(oddity));
    std::replace(key.begin(), key.end(), ' ', '_');
    out += fmt::format(", \"{}\": {}", key, list_json(files, found_of(files, oddity)));
  }
  return out + fmt::format(", \"unmapped\": {}}}\n", list_json(files, unmapped_in(files, audit)));
}

std::string audit_html(const std::string &title, const std::string &text) {
  std::string out = page_head(plain(title));
  bool in_list = false;
  for (std::string_view line : split(text, '\n')) {
    bool item = line.starts_with(' ');
    if (item != in_list) {
      out += item ? "<ul>\n" : "</ul>\n";
      in_list = item;
    }
    if (!line.empty()) {
      const char *element = item ? "li" : "p";
      out += fmt::format("<{0}>{1}</{0}>\n", element, plain(line));
    }
  }
  return out + (in_list ? "</ul>\n" : "") + page_foot();
}

bool has_oddities(const AuditedFiles &files) {
  const Inventory &inventory = *files.inventory;
  const auto &found = inventory.found();
  return inventory.malformed().count > 0 || inventory.mixed_digits().count > 0 ||
         std::any_of(found.begin(), found.end(), [&](const auto &each) {
           return oddity_of(each.first, files.script) != Oddity::none;
         });
}

} // namespace arnorm::tool
