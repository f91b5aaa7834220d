"""The examples of the documentation, and the type stubs, which must say what is there.

usage: test_docs.py [PAGE]...: also runs the examples of these pages in Markdown
"""

import ast
import doctest
import os
import pathlib
import re
import sys
import unittest

import arnorm
from arnorm import _arnorm

STUBS = ast.parse(pathlib.Path(arnorm.__file__).with_name("_arnorm.pyi").read_text(encoding="utf-8"))
PAGES = [pathlib.Path(page) for page in os.environ.get("ARNORM_PAGES", "").split(os.pathsep) if page]


def public(names):
    return {name for name in names if not name.startswith("_")}


def documented():
    """What users see, by name, with its documentation."""
    yield "arnorm", arnorm
    for name in arnorm.__all__:
        if name != "__version__":
            yield name, getattr(arnorm, name)
    for kind in (arnorm.Alignment, arnorm.Chain):
        for name in sorted(public(vars(kind))):
            yield f"{kind.__name__}.{name}", getattr(kind, name)


class Examples(unittest.TestCase):
    def run_examples(self, text, name):
        test = doctest.DocTestParser().get_doctest(text, {"arnorm": arnorm}, name, name, 0)
        self.assertTrue(test.examples, f"{name} has no example")
        out = []
        failed, _ = doctest.DocTestRunner().run(test, out=out.append)
        self.assertEqual(failed, 0, "".join(out))

    def test_docstrings(self):
        data = {"Diagnostic", "Edit", "Place", "Range", "Reach", "RuleWarning", "Scripts", "SetInfo", "StageInfo"}
        data |= {"ListedSet", "NearRow", "StageTrace", "Trace", "TraceEdit", "TracedRow"}
        for name, thing in documented():
            self.assertTrue(thing.__doc__ and thing.__doc__.strip(), f"{name} has no documentation")
            if name not in data:
                with self.subTest(name):
                    self.run_examples(thing.__doc__, name)

    def test_pages(self):
        for page in PAGES:
            blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
            with self.subTest(page.name):
                self.run_examples("\n".join(blocks), page.name)


class Stubs(unittest.TestCase):
    def classes(self):
        return {node.name: node for node in STUBS.body if isinstance(node, ast.ClassDef)}

    def functions(self, body):
        return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}

    def signature(self, function):
        """As the first line of the documentation says it."""
        arguments = function.args
        names = [argument.arg for argument in arguments.args if argument.arg != "self"]
        defaults = [f"={ast.unparse(default)}" for default in arguments.defaults]
        words = [name + default for name, default in zip(names, [""] * (len(names) - len(defaults)) + defaults)]
        if arguments.kwonlyargs:
            words.append("*")
            words += [f"{name.arg}={ast.unparse(default)}" for name, default in zip(arguments.kwonlyargs, arguments.kw_defaults)]
        return f"({', '.join(words)})"

    def first_line(self, thing):
        return thing.__doc__.strip().splitlines()[0]

    def test_names(self):
        self.assertEqual(set(self.functions(STUBS.body)) | set(self.classes()), public(vars(_arnorm)))
        for name, node in self.classes().items():
            self.assertEqual(public(self.functions(node.body)), public(vars(getattr(_arnorm, name))))

    def test_signatures(self):
        for name, node in self.functions(STUBS.body).items():
            self.assertEqual(self.first_line(getattr(_arnorm, name)), name + self.signature(node))
        for kind, node in self.classes().items():
            for name, method in self.functions(node.body).items():
                thing = getattr(_arnorm, kind) if name == "__init__" else getattr(getattr(_arnorm, kind), name)
                if name != "__call__" and not isinstance(thing, property):
                    shown = kind if name == "__init__" else name
                    self.assertEqual(self.first_line(thing), shown + self.signature(method))

    def test_defaults_are_accepted(self):
        chain = arnorm.Chain("search", reverse=False, engine="auto", files="contained", path=(), texts=None)
        self.assertEqual(chain.apply(texts=["إ"], threads=1, invalid="keep"), ["ا"])
        self.assertEqual(chain("إ", invalid="keep"), "ا")
        self.assertTrue(arnorm.list(path=(), files="contained", texts=None))
        self.assertEqual(arnorm.check(name="nfc", path=(), files="contained", texts=None), ())

    def test_the_package_is_typed(self):
        self.assertTrue(pathlib.Path(arnorm.__file__).with_name("py.typed").exists())


class Package(unittest.TestCase):
    def test_version(self):
        self.assertRegex(arnorm.__version__, r"^\d+\.\d+\.\d+$")

    def test_everything_is_from_arnorm(self):
        for name, thing in documented():
            if name in arnorm.__all__:
                self.assertEqual(thing.__module__, "arnorm", name)


if __name__ == "__main__":
    unittest.main()
