"""Finds small changes of a source or of a rule file: the mutants that mutate.py makes.

A change stands in code, not in comments, strings, declarations or directives. The sources are laid
out by clang-format, so operators with a space on both sides are binary ones, and `<` in templates
has none.
"""
import dataclasses
import re


@dataclasses.dataclass(frozen=True, order=True)
class Change:
    file: str
    at: int  # where the replaced text begins and ends, in characters
    end: int
    text: str  # what stands there instead
    kind: str

    def apply(self, whole):
        return whole[: self.at] + self.text + whole[self.end :]

    def line(self, whole):
        return whole.count("\n", 0, self.at) + 1

    def lines(self, whole):
        """The line as it is and as it becomes, without the space around it."""
        start = whole.rfind("\n", 0, self.at) + 1
        end = whole.find("\n", self.end)
        end = len(whole) if end < 0 else end
        old = whole[start:end]
        new = whole[start : self.at] + self.text + whole[self.end : end]
        return old.strip(), " ".join(new.split())


OPPOSITES = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "+": "-", "-": "+", "+=": "-=", "-=": "+=", "*": "/",
}
KINDS = {"<": "bound", "<=": "bound", ">": "bound", ">=": "bound", "==": "equality", "!=": "equality",
         "&&": "logic", "||": "logic", "+": "sum", "-": "sum", "+=": "sum", "-=": "sum", "*": "product"}
BINARY = re.compile(r"(?<= )(<=|>=|==|!=|&&|\|\||\+=|-=|<|>|\+|-|\*)(?= |\n)")
STEP = re.compile(r"(?<![\w)\]])(\+\+|--)(?=[\w(*])")
NUMBER = re.compile(r"(?<![\w.'])(0x[0-9A-Fa-f]+|\d+)(?![\w.'])")
TRUTH = re.compile(r"\b(true|false)\b")
CONDITION = re.compile(r"\b(?:if|while) \(")
CALL = re.compile(r"^ +((?:[\w:]+(?:\.|->|::))*\w+\()", re.M)
FUNCTION = re.compile(
    r"^ *(?:static |inline |constexpr )*(void|bool|std::size_t) [\w:]+\([^{};]*\)(?: const)?(?: override| final)? \{\n",
    re.M,
)
EARLY = {"void": ["return;"], "bool": ["return false;", "return true;"], "std::size_t": ["return 0;"]}
NOT_CALLS = {"if", "while", "for", "switch", "return", "assert", "static_assert", "sizeof", "catch"}
# Lines that declare rather than compute.
DECLARING = re.compile(r"^ *(?:template|using|namespace|static_assert|friend|#|enum|case\b)|\boperator\b|= default;|= 0;")


def blank(text):
    """The text with spaces for comments, strings, characters and directives."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'|^ *#(?:\\\n|[^\n])*',
        re.S | re.M,
    )
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def bodies(code):
    """Whether each character is inside of a function: in braces after a parenthesis."""
    inside, stack, depth = [], [], 0
    for at, c in enumerate(code):
        if c == "{":
            before = code[max(0, at - 80) : at].rstrip()
            function = before.endswith((")", "const", "override", "final", "noexcept", "else", "do"))
            stack.append(function or depth > 0)
            depth += stack[-1]
        elif c == "}" and stack:
            depth -= stack.pop()
        inside.append(depth > 0)
    return inside


def closing(code, at):
    """The parenthesis that closes the one at a place."""
    depth = 0
    for i in range(at, len(code)):
        depth += (code[i] == "(") - (code[i] == ")")
        if depth == 0:
            return i
    return len(code)


def in_source(file, text):
    code = blank(text)
    inside = bodies(code)
    skipped = set()
    at = 0
    for line in code.split("\n"):
        if DECLARING.search(line):
            skipped.update(range(at, at + len(line) + 1))
        at += len(line) + 1
    found = []

    def add(begin, end, new, kind):
        if inside[begin] and begin not in skipped:
            found.append(Change(file, begin, end, new, kind))

    for match in BINARY.finditer(code):
        add(match.start(), match.end(), OPPOSITES[match[1]], KINDS[match[1]])
    for match in STEP.finditer(code):
        add(match.start(), match.end(), "--" if match[1] == "++" else "++", "sum")
    for match in NUMBER.finditer(code):
        base = 0 if match[1].startswith("0x") else 8 if match[1].startswith("0") else 10
        new = int(match[1], base) + 1
        add(match.start(), match.end(), f"0{new:o}" if base == 8 and new > 1 else str(new), "constant")
    for match in TRUTH.finditer(code):
        add(match.start(), match.end(), "false" if match[1] == "true" else "true", "truth")
    for match in CONDITION.finditer(code):
        begin = match.end() - 1
        end = closing(code, begin)
        condition = code[begin + 1 : end]
        if ";" not in condition and not re.search(r" = ", condition):
            add(begin + 1, end, f"!({text[begin + 1 : end]})", "condition")
    for match in CALL.finditer(code):
        begin, end = match.start(1), closing(code, match.end(1) - 1) + 1
        name = re.split(r"\W", match[1][:-1])[-1]
        before = code[: match.start()].rstrip()
        if code[end : end + 2] == ";\n" and name not in NOT_CALLS and before.endswith((";", "{", "}", ")")):
            add(begin, end + 1, ";" if before.endswith(")") else "", "call")
    for match in FUNCTION.finditer(code):
        for statement in EARLY[match[1]]:
            add(match.end() - 1, match.end() - 1, " " + statement, "early return")
    return sorted(found)


# Neither a part of a name ("$shaddax") nor of an escape.
ADDITION = "~"
ROW = re.compile(r'^ *\{ .*?\bto *= *("(?:[^"\\]|\\.)*"|\'[^\']*\').*\},?', re.M)


def in_rules(file, text):
    """The result of a row gets one more character."""
    found = []
    for match in ROW.finditer(text):
        if "untested" not in match[0] and not match[0].lstrip().startswith("#"):
            found.append(Change(file, match.end(1) - 1, match.end(1) - 1, ADDITION, "result"))
    return found


def in_file(file, text):
    return in_rules(file, text) if file.endswith(".toml") else in_source(file, text)
