#!/usr/bin/env python3
"""The language server over its real protocol: every feature, and every way to break it.

usage: tests/tool/lsp/lsp_test.py ARNORM [TEST...]

$SHIPPED_STEP=N: only every N-th of the files that ship is opened, for a command with a sanitizer.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

from client import Client, apply, frame, position, uri_of

ARNORM = sys.argv.pop(1)
RULES = pathlib.Path(__file__).resolve().parents[3] / "rules"

GOOD = """format = 1
name = "good"
title = "A good file"
source = "made up"
include = "arabic"

[sets]
mine = '[\\u0628 ت]'

[patterns]
joint = '$mine{1,2}'

[[stage]]
form = "NFC"

[[stage]]
table = [
  { from = "ب", to = "b" },
  { from = '$joint $fatha', to = "x" },
  { from = '\\N{ARABIC LETTER THEH}', to = "ṯ", before = '\\p{L}' },
]

[[stage]]
use = "strip-tatweel"

[[test]]
from = "بث"
to = "bث"
"""


def path_of(uri):
    return pathlib.Path(urllib.parse.unquote(urllib.parse.urlparse(uri).path))


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        self.client = Client(ARNORM)
        self.addCleanup(self.end)

    def end(self):
        process = self.client.process
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()

    def start(self, **abilities):
        return self.client.initialize(**abilities)

    def open(self, text, name="good.toml"):
        return self.client.open(self.folder / name, text)

    def codes(self, uri):
        return [d["code"] for d in self.client.diagnostics(uri)]


class Diagnostics(Case):
    def test_a_good_file_has_none(self):
        self.start()
        self.assertEqual(self.codes(self.open(GOOD)), [])

    def test_everything_about_one(self):
        self.start()
        text = GOOD.replace('"NFC"\n', '"NFC"\nremove = "x"\n')
        uri = self.open(text)
        (d,) = self.client.diagnostics(uri)
        self.assertEqual(d["range"], {"start": position(text, "remove"),
                                      "end": position(text, "remove", 6)})
        self.assertEqual((d["code"], d["severity"], d["source"]), ("AR0106", 1, "arnorm"))
        self.assertIn("must not have both `form` and `remove`", d["message"])
        self.assertIn("help: start a second [[stage]]", d["message"])
        (related,) = d["relatedInformation"]
        self.assertEqual(related["location"]["uri"], uri)
        self.assertEqual(related["location"]["range"]["start"], position(text, "form = \"NFC\""))
        self.assertEqual(related["message"], "the first operation")
        page = path_of(d["codeDescription"]["href"])
        self.assertTrue(page.read_text().startswith("## AR0106"))

    def test_all_errors_at_once_and_warnings(self):
        self.start()
        uri = self.open("format = 2\nname = 'bad name'\n[[stage]]\nform = 'X'\n[[stage]]\nx = 1\n")
        self.assertEqual(self.codes(uri), ["AR0107", "AR0105", "AR0105", "AR0104", "AR0102"])
        uri = self.open(GOOD.replace("[patterns]", "unused = '[x]'\n[patterns]"), "b/good.toml")
        (d,) = self.client.diagnostics(uri)
        self.assertEqual((d["code"], d["severity"], d["tags"]), ("AR0222", 2, [1]))

    def test_positions_count_what_was_agreed_on(self):
        text = GOOD.replace('from = "بث"', 'note = "\U0001EE01ب", from = "بث"')
        line = next(i for i, each in enumerate(text.split("\n")) if "note" in each)
        self.end()
        for encodings, chosen, column in ((["utf-16"], "utf-16", 13), (["utf-8"], "utf-8", 16),
                                          (["utf-32", "utf-16"], "utf-32", 12), ([], "utf-16", 13),
                                          (["utf-7"], "utf-16", 13)):
            client = self.client = Client(ARNORM)
            result = client.initialize(encodings=encodings)
            self.assertEqual(result["capabilities"]["positionEncoding"], chosen)
            uri = self.open(text.replace(", from", " from"))
            d = self.client.diagnostics(uri)[0]
            self.assertEqual(d["range"]["start"]["line"], line)
            self.assertEqual(d["range"]["start"]["character"], column, chosen)
            self.end()

    def test_changes_are_applied_in_pieces_and_whole(self):
        self.start()
        uri = self.open(GOOD)
        self.assertEqual(self.codes(uri), [])
        self.client.change(uri, {"range": {"start": position(GOOD, "NFC"),
                                           "end": position(GOOD, "NFC", 3)}, "text": "NFX"})
        self.assertEqual(self.codes(uri), ["AR0105"])
        self.client.change(uri,
                           {"range": {"start": position(GOOD, "NFC", 2),
                                      "end": position(GOOD, "NFC", 3)}, "text": "D"},
                           {"range": {"start": position(GOOD, "بث"),
                                      "end": position(GOOD, "بث", 1)}, "text": "\U0001F600ب"})
        self.assertEqual(self.codes(uri), [])
        self.client.change(uri, {"text": GOOD.replace("NFC", "NFX")})
        self.assertEqual(self.codes(uri), ["AR0105"])
        self.client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        self.client.versions[uri] = None
        self.assertEqual(self.client.diagnostics(uri), [])

    def test_files_that_use_an_open_file_see_its_text(self):
        self.start()
        (self.folder / "one.toml").write_text(GOOD.replace('"good"', '"one"'))
        user = 'format = 1\nname = "two"\n[[stage]]\nuse = "one"\n[[test]]\nfrom = "a"\nto = "a"\n'
        two = self.open(user, "two.toml")
        self.assertEqual(self.codes(two), [])
        one = self.open(GOOD.replace('"good"', '"one"').replace("NFC", "NFX"), "one.toml")
        self.assertEqual(self.codes(one), ["AR0105"])
        (d,) = self.client.diagnostics(two)
        self.assertEqual(d["code"], "AR0105")
        self.assertEqual(d["range"]["start"], position(user, '"one"'))
        self.assertEqual(d["relatedInformation"][0]["location"]["uri"], one)
        self.client.change(one, {"text": GOOD.replace('"good"', '"one"')})
        self.assertEqual(self.codes(two), [])

    def test_a_new_file_is_found_before_it_is_saved(self):
        self.start()
        self.open('mine = "x"\n'.replace("mine", "format = 1\nname = 'names'\n[sets]\nmine"),
                  "names.toml")
        uri = self.open(GOOD.replace('include = "arabic"', 'include = ["arabic", "names"]'))
        self.assertEqual(self.codes(uri), [])

    def test_a_file_of_sets_is_checked_as_one(self):
        self.start()
        uri = self.open((RULES / "common/arabic.toml").read_text(), "arabic.toml")
        self.assertEqual(self.codes(uri), [])
        self.client.change(uri, {"text": "format = 1\nname = 'arabic'\n[sets]\na = '[b'\n"})
        self.assertEqual(self.codes(uri), ["AR0117"])

    def test_other_toml_files_have_none(self):
        self.start()
        uri = self.open('[package]\nname = "other"\nversion = "1"\n', "Cargo.toml")
        self.assertEqual(self.codes(uri), [])
        self.client.change(uri, {"text": 'version = "1"\n[package\n'})
        self.assertEqual(self.codes(uri), [])

    def test_a_text_without_a_file(self):
        self.start()
        uri = self.client.open("untitled:Untitled-1", GOOD.replace("NFC", "NFX"))
        self.assertEqual(self.codes(uri), ["AR0105"])

    def test_every_shipped_file_has_none(self):
        self.start()
        for path in sorted(RULES.glob("*/*.toml"))[::int(os.environ.get("SHIPPED_STEP", "1"))]:
            uri = self.client.open(path, path.read_text())
            self.assertEqual(self.codes(uri), [], path)
            self.client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


class Hover(Case):
    def hover(self, text, word, offset=0, occurrence=0):
        uri = self.open(text)
        found = self.client.at("hover", uri, position(text, word, offset, occurrence))
        return found and found["contents"]["value"]

    def setUp(self):
        super().setUp()
        self.start()

    def test_characters_and_escapes(self):
        self.assertEqual(self.hover(GOOD, 'ب", to'), "`ب` U+0628 ARABIC LETTER BEH (Lo, Other Letter)")
        self.assertEqual(self.hover(GOOD, "u0628", 2),
                         "`ب` U+0628 ARABIC LETTER BEH (Lo, Other Letter)")
        self.assertEqual(self.hover(GOOD, "LETTER THEH"),
                         "`ث` U+062B ARABIC LETTER THEH (Lo, Other Letter)")
        self.assertEqual(self.hover(GOOD.replace("# ", "# "), "ṯ"),
                         "`ṯ` U+1E6F LATIN SMALL LETTER T WITH LINE BELOW (Ll, Lowercase Letter)")
        self.assertIsNone(self.hover(GOOD, "made up"))

    def test_a_letter_with_marks(self):
        text = GOOD + "# \u0628\u0651\u064E\n"
        self.assertEqual(self.hover(text, "\u0651"),
                         "`\u0628` U+0628 ARABIC LETTER BEH (Lo, Other Letter)\n\n"
                         "`\u25CC\u0651` U+0651 ARABIC SHADDA (Mn, Nonspacing Mark)\n\n"
                         "`\u25CC\u064E` U+064E ARABIC FATHA (Mn, Nonspacing Mark)")

    def test_names_and_sets(self):
        self.assertEqual(self.hover(GOOD, "$fatha"), "`$fatha`: 1 character: U+064E ARABIC FATHA")
        self.assertEqual(self.hover(GOOD, "$mine"), "`$mine`: 2 characters: U+0628 ARABIC LETTER "
                                                    "BEH, U+062A ARABIC LETTER TEH")
        self.assertEqual(self.hover(GOOD, "$joint"), "`$joint`: a pattern: joint = '$mine{1,2}'")
        self.assertEqual(self.hover(GOOD, "mine ="), self.hover(GOOD, "$mine"))
        self.assertTrue(self.hover(GOOD, "['"[0] + "\\u0628").startswith("2 characters"))
        self.assertRegex(self.hover(GOOD, "p{L}"), r"^`\\p\{L\}`: \d+ characters: U\+0041 LATIN")

    def test_sets_are_known_in_a_broken_file(self):
        self.assertEqual(self.hover(GOOD.replace("NFC", "NFX"), "$fatha"),
                         "`$fatha`: 1 character: U+064E ARABIC FATHA")

    def test_keys(self):
        self.assertEqual(self.hover(GOOD, "use ="), "`use`: Runs all stages of another rule set.")
        self.assertIn("One of `NFC NFD NFKC NFKD`", self.hover(GOOD, "form ="))
        self.assertIn("One step of the conversion", self.hover(GOOD, "[[stage]]"))
        self.assertEqual(self.hover(GOOD, "before ="),
                         "`before`: What must follow the match; of several patterns, any one.")

    def test_the_trace_of_a_test(self):
        for word in ("[[test]]", 'from = "بث"', "بث", 'to = "bث"'):
            trace = self.hover(GOOD, word)
            self.assertIn("The test passes.", trace)
            self.assertIn("2. table of good: bث", trace)
            self.assertIn('good.toml:18  { from = "ب", to = "b" }', trace)
        self.assertIn("The result is `bث`, not `x`.", self.hover(GOOD.replace('"bث"', '"x"'), "[[test]]"))


class Definition(Case):
    def setUp(self):
        super().setUp()
        self.start()

    def definition(self, text, word, offset=0):
        return self.client.at("definition", self.open(text), position(text, word, offset))

    def test_a_set_and_a_pattern_of_the_file(self):
        found = self.definition(GOOD, "$mine", 2)
        self.assertEqual(found["uri"], uri_of(self.folder / "good.toml"))
        self.assertEqual(found["range"], {"start": position(GOOD, "mine ="),
                                          "end": position(GOOD, "mine =", 4)})
        self.assertEqual(self.definition(GOOD, "$joint")["range"]["start"], position(GOOD, "joint"))

    def test_a_built_in_set_is_in_a_file_that_can_be_read(self):
        found = self.definition(GOOD, "$fatha", 3)
        path = path_of(found["uri"])
        line = path.read_text().split("\n")[found["range"]["start"]["line"]]
        self.assertTrue(line.startswith("fatha"))
        self.assertEqual(path.name, "arabic.toml")
        self.assertEqual(path.stat().st_mode & 0o222, 0)
        used = self.definition(GOOD, '"strip-tatweel"', 3)
        self.assertEqual(path_of(used["uri"]).read_text(),
                         (RULES / "normalize/strip-tatweel.toml").read_text())
        self.assertEqual(self.client.stop(), 0)
        self.assertFalse(path.exists())

    def test_files_beside_the_file(self):
        for name in ("one", "two"):
            (self.folder / f"{name}.toml").write_text(GOOD.replace('"good"', f'"{name}"'))
        (self.folder / "words.tsv").write_text("a\tb\n")
        text = ('format = 1\nname = "good"\nextends = "one"\n[[stage]]\nuse = "two.toml"\n'
                '[[stage]]\nwords = "words.tsv"\n[[stage]]\ntable = [{ from = "$mine", to = "" }]\n')
        for word, file in (('"one"', "one.toml"), ("two.toml", "two.toml"),
                           ("words.tsv", "words.tsv"), ("$mine", "one.toml")):
            self.assertEqual(self.definition(text, word, 1)["uri"], uri_of(self.folder / file))

    def test_nothing_is_defined_elsewhere(self):
        self.assertIsNone(self.definition(GOOD, "made up"))
        self.assertIsNone(self.definition(GOOD.replace("$fatha", "$nothing"), "$nothing"))
        self.assertIsNone(self.definition(GOOD.replace("strip-tatweel", "nothing"), '"nothing"', 1))


class Completion(Case):
    def setUp(self):
        super().setUp()
        self.start()

    def complete(self, before, after=""):
        """The labels of what can be written between two texts, and the text with each."""
        text = before + after
        uri = self.open(text)
        end = position(text + "\0", "\0") if not after else position(text, after,
                                                                    occurrence=text.count(after) - 1)
        found = self.client.at("completion", uri, end)
        return {i["label"]: apply(text, [i["textEdit"]]) for i in found["items"]}

    def test_keys_of_each_table(self):
        self.assertIn("title", self.complete("format = 1\n"))
        self.assertNotIn("format", self.complete("format = 1\n"))
        self.assertEqual(set(self.complete("scripts = { ", "}")), {"from", "to"})
        stage = self.complete("[[stage]]\n")
        self.assertLessEqual({"table", "form", "[[stage]]", "[[test]]"}, set(stage))
        self.assertNotIn("each", stage)
        self.assertEqual(stage["form"], "[[stage]]\nform = ")
        self.assertEqual(set(self.complete("[[stage]]\ntable = []\ne")),
                         {"each", "only", "note", "[[stage]]", "[[test]]", "[sets]", "[patterns]"})
        row = self.complete('[[stage]]\ntable = [\n  { from = "a", ', "}\n]\n")
        self.assertEqual(set(row), {"letters", "to", "after", "before", "only", "back", "untested", "note"})
        self.assertIn("add", self.complete("override = [ { ", "} ]\n"))
        self.assertEqual(self.complete('[[test]]\nfrom = "a"\nfai')["fails"],
                         '[[test]]\nfrom = "a"\nfails = ')
        self.assertEqual(self.complete("[[st")["[[stage]]"], "[[stage]]")

    def test_values(self):
        self.assertEqual(self.complete('[[stage]]\nform = "', '"')["NFKC"], '[[stage]]\nform = "NFKC"')
        self.assertEqual(self.complete("[[stage]]\nform = ")["NFD"], '[[stage]]\nform = "NFD"')
        self.assertEqual(set(self.complete("reversible = ")), {"true", "false"})
        self.assertIn("strip-tatweel", self.complete('[[stage]]\nuse = "', '"'))
        self.assertIn("arabic", self.complete('include = ["', '"]'))
        self.assertNotIn("arabic", self.complete('extends = "', '"'))

    def test_names(self):
        head = "format = 1\nname = 'good'\ninclude = 'arabic'\n[sets]\nmine = '[ab]'\n" \
               "[patterns]\njoint = 'a'\n[[stage]]\ntable = [\n  { from = "
        names = self.complete(head + '"$fa', '", to = "" },\n]\n')
        self.assertLessEqual({"fatha", "mine", "joint", "edge"}, set(names))
        self.assertIn('from = "$fatha", to', names["fatha"])
        to = self.complete(head + '"a", to = "$', '" },\n]\n')
        self.assertIn("fatha", to)
        self.assertNotIn("mine", to)
        self.assertNotIn("joint", self.complete("[sets]\na = '[$", "]'\n[patterns]\njoint = 'a'\n"))

    def test_characters(self):
        head = "[[stage]]\ntable = [ { from = '"
        found = self.complete(head + "\\N{ARABIC LETTER TEH M", "', to = \"\" } ]\n")
        self.assertIn("{ARABIC LETTER TEH MARBUTA}', to", found["ARABIC LETTER TEH MARBUTA"])
        found = self.complete(head + "\\N{teh mar", "}', to = \"\" } ]\n")
        self.assertIn("\\N{ARABIC LETTER TEH MARBUTA}'", found["ARABIC LETTER TEH MARBUTA"])
        self.assertLessEqual(len(self.complete(head + "\\N{", "}', to = \"\" } ]\n")), 100)

    def test_properties(self):
        head = "[[stage]]\nremove = '[\\p{"
        self.assertEqual(self.complete(head, "]'")["Mn"], head + "Mn}]'")
        self.assertEqual(self.complete(head + "Script=Ara", "}]'")["Script=Arabic"],
                         head + "Script=Arabic}]'")

    def test_nothing_in_comments_and_plain_texts(self):
        self.assertEqual(self.complete("# for"), {})
        self.assertEqual(self.complete('title = "for', '"'), {})


class QuickFixes(Case):
    def fix(self, text, name="good.toml"):
        """The title of each quick fix of a text, and the text after it."""
        uri = self.open(text, name)
        found = self.client.diagnostics(uri)
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}
        actions = self.client.request("textDocument/codeAction", {
            "textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": found}})
        for action in actions:
            self.assertEqual(action["kind"], "quickfix")
            self.assertIn(action["diagnostics"][0]["code"], [d["code"] for d in found])
        return {a["title"]: apply(text, a["edit"]["changes"][uri]) for a in actions}

    def setUp(self):
        super().setUp()
        self.start()

    def check(self, good, bad, title):
        self.assertEqual(self.fix(GOOD.replace(good, bad, 1))[title], GOOD)

    def test_each_restores_the_good_file(self):
        self.check('before =', 'befor =', "Change `befor` to `before`")
        self.check("$fatha", "$fataha", "Change `$fataha` to `$fatha`")
        self.check("[\\u0628 ت]", "[\\u0628 ت]'\nx = '[q]", "Delete this line")
        self.check('"strip-tatweel"', '"strip-tatwel"', "Change `strip-tatwel` to `strip-tatweel`")
        self.check('"NFC"', '"NFX"', 'Write "NFC"')
        self.check('name = "good"', 'name = "bad"', 'Write "good"')
        self.check("format = 1\n", "", "Write format = 1")
        self.check('name = "good"\n', "", 'Write name = "good"')
        self.check('  { from = "ب", to = "b" },\n',
                   '  { from = "ب", to = "b" },\n  { from = "ب", to = "c" },\n', "Delete this row")
        self.check('"ب", to', '"ب\u200B", to', "Delete the character")

    def test_others(self):
        fixed = self.fix(GOOD.replace('"ب", to', '"ب\u200B", to'))["Write \\u200B"]
        self.assertIn('"ب\\u200B", to', fixed)
        fixed = self.fix(GOOD.replace("[[stage]]", "[[stage]]\nreversible = true", 1))
        self.assertIn("\nreversible = true\n[sets]", fixed["Move `reversible` to the header"])
        self.assertEqual(self.fix(GOOD), {})

    def test_only_those_that_are_asked_for(self):
        uri = self.open(GOOD.replace("NFC", "NFX"))
        place = position(GOOD, "NFC")
        params = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place},
                  "context": {"diagnostics": []}}
        self.assertEqual(len(self.client.request("textDocument/codeAction", params)), 4)
        params["context"]["only"] = ["refactor"]
        self.assertEqual(self.client.request("textDocument/codeAction", params), [])


class Symbols(Case):
    def test_the_outline(self):
        self.start()
        uri = self.open(GOOD)
        found = self.client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        names = [(s["name"], s["detail"], [c["name"] for c in s["children"]]) for s in found]
        self.assertEqual(names, [
            ("sets", "", ["mine"]), ("patterns", "", ["joint"]), ("stage 1", 'form "NFC"', []),
            ("stage 2", "table, 3 rows", []), ("stage 3", 'use "strip-tatweel"', []),
            ("test 1", '"بث" → "bث"', [])])

    def test_a_client_without_nesting(self):
        self.start(documentSymbol={})
        uri = self.open(GOOD)
        found = self.client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        self.assertIn(("mine: '[\\u0628 ت]'", "sets"), [(s["name"], s["containerName"]) for s in found])


class Protocol(Case):
    def error(self, number):
        return self.client.answer(number)["error"]["code"]

    def test_the_order_of_a_session(self):
        client = self.client
        self.assertEqual(self.error(client.send_request("textDocument/hover", {})), -32002)
        client.notify("textDocument/didOpen", {"textDocument": {"uri": "file:///x", "text": ""}})
        result = self.start()
        self.assertEqual(result["serverInfo"]["name"], "arnorm")
        self.assertEqual(self.error(client.send_request("initialize", {})), -32600)
        self.assertIsNone(client.request("shutdown", None))
        self.assertEqual(self.error(client.send_request("textDocument/hover", {})), -32600)
        client.notify("exit", None)
        self.assertEqual(client.finish(), (0, ""))

    def test_an_exit_without_shutdown(self):
        self.start()
        self.client.notify("exit", None)
        self.assertEqual(self.client.finish()[0], 1)

    def test_an_input_that_ends(self):
        self.start()
        self.assertEqual(self.client.finish(), (1, ""))

    def test_unknown_methods(self):
        self.start()
        self.assertEqual(self.error(self.client.send_request("textDocument/colours", {})), -32601)
        self.assertEqual(self.error(self.client.send_request("$/colours", {})), -32601)
        self.client.notify("$/colours", {})
        self.client.notify("workspace/colours", {})
        self.assertEqual(self.client.stop(), 0)

    def test_wrong_parameters(self):
        self.start()
        uri = self.open(GOOD)
        document = {"textDocument": {"uri": uri}}
        for method in ("hover", "definition", "completion", "codeAction", "documentSymbol"):
            for params in (None, [], {}, 7, {"textDocument": 7}, {"textDocument": {"uri": "file:///no"}}):
                number = self.client.send_request("textDocument/" + method, params)
                self.assertEqual(self.error(number), -32602)
        for method in ("hover", "definition", "completion"):
            for place in (None, {}, {"line": -1, "character": 0}, {"line": "1", "character": 0},
                          {"line": 1.5, "character": 0}):
                number = self.client.send_request("textDocument/" + method,
                                                  {**document, "position": place})
                self.assertEqual(self.error(number), -32602)
        far = {"line": 2 ** 63, "character": 2 ** 63}
        self.assertIsNone(self.client.at("hover", uri, far))
        for params in (None, {}, {"textDocument": {"uri": uri}, "contentChanges": 7},
                       {**document, "contentChanges": [{}, 7, None, {"text": 7},
                                                       {"range": {}, "text": ""}]}):
            self.client.notify("textDocument/didChange", params)
        self.client.notify("textDocument/didOpen", {"textDocument": {"uri": 7, "text": ""}})
        self.assertEqual(self.client.stop(), 0)

    def test_broken_json_is_answered_and_the_session_goes_on(self):
        self.start()
        for body, code in ((b"{", -32700), (b"", -32700), (b'"\xff"', -32700),
                           (b'{"method": "x", "id": "\\ud800"}', -32700),
                           (b"[" * 100000, -32700), (b'{"a":' * 5000 + b"1" + b"}" * 5000, -32700),
                           (b"[]", -32600), (b"7", -32600), (b"{}", -32600),
                           (b'{"id": 1}', -32600), (b'{"id": {}, "method": "x"}', -32600),
                           (b'{"id": null, "method": "x"}', -32600), (b'{"id": 1, "method": 7}', -32600)):
            self.client.send_bytes(frame(body))
            answer = self.client.read_message()
            self.assertEqual(answer["error"]["code"], code, body[:40])
        self.client.send_bytes(frame(b'{"id": 99, "result": null}'))
        self.assertEqual(self.client.stop(), 0)

    def broken(self, data):
        self.client.send_bytes(data)
        answer = self.client.read_message()
        self.assertEqual((answer["id"], answer["error"]["code"]), (None, -32700))
        self.assertIsNone(self.client.read_message())
        status, errors = self.client.finish()
        self.assertEqual(status, 1)
        self.assertTrue(errors.startswith("arnorm: lsp: "), errors)

    def test_a_header_without_a_length(self):
        self.broken(b"Content-Type: x\r\n\r\n{}")

    def test_a_length_that_is_no_number(self):
        self.broken(b"Content-Length: many\r\n\r\n{}")

    def test_a_header_that_does_not_end(self):
        self.broken(b"x" * 10000)

    def test_a_length_of_1_GB(self):
        with open(f"/proc/{self.client.process.pid}/status") as status:
            before = int(next(line.split()[1] for line in status if line.startswith("VmPeak")))
        self.client.send_bytes(b"Content-Length: 60000000\r\n\r\n")
        with open(f"/proc/{self.client.process.pid}/status") as status:
            after = int(next(line.split()[1] for line in status if line.startswith("VmPeak")))
        self.assertLess(after - before, 32 << 10)
        self.end()
        self.client = Client(ARNORM)
        self.broken(b"Content-Length: 1073741824\r\n\r\n")

    def test_an_input_that_ends_within_a_message(self):
        self.client.send_bytes(b"Content-Length: 100\r\n\r\n{")
        status, errors = self.client.finish()
        self.assertEqual(status, 1)
        self.assertIn("ends within a message", errors)

    def test_a_cancelled_request(self):
        self.start()
        uri = self.open(GOOD)
        hover = {"jsonrpc": "2.0", "method": "textDocument/hover",
                 "params": {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}}
        cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest"}
        self.client.send_bytes(frame({**hover, "id": 1001}) + frame({**hover, "id": "second"}) +
                               frame({**cancel, "params": {"id": "second"}}) +
                               frame({**cancel, "params": {"id": 7}}) +
                               frame({**cancel, "params": None}))
        answers = {}
        while len(answers) < 2:
            message = self.client.read_message()
            if "id" in message:
                answers[message["id"]] = message
        self.assertEqual(answers["second"]["error"]["code"], -32800)
        self.assertIn("result", answers[1001])
        self.assertEqual(self.client.stop(), 0)

    def test_a_large_document(self):
        self.start()
        rows = "".join(f'  {{ from = "{chr(0x4E00 + i)}", to = "x" }},\n' for i in range(12000))
        text = f'format = 1\nname = "good"\n[[stage]]\ntable = [\n{rows}]\n[[test]]\nfrom = ""\nto = ""\n'
        uri = self.open(text)
        self.assertEqual(self.codes(uri), [])
        self.client.change(uri, {"text": "#" * (5 << 20)})
        self.assertEqual(self.codes(uri), ["AR0003"])
        self.client.change(uri, {"text": "#" * (17 << 20)})
        self.assertEqual(self.client.stop(), 0)

    def test_many_changes_are_checked_once(self):
        self.start()
        uri = self.open(GOOD)
        self.codes(uri)
        data = b""
        for version in range(2, 2002):
            data += frame({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"text": GOOD + f"# {version}\n"}]}})
        self.client.send_bytes(data)
        self.client.versions[uri] = 2001
        self.client.notifications.clear()
        self.client.diagnostics(uri)
        self.assertLess(len(self.client.notifications), 200)

    def test_random_messages_do_not_end_it(self):
        self.start()
        uri = self.open(GOOD)
        for i in range(0, len(GOOD), 3):
            place = position(GOOD + "\0", (GOOD + "\0")[i:], 0)
            for method in ("hover", "definition", "completion"):
                self.client.at(method, uri, place)
        for i in range(0, len(GOOD), 17):
            self.client.change(uri, {"text": GOOD[:i]})
            for method in ("hover", "completion"):
                self.client.at(method, uri, position(GOOD[:i] + "\0", "\0"))
        self.assertEqual(self.client.stop(), 0)


class Formatting(Case):
    def test_a_file_gets_the_layout_of_fmt(self):
        self.start()
        path = RULES / "romanize/buckwalter.toml"
        text = path.read_text().replace("[[stage]]", "\n\n[[stage]]", 1).replace(" = ", "=", 3)
        (self.folder / "buckwalter.toml").write_text(text)
        uri = self.open(text, "buckwalter.toml")
        params = {"textDocument": {"uri": uri}, "options": {"tabSize": 8, "insertSpaces": False}}
        edits = self.client.request("textDocument/formatting", params)
        formatted = apply(text, edits)
        subprocess.run([ARNORM, "fmt", self.folder / "buckwalter.toml"], check=True,
                       capture_output=True)
        self.assertEqual(formatted, (self.folder / "buckwalter.toml").read_text())
        self.assertNotEqual(formatted, text)
        self.client.change(uri, {"text": formatted})
        self.assertEqual(self.client.request("textDocument/formatting", params), [])
        self.client.change(uri, {"text": "a = \n"})
        self.assertEqual(self.client.request("textDocument/formatting", params), [])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["TMPDIR"] = temporary  # of the servers that are killed
        unittest.main()
