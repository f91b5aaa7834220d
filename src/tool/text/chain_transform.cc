#include "tool/text/chain_transform.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm::tool {

ChainTransform::ChainTransform(const Chain &chain, Invalid invalid, Unmapped unmapped,
                               CodePointSet letters)
    : chain_(chain), invalid_(invalid), unmapped_(unmapped), letters_(std::move(letters)) {}

ChainTransform::ChainTransform(const Chain &chain, Invalid invalid, LetterScan scan)
    : chain_(chain), invalid_(invalid), unmapped_(Unmapped::first), scan_(scan) {}

bool ChainTransform::takes_lines() const {
  return !looks_at_each_letter(unmapped_) && chain_.is_line_local();
}

void ChainTransform::whole(std::string_view text, std::string &out, Findings &findings) {
  std::size_t before = out.size();
  Tally tally = chain_.apply(text, out, invalid_);
  if (tally.first_malformed) {
    findings.arabic_bytes.add(text);
  }
  if (tally.first_malformed && tally.stopped) {
    auto byte = static_cast<unsigned char>(text[*tally.first_malformed]);
    findings.stop_here("malformed UTF-8", *tally.first_malformed, fmt::format("0x{:02X}", byte));
  } else if (tally.first_malformed) {
    findings.add_malformed(tally.malformed, *tally.first_malformed);
  }
  if (tally.unfinished) {
    findings.add_unfinished();
  }
  look_at(out, before, findings);
}

bool ChainTransform::find_edits(std::string_view text, Alignment &edits) {
  if (unmapped_ == Unmapped::drop) {
    return false; // that is done after the chain
  }
  result_.clear();
  chain_.apply(text, result_, edits, invalid_);
  return true;
}

void ChainTransform::piece(std::string_view piece, bool last, std::string &out,
                           Findings &findings) {
  constexpr std::size_t enough = 1u << 20; // to recognize an encoding
  if (!stream_) {
    stream_.emplace(chain_, invalid_);
    taken_ = 0;
    arabic_bytes_ = {};
  }
  if (taken_ < enough && find_malformed(piece) != std::string_view::npos) {
    arabic_bytes_.add(piece.substr(0, enough));
  }
  std::size_t before = out.size();
  stream_->write(piece, out);
  if (last) {
    Tally tally = stream_->finish(out);
    // Relative to this piece, like all offsets here. The result wraps around if the byte is in an
    // earlier piece; adding the offset of this piece corrects that.
    std::size_t first = tally.first_malformed.value_or(0) - taken_;
    if (tally.first_malformed) {
      findings.arabic_bytes.add(arabic_bytes_);
    }
    if (tally.stopped) {
      findings.stop_here("malformed UTF-8", first);
    } else if (tally.malformed > 0) {
      findings.add_malformed(tally.malformed, first);
    }
    if (tally.unfinished) {
      findings.add_unfinished();
    }
    stream_.reset();
  }
  taken_ += piece.size();
  look_at(out, before, findings);
}

void ChainTransform::look_for_first(std::string_view out, Findings &findings) const {
  if (findings.first_unmapped) {
    return;
  }
  if (auto found = scan_->find(out)) {
    findings.first_unmapped = {found->letter, findings.line, found->at};
  }
}

// Checks the output after `from`.
void ChainTransform::look_at(std::string &out, std::size_t from, Findings &findings) const {
  if (scan_) {
    look_for_first(std::string_view(out).substr(from), findings);
  }
  if (!looks_at_each_letter(unmapped_)) {
    return;
  }
  std::size_t kept = from;
  for (std::size_t at = from; at < out.size();) {
    Character next = first_character(std::string_view(out).substr(at));
    bool is_left = letters_.contains(next.c);
    if (is_left) {
      findings.add_unmapped(next.c);
    }
    if (is_left && unmapped_ == Unmapped::error) {
      findings.stop_here(fmt::format("no row maps {}", spell(next.c)));
    }
    if (!is_left || unmapped_ != Unmapped::drop) {
      std::copy_n(out.begin() + static_cast<std::ptrdiff_t>(at), next.length,
                  out.begin() + static_cast<std::ptrdiff_t>(kept));
      kept += next.length;
    }
    at += next.length;
  }
  out.resize(kept);
}

} // namespace arnorm::tool
