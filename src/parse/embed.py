#!/usr/bin/env python3
"""Writes builtin.cc: rule files and the page of diagnostics as C++ string literals.

usage: embed.py OUTPUT DIAGNOSTICS_MD RULES_FOLDER RULE_FILE...
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


def main() -> None:
    output, page, folder, *files = sys.argv[1:]
    with open(output, "w", encoding="ascii") as out:
        out.write('#include "parse/builtin_rules.h"\n\nnamespace arnorm {\nnamespace {\n\n')
        out.write("using namespace std::string_view_literals;\n\n")
        out.write("constexpr Builtin rules[] = {\n")
        for name in sorted(files):
            with open(name, "rb") as file:
                path = os.path.relpath(name, folder)
                out.write(f'  {{"{path}"sv,\n    {literal(file.read())}sv}},\n')
        out.write("};\n\n")
        with open(page, "rb") as file:
            out.write(f"constexpr std::string_view page =\n    {literal(file.read())}sv;\n\n")
        out.write("} // namespace\n\n")
        out.write("std::span<const Builtin> builtin_rules() { return rules; }\n")
        out.write("std::string_view diagnostics_page() { return page; }\n\n")
        out.write("} // namespace arnorm\n")


main()
