#!/usr/bin/env python3
"""Writes files into C++ sources as string literals.

usage: embed.py rules OUTPUT RULES_FOLDER RULE_FILE...
       embed.py page OUTPUT FILE
"""
import os
import sys


def literal(text: bytes) -> str:
    """A C++ string literal of any bytes, in pieces short enough for every compiler."""
    pieces = []
    for start in range(0, len(text), 4000):
        piece = text[start : start + 4000]
        escaped = "".join(
            chr(b) if 32 <= b < 127 and b not in b'"\\?' else "\\n" if b == 10 else f"\\{b:03o}"
            for b in piece
        )
        pieces.append(f'"{escaped}"')
    return "\n    ".join(pieces) or '""'


def read(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()


def rules(folder: str, *files: str) -> str:
    """The definition of builtin_rules: each rule file under its path in the folder of rules."""
    entries = "".join(
        f'  {{"{os.path.relpath(name, folder)}"sv,\n    {literal(read(name))}sv}},\n'
        for name in sorted(files)
    )
    return f"""#include "parse/builtin_rules.h"

// Longer than a compiler must take (C++20, Annex B); GCC and clang take more.
#pragma GCC diagnostic ignored "-Woverlength-strings"

namespace arnorm {{
namespace {{

using namespace std::string_view_literals;

constexpr BuiltinRules rules[] = {{
{entries}}};

}} // namespace

std::span<const BuiltinRules> builtin_rules() {{ return rules; }}

}} // namespace arnorm
"""


def page(name: str) -> str:
    """The definition of diagnostics_page."""
    return f"""#include "diagnostics/pages.h"

#pragma GCC diagnostic ignored "-Woverlength-strings"

namespace arnorm {{

using namespace std::string_view_literals;

std::string_view diagnostics_page() {{
  return {literal(read(name))}sv;
}}

}} // namespace arnorm
"""


def main() -> None:
    kind, output, *arguments = sys.argv[1:]
    with open(output, "w", encoding="ascii") as out:
        out.write({"rules": rules, "page": page}[kind](*arguments))


main()
