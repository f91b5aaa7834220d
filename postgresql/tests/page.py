"""The examples of docs/postgresql.md: each block ```sql, in the order of the page, and the block
```text after it, which is what psql prints. A block without one prints nothing."""
import pathlib
import re

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "postgresql.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.M | re.S)


def printed_by(cluster, commands):
    done = cluster.run("psql", "-X", "-q", "-P", "footer=off", "-d", "page", "-f", "-", text=commands, check=False)
    lines = re.sub(r"psql:<stdin>:\d+: ", "", done.stdout + done.stderr).splitlines()
    return "".join(line.rstrip() + "\n" for line in lines if line.strip())


def replay(text, cluster):
    """The page with what its commands print, and a description of each difference."""
    blocks = list(BLOCK.finditer(text))
    pieces, differences, end = [], [], 0
    for block, following in zip(blocks, [*blocks[1:], None]):
        if block.start() < end:
            continue  # the output of the commands before it
        pieces.append(text[end : block.end()])
        end = block.end()
        if block[1] != "sql":
            continue
        shown = ""
        if following and following[1] == "text" and not text[end : following.start()].strip():
            shown, end = following[2], following.end()
        found = printed_by(cluster, block[2])
        if found:
            pieces.append(f"\n```text\n{found}```\n")
        if found != shown:
            differences.append(f"{block[2]}prints\n{found}and the page shows\n{shown}")
    return "".join(pieces) + text[end:], differences
