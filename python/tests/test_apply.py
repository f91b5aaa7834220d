"""Many texts, threads, and the interpreter's lock."""

import gc
import itertools
import signal
import subprocess
import sys
import threading
import time
import unittest
import weakref

import arnorm

FOLD = arnorm.Chain("search")
LATIN = arnorm.Chain("buckwalter")
ICU = arnorm.Chain("search", engine="icu")


class Many(unittest.TestCase):
    def test_like_one_by_one(self):
        texts = ["العَرَبِيَّةُ", "", b"", "abc", b"\xff", "\udc80إ", "é", "😀إ", "إ".encode()]
        for count in (0, 1, 7, 5000, 20_000):
            many = [texts[i % len(texts)] * (i % 5) for i in range(count)]
            expected = [FOLD(text) for text in many]
            for threads in (1, 2, 7, 0):
                self.assertEqual(FOLD.apply(many, threads=threads), expected)

    def test_texts_with_line_ends_and_edges(self):
        edges = arnorm.Chain.parse(
            'format = 1\nname = "edges"\n[[stage]]\ntable = [ { from = "ا", to = "A", after = "$edge" },\n'
            '{ from = "ب", to = "B", before = "$end" }, { from = "ت", to = "T", after = "$start" } ]\n'
        )
        pieces = ["", "ا", "ب", "ت", "اب", "\n", "\r", "\r\n", "\u2028", "\x85", "\0", "\udc80", "\ud800ا"]
        texts = ["".join(some) for some in itertools.product(pieces, repeat=3)]
        for chain in (edges, FOLD, LATIN, arnorm.Chain("din-31635")):
            expected = [chain(text) for text in texts]
            self.assertEqual(chain.apply(texts), expected)
            without = [text for text in texts if "\n" not in text and "\r" not in text]
            self.assertEqual(chain.apply(without), [chain(text) for text in without])
            for first, second in itertools.product(texts[::7], texts[::5]):
                self.assertEqual(chain.apply([first, second]), [chain(first), chain(second)])

    def test_large_texts(self):
        # More than what is held at once.
        many = ["العَرَبِيَّةُ " * 200_000, "إ", "أ" * 5_000_000, "a"]
        expected = ["العربيه " * 200_000, "ا", "ا" * 5_000_000, "a"]
        for threads in (1, 2):
            self.assertEqual(FOLD.apply(many, threads=threads), expected)

    def test_any_iterable(self):
        texts = ["إ", "أ"]
        for some in (texts, tuple(texts), iter(texts), (text for text in texts), dict.fromkeys(texts)):
            self.assertEqual(FOLD.apply(some), ["ا", "ا"])

    def test_a_single_text_is_no_list(self):
        for text in ("abc", b"abc"):
            with self.assertRaisesRegex(TypeError, "apply takes many texts"):
                FOLD.apply(text)

    def test_what_is_no_text(self):
        with self.assertRaisesRegex(TypeError, r"not int \(text 2\)"):
            FOLD.apply(["a", "b", 3])
        with self.assertRaises(TypeError):
            FOLD.apply(3)
        with self.assertRaises(ZeroDivisionError):
            FOLD.apply(1 // zero for zero in (0,))

    def test_threads_must_be_a_number(self):
        with self.assertRaisesRegex(ValueError, "threads must not be negative"):
            FOLD.apply([], threads=-1)
        self.assertEqual(FOLD.apply(["إ"], threads=100_000), ["ا"])

    def test_policies(self):
        texts = ["إ\ud800", b"\xff"]
        self.assertEqual(FOLD.apply(texts, invalid="replace"), ["ا\ufffd", "\ufffd".encode()])
        # Always the first, whichever thread is first.
        many = ["إ"] * 9000 + ["a\udc80"] + ["إ"] * 9000 + [b"\xff"]
        for _ in range(20):
            with self.assertRaisesRegex(UnicodeEncodeError, r"position 1: .*\(text 9000\)"):
                FOLD.apply(many, threads=3, invalid="error")
        with self.assertRaisesRegex(UnicodeDecodeError, r"position 0: .*\(text 1\)"):
            FOLD.apply(["a", b"\xff"], invalid="error")

    def test_nothing_is_leaked(self):
        class Name(str):
            pass

        texts = [Name(f"إ{i}") for i in range(1000)]
        watched = [weakref.ref(text) for text in texts]
        results = FOLD.apply(texts, threads=2)
        with self.assertRaises(UnicodeEncodeError):
            FOLD.apply(texts + ["\ud800"], invalid="error")
        del texts
        self.assertEqual([ref() for ref in watched], [None] * 1000)
        self.assertEqual(results[999], "ا999")


    def test_text_that_is_multiplied(self):
        stage = '[[stage]]\ntable = [{ from = "a", to = "' + "a" * 64 + '" }]\n'
        chain = arnorm.Chain.parse('format = 1\nname = "a"\n' + stage * 4)
        for use in (chain, chain.align, chain.trace, lambda text: chain.apply([text], threads=2)):
            with self.assertRaisesRegex(MemoryError, "more than 1024 times as long"):
                use("a" * 2000)
        self.assertEqual(chain("b"), "b")


class Threads(unittest.TestCase):
    def others_run_during(self, slow):
        """Whether another thread goes on while `slow` runs, which should take some time."""
        ticks, done = 0, threading.Event()
        begin = time.monotonic()
        worker = threading.Thread(target=lambda: (slow(), done.set()))
        worker.start()
        while not done.is_set():
            time.sleep(0.001)
            ticks += 1
        worker.join()
        self.assertGreater(time.monotonic() - begin, 0.1, "too fast to tell")
        # With the lock held, this thread would stand still after its first ticks.
        self.assertGreater(ticks, 20)

    def test_the_lock_is_free_for_one_long_text(self):
        text = "العَرَبِيَّةُ " * 100_000
        self.others_run_during(lambda: ICU(text))

    def test_the_lock_is_free_for_many_texts(self):
        texts = ["العَرَبِيَّةُ"] * 100_000
        self.others_run_during(lambda: ICU.apply(texts))

    def test_one_chain_in_many_threads_while_others_load(self):
        wrong = []

        def work():
            for _ in range(300):
                if LATIN("مِصْر") != "miSor" or LATIN.apply(["قلم"] * 9, threads=2) != ["qlm"] * 9:
                    wrong.append("apply")

        def load():
            for _ in range(10):
                if arnorm.Chain("search,buckwalter")("مِصْر") != "mSr":
                    wrong.append("load")

        threads = [threading.Thread(target=target) for target in (work, load) * 4]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    @unittest.skipUnless(hasattr(signal, "setitimer"), "needs POSIX timers")
    def test_other_threads_see_no_list_with_gaps(self):
        texts, done = ["مُحَمَّد " * 50] * 12_345, threading.Event()

        def look():
            while not done.is_set():
                for one in gc.get_objects():
                    if type(one) is list and len(one) == len(texts):
                        one[-1]

        watcher = threading.Thread(target=look)
        watcher.start()
        LATIN.apply(texts)
        done.set()
        watcher.join()

    def test_the_process_ends_while_a_thread_is_in_a_chain(self):
        program = (
            "import arnorm, threading, time\n"
            "chain, text = arnorm.Chain('ala-lc'), 'مُحَمَّد ' * 200_000\n"
            "def work():\n"
            "    while True:\n"
            "        chain(text)\n"
            "for _ in range(2):\n"
            "    threading.Thread(target=work, daemon=True).start()\n"
            "time.sleep(0.05)\n"
        )
        for _ in range(4):
            done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_it_can_be_interrupted(self):
        def interrupt(_number, _frame):
            raise KeyboardInterrupt

        texts = ["العَرَبِيَّةُ" * 1000] * 100_000  # minutes on ICU
        before = signal.signal(signal.SIGALRM, interrupt)
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            with self.assertRaises(KeyboardInterrupt):
                ICU.apply(texts)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    unittest.main()
