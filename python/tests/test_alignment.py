"""Alignments: offsets in a str are indices of it, and agree with those of the bytes."""

import random
import unittest

import arnorm

CHAINS = [arnorm.Chain(name) for name in ("search", "buckwalter", "clean", "search,buckwalter", "din-31635", "nfkc")]
ICU = arnorm.Chain("search", engine="icu")
LETTERS = "اإبلمنةى ـًٌَُِّ\u0653\ufefb\u200faé1😀\udc80\ud800\n"


def random_texts(count):
    choose = random.Random(2)
    for _ in range(count):
        yield "".join(choose.choices(LETTERS, k=choose.randrange(30)))


def encode(text):
    return text.encode("utf-8", "surrogatepass")


def size(text):
    return len(encode(text))


class Laws(unittest.TestCase):
    def check(self, chain, text):
        alignment = chain.align(text)
        output = alignment.output
        self.assertEqual((alignment.input, output), (text, chain(text)))
        # What edits do not name is copied.
        rebuilt, done = "", 0
        for (begin, end), (out_begin, out_end) in alignment.edits:
            self.assertLessEqual(done, begin)
            rebuilt += text[done:begin]
            self.assertEqual(len(rebuilt), out_begin)
            self.assertNotEqual(text[begin:end], output[out_begin:out_end])
            rebuilt += output[out_begin:out_end]
            done = end
        self.assertEqual(rebuilt + text[done:], output)
        self.check_bytes(chain, alignment)

    def check_bytes(self, chain, alignment):
        """Against the same text as bytes, with prefixes encoded by Python itself."""
        text, output = alignment.input, alignment.output
        by_bytes = chain.align(encode(text))
        self.assertEqual(by_bytes.output, encode(output))
        self.assertEqual(len(by_bytes.edits), len(alignment.edits))
        for begin in range(0, len(output) + 1):
            end = min(begin + begin % 3, len(output))
            found = alignment.to_input(begin, end)
            expected = by_bytes.to_input(size(output[:begin]), size(output[:end]))
            self.assertEqual((size(text[: found.begin]), size(text[: found.end])), expected)
        for begin in range(0, len(text) + 1):
            end = min(begin + begin % 3, len(text))
            found = alignment.to_output(begin, end)
            expected = by_bytes.to_output(size(text[:begin]), size(text[:end]))
            self.assertEqual((size(output[: found.begin]), size(output[: found.end])), expected)

    def test_random_texts(self):
        for text in random_texts(300):
            for chain in CHAINS + [ICU]:
                with self.subTest(chain=chain.name, text=ascii(text)):
                    self.check(chain, text)

    def test_composition(self):
        search, latin, both = (arnorm.Chain(name) for name in ("search", "buckwalter", "search,buckwalter"))
        for text in random_texts(300):
            first = search.align(text)
            composed = first.then(latin.align(first.output))
            whole = both.align(text)
            self.assertEqual(composed.output, whole.output)
            for begin in range(len(whole.output)):
                self.assertEqual(composed.to_input(begin, begin + 1), whole.to_input(begin, begin + 1), ascii(text))

    def test_long_texts(self):
        text = "العَرَبِيَّةُ é😀\udc80 " * 5000
        alignment = CHAINS[0].align(text)
        word, piece = "العربيه", "العَرَبِيَّةُ"
        step, out_step = len(text) // 5000, len(alignment.output) // 5000
        for i in (0, 1, 17, 2500, 4999):
            found = alignment.to_input(i * out_step, i * out_step + len(word))
            self.assertEqual(alignment.output[i * out_step :][: len(word)], word)
            self.assertEqual(found.begin, i * step)
            found = alignment.to_input(i * out_step, i * out_step + len(word), clusters=True)
            self.assertEqual(text[found.begin : found.end], piece)


class Details(unittest.TestCase):
    def test_offsets_outside(self):
        alignment = arnorm.Chain("search").align("إن")
        self.assertEqual(alignment.to_input(0, 10**12), (0, 2))
        self.assertEqual(alignment.to_input(5, 9), (2, 2))
        for begin, end in ((-1, 1), (2, 1), (0, -1)):
            for method in (alignment.to_input, alignment.to_output):
                with self.assertRaises(ValueError):
                    method(begin, end)
        for wrong in (None, "1", 1.5):
            with self.assertRaises(TypeError):
                alignment.to_input(wrong, 2)

    def test_policies(self):
        alignment = arnorm.Chain("search").align("\ud800إ", invalid="replace")
        self.assertEqual(alignment.output, "\ufffdا")
        self.assertEqual(alignment.to_input(1, 2), (1, 2))
        self.assertEqual(alignment.edits[0], ((0, 1), (0, 1)))
        with self.assertRaises(UnicodeEncodeError):
            arnorm.Chain("search").align("\ud800", invalid="error")
        with self.assertRaises(TypeError):
            arnorm.Chain("search").align(3)

    def test_empty(self):
        alignment = arnorm.Chain("search").align("")
        self.assertEqual((alignment.edits, alignment.to_input(0, 0)), ([], (0, 0)))

    def test_then_wants_what_fits(self):
        chain = arnorm.Chain("search")
        for other in ("b", b"a"):
            with self.assertRaises(ValueError):
                chain.align("a").then(chain.align(other))

    def test_repr(self):
        alignment = arnorm.Chain("search").align("إن")
        self.assertEqual(repr(alignment), "<arnorm.Alignment of 2 to 2 code points, edits: 1>")
        self.assertIn("4 to 4 bytes", repr(arnorm.Chain("search").align("إن".encode())))

    def test_it_is_made_by_a_chain_only(self):
        with self.assertRaises(TypeError):
            arnorm.Alignment()
        with self.assertRaises(TypeError):
            arnorm.Alignment.__new__(arnorm.Alignment).output


if __name__ == "__main__":
    unittest.main()
