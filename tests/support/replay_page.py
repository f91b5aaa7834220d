"""Replays a page of docs/: runs its commands, in the order of the page, and compares what they print.

    ```sql                     commands that the reader types, in the language of the page
    ```text                    what these commands print
    ```toml file=labels.toml   a file that the reader writes (or writes anew)

Commands without a block `text` after them print nothing.
"""
import re

BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```\n", re.M | re.S)


def replay(page, language, run, write=None):
    """The page with what its commands print, and a description of each difference.

    `run` returns what commands print; `write` takes the name and the text of a file.
    """
    blocks = list(BLOCK.finditer(page))
    pieces, differences, end = [], [], 0
    for block, following in zip(blocks, [*blocks[1:], None]):
        if block.start() < end:
            continue  # the output of the commands before it
        pieces.append(page[end : block.end()])
        end = block.end()
        kind, file, text = block.groups()
        if file and write:
            write(file, text)
        if kind != language:
            continue
        shown = ""
        if following and following[1] == "text" and not page[end : following.start()].strip():
            shown, end = following[3], following.end()
        printed = run(text)
        if printed:
            pieces.append(f"\n```text\n{printed}```\n")
        if printed != shown:
            differences.append(f"{text}prints\n{printed}and the page shows\n{shown}")
    return "".join(pieces) + page[end:], differences


def check_or_update(file, updated, differences, update):
    """Reports the differences, or writes the file. Returns the exit status."""
    if update:
        file.write_text(updated, encoding="utf-8")
        return 0
    print("\n".join(differences) or "all commands print what the page shows")
    return 1 if differences else 0
