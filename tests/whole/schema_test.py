#!/usr/bin/env python3
"""Compares editors/arnorm-rules.schema.json with what the command knows, and runs it in an editor's checker.

usage: schema_test.py [--cache FOLDER] ARNORM

The keys and values are those that `arnorm check` lists where it reports an unknown key or value. The checker is
taplo, which Even Better TOML runs; npm fetches it into the cache. Where npm cannot, that part is skipped.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "editors" / "arnorm-rules.schema.json"
TAPLO = "@taplo/cli@0.7.0"
HEADER = 'format = 1\nname = "x"\n'
UNKNOWN = "qqqqqqqqqqqqqqqqqqqqqqqq"  # near to no key

# For each table of the schema, bodies in which the command lists its keys. A stage has keys of its kind.
TABLES = {
    "": [f"{UNKNOWN} = 1\n"],
    "scripts": [f"scripts = {{ {UNKNOWN} = 1 }}\n"],
    "$stage": [f'[[stage]]\n{kind}\n{UNKNOWN} = 1\n' for kind in
               ('form = "NFC"', 'table = []', 'case = "lower"', 'words = "w.tsv"', "squeeze = { set = '[a]', max = 1 }")],
    "$stage.each": [f"[[stage]]\neach = {{ {UNKNOWN} = 1 }}\ntable = []\n"],
    "$stage.squeeze": [f"[[stage]]\nsqueeze = {{ {UNKNOWN} = 1 }}\n"],
    "$row": [f'[[stage]]\ntable = [ {{ from = "a", to = "b", {UNKNOWN} = 1 }} ]\n'],
    "$override": [f'extends = "nfc"\noverride = [ {{ from = "a", to = "b", {UNKNOWN} = 1 }} ]\n'],
    "$test": [f'[[test]]\n{UNKNOWN} = 1\n'],
}

# For each key with a list of values, a body with another one.
VALUES = {
    "only": 'only = "q"\n',
    "$stage.form": '[[stage]]\nform = "q"\n',
    "$stage.marks": '[[stage]]\nmarks = "q"\n',
    "$stage.case": '[[stage]]\ncase = "q"\n',
    "$stage.only": '[[stage]]\nonly = "q"\nform = "NFC"\n',
    "$stage.each.only": '[[stage]]\neach = { only = "q" }\ntable = []\n',
    "$row.only": '[[stage]]\ntable = [ { from = "a", to = "b", only = "q" } ]\n',
    "$test.direction": '[[test]]\nfrom = ""\nto = ""\ndirection = "q"\n',
}

# What no editor may accept, beside the bodies above.
BROKEN = [
    "",
    '[[stage]]\nform = "NFC"\nremove = "a"\n',
    '[[stage]]\nnote = "nothing"\n',
    '[[stage]]\neach = { only = "forward" }\nform = "NFC"\n',
    "[[stage]]\nset = '[a]'\nform = \"NFC\"\n",
    '[[stage]]\ntable = [ { from = "a" } ]\n',
    '[[stage]]\ntable = [ { to = "a" } ]\n',
    '[[stage]]\ntable = [ { from = "a", letters = "a", to = "b" } ]\n',
    '[[stage]]\ntable = [ { from = "a", drop = true } ]\n',
    '[[stage]]\ntable = "a"\n',
    "[[stage]]\nsqueeze = { set = '[a]', max = 33 }\n",
    "[[stage]]\nsqueeze = { max = 2 }\n",
    "[[stage]]\nsqueeze = { set = '[a]', max = 2, from = 65 }\n",
    '[[stage]]\ncase = "lower"\nlanguage = "de"\n',
    '[stage]\nform = "NFC"\n',
    'reversible = "yes"\n[[stage]]\nform = "NFC"\n',
    '[[stage]]\nform = "NFC"\n[[test]]\nfrom = "a"\n',
    "[sets]\nsun-letters = '[a]'\n[[stage]]\nform = \"NFC\"\n",
    "[sets]\na = 1\n[[stage]]\nform = \"NFC\"\n",
    "[patterns]\na = [1]\n[[stage]]\nform = \"NFC\"\n",
]

failures = 0


def require(condition, message):
    global failures
    if not condition:
        failures += 1
        print(f"error: {message}")


def check(command, folder, text):
    """The diagnostics of a rule file."""
    (folder / "x.toml").write_text(text)
    result = subprocess.run([command, "check", "--json", "./x.toml"], cwd=folder, capture_output=True, text=True)
    return json.loads(result.stdout)["diagnostics"]


def listed(command, folder, body, beginning):
    """The words that the help of a diagnostic lists after a beginning."""
    for diagnostic in check(command, folder, HEADER + body):
        found = diagnostic["help"].find(beginning)
        if found >= 0:
            words = diagnostic["help"][found + len(beginning):]
            return set(words[words.find(" are ") + 5 if " are " in words else 0:].split(", "))
    raise SystemExit(f"no diagnostic lists anything for:\n{body}")


def part(schema, path):
    """A table or a value of the schema: "$row.only" is the key `only` of the definition `row`."""
    for name in filter(None, path.split(".")):
        schema = schema["$defs"][name[1:]] if name.startswith("$") else schema["properties"][name]
    return schema


def compare_with_command(schema, command, folder):
    for path, bodies in TABLES.items():
        keys = set().union(*(listed(command, folder, body, "the keys of ") for body in bodies))
        require(keys == set(part(schema, path)["properties"]), f"the keys of `{path}` are {sorted(keys)}")
        require(part(schema, path)["additionalProperties"] is False, f"`{path}` accepts unknown keys")
    for path, body in VALUES.items():
        values = listed(command, folder, body, "write one of ")
        require(values == set(part(schema, path)["enum"]), f"the values of `{path}` are {sorted(values)}")


def find_taplo(cache):
    npm = shutil.which("npm")
    program = cache / "node_modules" / ".bin" / "taplo"
    if npm and not program.exists():
        cache.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", cache,
                            TAPLO], capture_output=True, timeout=120, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            pass
    return program if program.exists() and shutil.which("node") else None


def lint(taplo, files, folder):
    """The files that taplo rejects, and what it said."""
    result = subprocess.run([taplo, "lint", "--no-auto-config", "--schema", SCHEMA.as_uri(), *files], cwd=folder,
                            capture_output=True, text=True, timeout=300)
    said = result.stdout + result.stderr
    return {file for file in files if f'path="{file}"' in said}, said


def run_in_editor(taplo, command, folder):
    rules = sorted(str(file) for file in (ROOT / "rules").glob("*/*.toml"))
    rejected, said = lint(taplo, rules, folder)
    require(not rejected and "ERROR" not in said, f"taplo rejects {sorted(rejected)}\n{said[:2000]}")
    bodies = [body for bodies in TABLES.values() for body in bodies] + list(VALUES.values()) + BROKEN
    files = []
    for number, body in enumerate(bodies):
        file = folder / f"broken-{number}.toml"
        file.write_text(f"#:schema {SCHEMA.as_uri()}\n" + HEADER + body)
        files.append(str(file))
        require(check(command, folder, HEADER + body), f"arnorm accepts:\n{body}")
    rejected, said = lint(taplo, files, folder)
    for file, body in zip(files, bodies):
        require(file in rejected, f"taplo accepts:\n{body}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "arnorm-taplo")
    parser.add_argument("arnorm", type=pathlib.Path)
    options = parser.parse_args()
    schema = json.loads(SCHEMA.read_text())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        compare_with_command(schema, options.arnorm.resolve(), folder)
        taplo = find_taplo(options.cache.resolve())
        if taplo:
            run_in_editor(taplo, options.arnorm.resolve(), folder)
        elif not failures:
            print(f"skipped in an editor's checker: npm cannot fetch {TAPLO}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
