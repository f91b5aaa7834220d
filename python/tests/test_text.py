"""Texts in and out: str and bytes, and what neither UTF-8 nor a str can hold."""

import itertools
import random
import sys
import unittest

import arnorm

LATIN = arnorm.Chain("buckwalter")
FOLD = arnorm.Chain("search")
ICU = arnorm.Chain("search", engine="icu")


def by_bytes(chain, text, **arguments):
    """The same text as bytes of UTF-8, which do not go through the conversions of str."""
    return chain(text.encode("utf-8", "surrogatepass"), **arguments).decode("utf-8", "surrogatepass")


class Str(unittest.TestCase):
    def test_words(self):
        self.assertEqual(LATIN("مِصْر"), "miSor")
        self.assertEqual(arnorm.Chain("buckwalter", reverse=True)("miSor"), "مِصْر")

    def test_every_width_and_length(self):
        letters = ["a", "é", "م", "\ufb50", "😀", "\udc80", "\0"]
        for length in range(4):
            for word in itertools.product(letters, repeat=length):
                for text in ("".join(word), "".join(word) * 9):
                    self.assertEqual(FOLD(text), by_bytes(FOLD, text), ascii(text))

    def test_every_code_point(self):
        for begin in range(0, sys.maxunicode + 1, 4096):
            text = "".join(map(chr, range(begin, begin + 4096)))
            for chain in (FOLD, LATIN):
                self.assertEqual(chain(text), by_bytes(chain, text))

    def test_results_are_strings_that_python_itself_would_make(self):
        # A str is held with the smallest unit that its characters allow; otherwise it differs from
        # its equals.
        for text in ("مa", "مé", "م😀", "é", "ab", "\u0660"):
            result = FOLD(text)
            again = "".join(list(result))
            self.assertEqual(sys.getsizeof(result), sys.getsizeof(again))
            self.assertEqual(hash(result), hash(again))

    def test_random_texts(self):
        randomly = random.Random(1)
        alphabet = "ابتثجحخدذرزسشىيئؤأإآةه ـًٌٍَُِّْٰ٠١٢aA1é\ufefb\u200f😀\ud800\udfff"
        for _ in range(3000):
            text = "".join(randomly.choices(alphabet, k=randomly.randrange(40)))
            self.assertEqual(FOLD(text), by_bytes(FOLD, text), ascii(text))
            self.assertEqual(FOLD(text), ICU(text), ascii(text))

    def test_large(self):
        text = "العَرَبِيَّةُ " * 500_000
        self.assertEqual(FOLD(text), "العربيه " * 500_000)

    def test_unchanged_texts_are_themselves(self):
        for text in ("abc" * 100, "مصر" * 100, b"abc" * 100):
            self.assertIs(FOLD(text), text)

    def test_subclasses(self):
        class Name(str):
            pass

        class Data(bytes):
            pass

        self.assertIs(type(FOLD(Name("abc"))), str)
        self.assertIs(type(FOLD(Data(b"abc"))), bytes)
        self.assertEqual(FOLD(Name("إ")), "ا")


class LoneSurrogates(unittest.TestCase):
    def test_each_is_copied(self):
        for code in range(0xD800, 0xE000):
            for chain in (FOLD, ICU):
                self.assertEqual(chain("إ" + chr(code) + "أ"), "ا" + chr(code) + "ا")

    def test_bytes_that_surrogateescape_has_read_come_back(self):
        data = "إ".encode() + bytes(range(0x80, 0x100)) + b"\xed\xa0\x80\xf4\x90\x80\x80a"
        text = data.decode("utf-8", "surrogateescape")
        self.assertEqual(FOLD(text).encode("utf-8", "surrogateescape"), FOLD(data))

    def test_a_pair_stays_a_pair(self):
        self.assertEqual(FOLD("\ud83d\ude00إ"), "\ud83d\ude00ا")

    def test_they_are_edges_as_malformed_bytes_are(self):
        chain = arnorm.Chain.parse(
            'format = 1\nname = "edge"\n[[stage]]\n'
            'table = [ { from = "ا", to = "A", after = "$edge" } ]\n'
        )
        self.assertEqual(chain("اا\udc80اا"), "Aا\udc80Aا")
        self.assertEqual(chain("اا\udc80اا"), by_bytes(chain, "اا\udc80اا"))

    def test_replace(self):
        self.assertEqual(FOLD("إ\udc80\ud800إ", invalid="replace"), "ا\ufffd\ufffdا")
        self.assertEqual(FOLD("إ😀\ud800", invalid="replace"), "ا😀\ufffd")

    def test_error(self):
        with self.assertRaises(UnicodeEncodeError) as raised:
            FOLD("إ😀\udc80\udc81", invalid="error")
        error = raised.exception
        self.assertEqual((error.start, error.end, error.encoding), (2, 3, "utf-8"))
        self.assertEqual(FOLD("إ", invalid="error"), "ا")


class Bytes(unittest.TestCase):
    def test_policies(self):
        self.assertEqual(FOLD("إ".encode() + b"\xff"), "ا".encode() + b"\xff")
        self.assertEqual(FOLD(b"\xff\xe2\x82a", invalid="replace"), "\ufffd\ufffda".encode())
        with self.assertRaises(UnicodeDecodeError) as raised:
            FOLD("إ".encode() + b"\xffa", invalid="error")
        self.assertEqual((raised.exception.start, raised.exception.end), (2, 3))

    def test_other_buffers(self):
        data = "إ".encode()
        for buffer in (bytearray(data), memoryview(data), memoryview(data + data)[::2]):
            result = FOLD(buffer)
            self.assertIs(type(result), bytes)
            self.assertEqual(result, FOLD(bytes(buffer)))

    def test_what_is_no_text(self):
        for wrong in (None, 1, ["a"], object()):
            with self.assertRaisesRegex(TypeError, "a text is str or bytes, not "):
                FOLD(wrong)

    def test_arguments(self):
        for arguments, keywords in (((), {}), (("a", "b"), {}), (("a",), {"text": "a"})):
            with self.assertRaises(TypeError):
                FOLD(*arguments, **keywords)
        with self.assertRaisesRegex(ValueError, "invalid must be 'keep', 'replace' or 'error'"):
            FOLD("a", invalid="ignore")


if __name__ == "__main__":
    unittest.main()
