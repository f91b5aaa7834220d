#!/usr/bin/env python3
"""Writes files into C++ sources as string literals.

usage: embed.py rules OUTPUT RULES_FOLDER RULE_FILE...
       embed.py page OUTPUT FILE
"""
import os
import sys


MAX_LITERAL = 65535  # the minimum that compilers support (C++20, annex B), without the final NUL


def escaped(byte: int) -> str:
    if byte == 10:
        return "\\n"
    return chr(byte) if 32 <= byte < 127 and byte not in b"\"'\\?" else f"\\{byte:03o}"


def text(name: str, content: bytes) -> tuple[str, str]:
    """Returns a string_view of any bytes as an expression, and a definition that it needs, which may be
    empty. The expression is a string literal, in lines that every compiler accepts, or an array if the
    literal would be too long."""
    if len(content) > MAX_LITERAL:
        array = ",".join(f"'{escaped(byte)}'" for byte in content)
        return f"constexpr char {name}[] = {{{array}}};\n", f"std::string_view({name}, sizeof {name})"
    lines = (content[start : start + 4000] for start in range(0, len(content), 4000))
    return "", "\n    ".join(f'"{"".join(map(escaped, line))}"' for line in lines) + "sv"


def read(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()


def rules(folder: str, *files: str) -> str:
    """The definition of builtin_rules: each rule file under its path in the folder of rules."""
    definitions = entries = ""
    for number, name in enumerate(sorted(files)):
        definition, expression = text(f"file_{number}", read(name))
        definitions += definition
        entries += f'  {{"{os.path.relpath(name, folder)}"sv,\n    {expression}}},\n'
    return f"""#include "parse/builtin_rules.h"

namespace arnorm {{
namespace {{

using namespace std::string_view_literals;

{definitions}
constexpr BuiltinRules rules[] = {{
{entries}}};

}} // namespace

std::span<const BuiltinRules> builtin_rules() {{ return rules; }}

}} // namespace arnorm
"""


def page(name: str) -> str:
    """The definition of diagnostics_page."""
    definition, expression = text("page", read(name))
    return f"""#include "diagnostics/pages.h"

namespace arnorm {{

using namespace std::string_view_literals;

{definition}
std::string_view diagnostics_page() {{
  return {expression};
}}

}} // namespace arnorm
"""


def main() -> None:
    kind, output, *arguments = sys.argv[1:]
    with open(output, "w", encoding="ascii") as out:
        out.write({"rules": rules, "page": page}[kind](*arguments))


main()
