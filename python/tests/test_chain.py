"""Chains: options, errors, warnings, what they say of themselves, pickles; rule sets and their checks."""

import copy
import gc
import os
import pathlib
import pickle
import tempfile
import unittest
import warnings

import arnorm

MINE = 'format = 1\nname = "mine"\ntitle = "Mine"\n[[stage]]\ntable = [ { from = "ا", to = "A" } ]\n'
OTHER = MINE.replace('"A"', '"B"')
BROKEN = MINE.replace("to =", "too =")


class InFolder(unittest.TestCase):
    """In a folder of its own, with no rule sets of the user's."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        before = dict(os.environ)
        self.addCleanup(lambda: (os.environ.clear(), os.environ.update(before)))
        os.environ.pop("ARNORM_PATH", None)
        os.environ["XDG_DATA_HOME"] = str(self.folder / "data")

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


class Loading(InFolder):
    def test_path(self):
        self.write("mine.toml", MINE)
        for path in (self.folder, str(self.folder), os.fsencode(self.folder), [self.folder], ("/none", self.folder)):
            self.assertEqual(arnorm.Chain("mine", path=path)("ا"), "A")
        with self.assertRaises(arnorm.Error):
            arnorm.Chain("mine")

    def test_a_file(self):
        file = self.write("mine.toml", MINE)
        self.assertEqual(arnorm.Chain(file)("ا"), "A")
        self.assertEqual(arnorm.Chain(str(file)).name, str(file))

    def test_the_environment_as_python_has_set_it(self):
        self.write("mine.toml", MINE)
        os.environ["ARNORM_PATH"] = str(self.folder)
        self.assertEqual(arnorm.Chain("mine")("ا"), "A")
        with self.assertRaises(arnorm.Error):
            arnorm.Chain("mine", files="none")

    def test_texts(self):
        user = 'format = 1\nname = "user"\n[[stage]]\nuse = "mine"\n'
        chain = arnorm.Chain("user", texts={"mine": MINE, "user": user}, files="none")
        self.assertEqual(chain("ا"), "A")
        self.assertEqual([set.origin for set in chain.sets], ["text", "text"])

    def test_parse(self):
        chain = arnorm.Chain.parse(MINE)
        self.assertEqual((chain("ا"), chain.name), ("A", "<text>"))
        chain = arnorm.Chain.parse(MINE, "mine.toml", reverse=True)
        self.assertEqual((chain("A"), chain.name, chain.direction), ("ا", "mine.toml", "reverse"))

    def test_wrong_arguments(self):
        for keywords, message in (
            ({"engine": "fast"}, "engine must be 'auto', 'icu' or 'table', not 'fast'"),
            ({"engine": None}, "engine must be "),
            ({"files": "all"}, "files must be 'none', 'contained' or 'any', not 'all'"),
        ):
            with self.assertRaisesRegex(ValueError, message):
                arnorm.Chain("search", **keywords)
        for keywords in ({"path": 3}, {"path": [3]}, {"texts": {"a": 3}}, {"texts": {3: "a"}}, {"none": 1}):
            with self.assertRaises(TypeError):
                arnorm.Chain("search", **keywords)
        for name in (None, 3, []):
            with self.assertRaises(TypeError):
                arnorm.Chain(name)
        for rules in (None, MINE.encode()):
            with self.assertRaises(TypeError):
                arnorm.Chain.parse(rules)

    def test_a_chain_that_was_never_made(self):
        for broken in (
            lambda chain: chain("a"),
            lambda chain: chain.name,
            lambda chain: chain.apply([]),
            repr,
            hash,
        ):
            with self.assertRaises(TypeError):
                broken(arnorm.Chain.__new__(arnorm.Chain))


class Errors(InFolder):
    def error(self, *arguments, **keywords):
        with self.assertRaises(arnorm.Error) as raised:
            arnorm.Chain(*arguments, **keywords)
        return raised.exception

    def test_a_name(self):
        error = self.error("serach")
        self.assertIsInstance(error, ValueError)
        self.assertEqual(len(error.diagnostics), 1)
        diagnostic = error.diagnostics[0]
        self.assertEqual((diagnostic.code, diagnostic.severity), ("AR0004", "error"))
        self.assertIn("search", diagnostic.help)
        self.assertEqual(str(error), str(diagnostic))
        self.assertTrue(str(error).startswith("error[AR0004]: "))

    def test_a_place(self):
        error = self.error("mine", texts={"mine": BROKEN})
        missing, unknown = error.diagnostics
        self.assertEqual((missing.code, unknown.code), ("AR0104", "AR0102"))
        place = unknown.place
        self.assertEqual((place.file, place.line), ("<text>/mine.toml", 5))
        line = BROKEN.splitlines()[4]
        self.assertEqual(place.text, line)
        self.assertEqual(line[place.column - 1 :][: place.length], "too")
        self.assertEqual(BROKEN.encode()[place.offset :][: place.bytes], b"too")
        self.assertIn(str(missing), str(error))
        self.assertTrue(str(error).endswith(str(unknown)))

    def test_file_names_that_are_no_utf8(self):
        error = self.error(os.fsdecode(b"/none/\xff.toml"))
        self.assertTrue(error.diagnostics)
        str(error)

    def test_pickled(self):
        error = self.error("mine", texts={"mine": BROKEN})
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(again), str(again)), (arnorm.Error, str(error)))
        self.assertEqual(again.diagnostics, error.diagnostics)

    def test_many_failures_leave_nothing(self):
        for _ in range(50):
            self.error("serach")
        gc.collect()
        self.assertEqual([thing for thing in gc.get_objects() if isinstance(thing, arnorm.Error)], [])


class Warnings(InFolder):
    def setUp(self):
        super().setUp()
        self.write("data/arnorm/rules/nfc.toml", MINE.replace("mine", "nfc"))

    def test_a_set_in_the_place_of_a_built_in_one(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            chain = arnorm.Chain("nfc")
        self.assertEqual(chain("ا"), "A")
        self.assertEqual([warning.category for warning in caught], [arnorm.RuleWarning])
        self.assertEqual(caught[0].message.diagnostic.code, "AR0007")
        self.assertEqual(caught[0].filename, __file__)
        self.assertTrue(chain.sets[0].replaces_built_in)
        again = pickle.loads(pickle.dumps(caught[0].message))
        self.assertEqual(again.diagnostic, caught[0].message.diagnostic)

    def test_a_warning_as_an_error(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with self.assertRaises(arnorm.RuleWarning):
                arnorm.Chain("nfc")

    def test_not_without_files(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            self.assertEqual(arnorm.Chain("nfc", files="none")("ا"), "ا")


class Properties(unittest.TestCase):
    def test_direction_and_scripts(self):
        chain = arnorm.Chain("buckwalter", reverse=True)
        self.assertEqual(chain.direction, "reverse")
        self.assertEqual(chain.scripts, ("Latn", "Arab"))
        self.assertEqual((chain.scripts.from_, chain.scripts.to), ("Latn", "Arab"))

    def test_stages(self):
        stages = arnorm.Chain("buckwalter:", engine="icu").stages
        self.assertEqual({stage.direction for stage in stages}, {"reverse"})
        self.assertEqual({stage.engine for stage in stages}, {"icu"})
        self.assertEqual({stage.set for stage in stages}, {"buckwalter"})

    def test_equality_is_that_of_the_rules(self):
        search = arnorm.Chain("search")
        self.assertEqual(search, arnorm.Chain("search", engine="icu"))
        self.assertEqual(hash(search), hash(arnorm.Chain("search")))
        self.assertNotEqual(search, arnorm.Chain("buckwalter"))
        self.assertNotEqual(search, arnorm.Chain("buckwalter:"))
        self.assertNotEqual(search, "search")
        self.assertEqual(len({search, arnorm.Chain("search"), arnorm.Chain("nfc")}), 2)

    def test_repr(self):
        for text in (
            "arnorm.Chain('search,buckwalter')",
            "arnorm.Chain('buckwalter', reverse=True, engine='table')",
            "arnorm.Chain('search', files='none', path=['/none'])",
        ):
            self.assertEqual(repr(eval(text)), text)
        self.assertEqual(repr(arnorm.Chain.parse(MINE, "m")), "arnorm.Chain.parse(..., name='m')")

    def test_icu_rules(self):
        self.assertIn("\\u", arnorm.Chain("buckwalter").icu_rules())

    def test_they_cannot_be_set(self):
        with self.assertRaises(AttributeError):
            arnorm.Chain("search").name = "other"


class Pickles(InFolder):
    def test_by_name(self):
        for chain in (
            arnorm.Chain("search,buckwalter"),
            arnorm.Chain("buckwalter", reverse=True, engine="icu", files="none"),
            arnorm.Chain("mine", texts={"mine": MINE}),
            arnorm.Chain.parse(MINE),
            arnorm.Chain.parse(MINE, "mine", engine="icu"),
        ):
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
                again = pickle.loads(pickle.dumps(chain, protocol))
                self.assertEqual(again, chain)
                self.assertEqual(repr(again), repr(chain))
                self.assertEqual(again("ا"), chain("ا"))

    def test_options_that_can_be_read_once(self):
        self.write("mine.toml", MINE)
        for options in ({"path": iter([self.folder])}, {"texts": iter([("mine", MINE)])}):
            chain = arnorm.Chain("mine", **options)
            again = pickle.loads(pickle.dumps(chain))
            self.assertEqual(again, chain)
            self.assertEqual(repr(again), repr(chain))

    def test_a_class_of_two_bases(self):
        class Both(arnorm.Chain, arnorm.Alignment):
            pass

        both = Both.__new__(Both)
        arnorm.Chain.__init__(both, "search")
        self.assertEqual(both("أ"), "ا")
        for use in (lambda: both.then(both), lambda: both.edits, lambda: both.to_input(0, 1)):
            with self.assertRaises(TypeError):
                use()

    def test_other_rules(self):
        file = self.write("mine.toml", MINE)
        data = pickle.dumps(arnorm.Chain("mine", path=self.folder))
        pickle.loads(data)
        file.write_text(MINE + "# a comment\n", encoding="utf-8")
        pickle.loads(data)
        file.write_text(OTHER, encoding="utf-8")
        with self.assertRaisesRegex(arnorm.Error, "the rules of 'mine' are not those with which it was pickled"):
            pickle.loads(data)
        file.unlink()
        with self.assertRaisesRegex(arnorm.Error, "AR0004"):
            pickle.loads(data)

    def test_copies_are_the_chain(self):
        chain = arnorm.Chain("search")
        self.assertIs(copy.copy(chain), chain)
        self.assertIs(copy.deepcopy([chain])[0], chain)


class RuleSets(InFolder):
    def test_list(self):
        sets = arnorm.list()
        names = [set.name for set in sets]
        self.assertEqual(names, sorted(names))
        self.assertIn("search", names)
        self.assertEqual({set.origin for set in sets}, {"built-in"})
        self.assertTrue(all(set.title for set in sets))

    def test_list_of_more(self):
        self.write("mine.toml", MINE)
        mine = [set for set in arnorm.list(path=self.folder) if set.name == "mine"]
        self.assertEqual([(set.title, set.origin) for set in mine], [("Mine", "file")])
        self.write("mine.toml", BROKEN)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            sets = arnorm.list(path=self.folder)
        self.assertNotIn("mine", [set.name for set in sets])
        self.assertEqual([warning.message.diagnostic.code for warning in caught], ["AR0104", "AR0102"])

    def test_check(self):
        self.assertEqual(arnorm.check("search"), ())
        file = self.write("mine.toml", MINE + '[[test]]\nfrom = "ا"\nto = "A"\n')
        self.assertEqual(arnorm.check(file), ())
        self.write("mine.toml", MINE)
        self.assertEqual([(d.code, d.severity) for d in arnorm.check(file)], [("AR0220", "warning")])
        masked = MINE.replace(" ]", ', { from = "ا", to = "B" } ]')
        self.write("mine.toml", masked)
        for found in (arnorm.check(file), arnorm.check("mine", path=[self.folder]), arnorm.check("mine", texts={"mine": masked})):
            self.assertEqual([diagnostic.code for diagnostic in found], ["AR0203"])
        claim = masked.replace("title", "reversible = true\ntitle").replace('"ا", to = "B"', '"ب", to = "A"')
        found = arnorm.check("mine", texts={"mine": claim})
        self.assertIn("AR0207", [diagnostic.code for diagnostic in found], found)
        self.assertEqual([diagnostic.code for diagnostic in arnorm.check("/none.toml")], ["AR0002"])

    def test_explain(self):
        self.assertTrue(arnorm.explain("AR0203").startswith("## AR0203"))
        self.assertIsNone(arnorm.explain("AR9999"))


if __name__ == "__main__":
    unittest.main()
