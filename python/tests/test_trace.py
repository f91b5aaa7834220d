"""Traces: which row took what, in offsets of the text that was given."""

import unittest

import arnorm

RULES = """format = 1
name = "mine"
[[stage]]
form = "NFC"
[[stage]]
table = [
  { from = "\U0001F600", to = "x", note = "a face" },
  { from = "b", before = "c", to = "y" },
]
"""


class Traces(unittest.TestCase):
    def setUp(self):
        self.chain = arnorm.Chain.parse(RULES)

    def test_offsets_are_those_of_the_str(self):
        trace = self.chain.trace("a\u0301\U0001F600\udcffb")
        form, table = trace.stages
        self.assertEqual(trace.output, "\u00e1x\udcffb")
        self.assertEqual((form.kind, form.set, form.direction), ("form", "mine", "forward"))
        self.assertEqual(form.edits[0].input, (0, 2))
        self.assertIsNone(form.edits[0].row)
        self.assertEqual(table.input, "\u00e1\U0001F600\udcffb")
        self.assertEqual(table.edits[0].input, (1, 2))
        self.assertEqual(table.edits[0].row.note, "a face")
        self.assertEqual(table.edits[0].row.line, 7)
        self.assertEqual(table.near, ())

    def test_bytes_have_offsets_in_bytes(self):
        trace = self.chain.trace(b"\xff\xf0\x9f\x98\x80")
        self.assertEqual(trace.output, b"\xffx")
        self.assertEqual(trace.stages[1].edits[0].input, (1, 5))

    def test_near(self):
        trace = self.chain.trace("\u0628b\u0628", near=True)
        (near,) = trace.stages[1].near
        self.assertEqual((near.input, near.context, near.wanted, near.seen), ((1, 2), "before", '"c"', (2, 3)))
        self.assertEqual(near.row.text, '{ from = "b", before = "c", to = "y" }')

    def test_what_is_malformed(self):
        with self.assertRaises(UnicodeDecodeError):
            self.chain.trace(b"\xff", invalid="error")
        self.assertEqual(self.chain.trace(b"\xff", invalid="replace").output, b"\xef\xbf\xbd")
        with self.assertRaises(TypeError):
            self.chain.trace(1)

    def test_it_ends_where_the_chain_does(self):
        chain = arnorm.Chain("search,din-31635")
        for text in ("", "\u0627\u0644\u0634\u0645\u0633", "x\ud800"):
            self.assertEqual(chain.trace(text).output, chain(text))


if __name__ == "__main__":
    unittest.main()
