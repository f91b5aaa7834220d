"""The examples of docs/postgresql.md. tests/support/replay_page.py describes the blocks of a page; those
of this one are `sql`, and are run by psql."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import replay_page  # noqa: E402

PAGE = ROOT / "docs" / "postgresql.md"


def printed_by(cluster, commands):
    done = cluster.run("psql", "-X", "-q", "-P", "footer=off", "-d", "page", "-f", "-", text=commands, check=False)
    lines = re.sub(r"psql:<stdin>:\d+: ", "", done.stdout + done.stderr).splitlines()
    return "".join(line.rstrip() + "\n" for line in lines if line.strip())


def replay(text, cluster):
    """The page with what its commands print, and a description of each difference."""
    return replay_page.replay(text, "sql", lambda commands: printed_by(cluster, commands))
