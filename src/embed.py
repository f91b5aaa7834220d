#!/usr/bin/env python3
"""Writes files into C++ sources, compressed.

usage: embed.py rules OUTPUT RULES_FOLDER RULE_FILE...
       embed.py page OUTPUT FILE
       embed.py ready OUTPUT [FILE]     FILE is what pack-rules writes
"""
import os
import sys
import zlib


BLOCK = 128 * 1024  # bytes of text that are compressed together; to read one text unpacks a block
MAX_LITERAL = 65535  # the minimum that compilers support (C++20, annex B), without the final NUL


def escaped(byte: int) -> str:
    return chr(byte) if 32 <= byte < 127 and byte not in b"\"'\\?" else f"\\{byte:03o}"


def literal(content: bytes) -> str:
    """A string literal, in lines that every compiler accepts."""
    assert len(content) <= MAX_LITERAL
    lines = [content[start : start + 1000] for start in range(0, len(content), 1000)] or [b""]
    return "\n    ".join(f'"{"".join(map(escaped, line))}"' for line in lines)


def block(number: int, texts: list[bytes]) -> str:
    """The definition of block_N, a string_view of the compressed texts."""
    content = literal(zlib.compress(b"".join(texts), 9))
    return f"constexpr std::string_view block_{number} =\n    {content}sv;\n"


def read(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()


def rules(folder: str, *files: str) -> str:
    """The definition of builtin_rules: each rule file under its path in the folder of rules."""
    definitions = entries = ""
    number = begin = 0
    texts: list[bytes] = []
    for name in sorted(files):
        text = read(name)
        if texts and begin + len(text) > BLOCK:
            definitions += block(number, texts)
            number, begin, texts = number + 1, 0, []
        path = os.path.relpath(name, folder)
        entries += f'  {{"{path}"sv, {{block_{number}, {begin}, {len(text)}}}}},\n'
        texts.append(text)
        begin += len(text)
    definitions += block(number, texts)
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
    text = read(name)
    return f"""#include "diagnostics/pages.h"

namespace arnorm {{
namespace {{

using namespace std::string_view_literals;

{block(0, [text])}
}} // namespace

PackedText diagnostics_page() {{ return {{block_0, 0, {len(text)}}}; }}

}} // namespace arnorm
"""


def ready(*names: str) -> str:
    """The definitions of ready_rules and ready_sets. Without a file, there are none."""
    content = read(names[0]) if names else b"sets 0\nbegins\n"
    definitions = entries = ""
    number = 0
    while not content.startswith(b"sets "):
        line, content = content.split(b"\n", 1)
        _, path, size = line.decode().split(" ")
        definitions += block(number, [content[: int(size)]])
        entries += f'  {{"{path}"sv, {{block_{number}, 0, {size}}}}},\n'
        content = content[int(size) :]
        number += 1
    line, content = content.split(b"\n", 1)
    size = int(line.split(b" ")[1])
    begins = content[size:].decode().split()[1:]
    return f"""#include "parse/ready_set.h"

#include <array>

namespace arnorm {{
namespace {{

using namespace std::string_view_literals;

{definitions}
constexpr std::array<ReadyRules, {number}> rules{{{{
{entries}}}}};
{block(number, [content[:size]])}
constexpr std::array<std::uint32_t, {len(begins)}> begins{{{", ".join(begins)}}};

}} // namespace

std::span<const ReadyRules> ready_rules() {{ return rules; }}

ReadySets ready_sets() {{
  static const std::string sets = PackedText{{block_{number}, 0, {size}}}.unpacked();
  return {{sets, begins}};
}}

}} // namespace arnorm
"""


def main() -> None:
    kind, output, *arguments = sys.argv[1:]
    with open(output, "w", encoding="ascii") as out:
        out.write({"rules": rules, "page": page, "ready": ready}[kind](*arguments))


main()
