#!/usr/bin/env python3
"""What changes.py changes, and what it leaves alone.

usage: tests/mutation/changes_test.py
"""
import unittest

import changes

SOURCE = '''// a < b
#include <vector>
constexpr int limit = 2;
template <int n = 3> struct Box;

bool is_small(int size) {
  if (size < limit && size != 7) { // size == 8
    log("a + b == c");
    count(size);
    return true;
  }
  return ++size > 0x10;
}
'''


def lines(text, file="a.cc"):
    return [(change.kind, change.lines(text)[1]) for change in changes.in_file(file, text)]


class ChangesTest(unittest.TestCase):
    def test_each_place_in_code_is_changed_once_in_each_way(self):
        self.assertEqual(
            lines(SOURCE),
            [
                ("early return", "bool is_small(int size) { return false;"),
                ("early return", "bool is_small(int size) { return true;"),
                ("condition", "if (!(size < limit && size != 7)) { // size == 8"),
                ("bound", "if (size <= limit && size != 7) { // size == 8"),
                ("logic", "if (size < limit || size != 7) { // size == 8"),
                ("equality", "if (size < limit && size == 7) { // size == 8"),
                ("constant", "if (size < limit && size != 8) { // size == 8"),
                ("call", ""),
                ("call", ""),
                ("truth", "return false;"),
                ("sum", "return --size > 0x10;"),
                ("bound", "return ++size >= 0x10;"),
                ("constant", "return ++size > 17;"),
            ],
        )

    def test_comments_strings_and_declarations_stay(self):
        text = "// f() { return 1 < 2; }\nvoid f();\nint g(int x = 1);\nusing T = int;\n"
        self.assertEqual(lines(text), [])

    def test_a_change_replaces_its_place_only(self):
        for change in changes.in_file("a.cc", SOURCE):
            changed = change.apply(SOURCE)
            self.assertNotEqual(changed, SOURCE)
            self.assertEqual(changed[: change.at], SOURCE[: change.at])
            self.assertTrue(changed.endswith(SOURCE[change.end :]))

    def test_a_row_writes_one_more_character(self):
        rules = '[[stage]]\ntable = [\n  { from = "a", to = "b" }, # to = "c"\n  # { from = "x", to = "y" },\n]\n'
        self.assertEqual(lines(rules, "a.toml"), [("result", '{ from = "a", to = "b~" }, # to = "c"')])


if __name__ == "__main__":
    unittest.main()
