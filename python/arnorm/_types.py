"""What arnorm tells of rule sets and of errors: plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Optional, Tuple, Union


@dataclass(frozen=True)
class Place:
    """A stretch of a rule file."""

    file: str
    """As it was named; ``<built-in>/...`` and ``<text>/...`` are no files."""
    line: int
    """From 1; 0 when the place is the file as a whole."""
    column: int
    """From 1, in code points."""
    length: int
    """In code points."""
    offset: int
    """The same stretch in bytes of UTF-8, from the beginning of the file."""
    bytes: int
    text: str
    """The line, or the part of a long line around the place."""
    label: str
    """What stands there."""


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong with a rule file or a chain; ``str`` of it is for people."""

    code: str
    """``AR0203``; ``arnorm.explain`` has the page of it."""
    severity: str
    """``error`` or ``warning``."""
    message: str
    place: Optional[Place]
    second: Optional[Place]
    """Another place that has to do with it."""
    notes: Tuple[str, ...]
    help: str
    """What to do about it; may be empty."""
    rendered: str = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.rendered


class Error(ValueError):
    """A chain cannot be loaded. The text says what is wrong, where, and what to do.

    >>> import arnorm
    >>> try:
    ...     arnorm.Chain("bukwalter")
    ... except arnorm.Error as error:
    ...     print(error.diagnostics[0].code, error.diagnostics[0].message)
    AR0004 there is no rule set `bukwalter`
    """

    diagnostics: Tuple[Diagnostic, ...]

    def __init__(self, text: str, diagnostics: Tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(text)
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple:
        return type(self), (self.args[0], self.diagnostics)


class RuleWarning(UserWarning):
    """A chain was loaded, and something about its rules should be known."""

    diagnostic: Diagnostic

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple:
        return type(self), (self.diagnostic,)


class Scripts(NamedTuple):
    """Codes of ISO 15924, ``Arab`` and ``Latn``; empty where no rule set says."""

    from_: str
    to: str


class Range(NamedTuple):
    """A part of a text: ``text[range.begin : range.end]``."""

    begin: int
    end: int


class Edit(NamedTuple):
    """This part of the input became this part of the output."""

    input: Range
    output: Range


class Reach(NamedTuple):
    """How far a chain looks around a position, in code points."""

    behind: int
    ahead: int
    bounded: bool
    """False when a stage is a transform of ICU's own."""


@dataclass(frozen=True)
class SetInfo:
    """A rule set, as its file describes it."""

    name: str
    title: str
    source: str
    """The publication that it follows."""
    file: str
    """As in ``Place.file``."""
    origin: str
    """``built-in``, ``text`` or ``file``."""
    replaces_built_in: bool
    """A file, and there is a built-in set of that name that differs."""
    scripts: Scripts
    """As it runs forward."""
    reversible: bool
    """It claims to be; ``arnorm.check`` proves or refutes that, or tries to."""
    idempotent: bool
    """Likewise."""
    rows: int
    """Of its tables."""


@dataclass(frozen=True)
class ListedSet(SetInfo):
    """A rule set that a chain can name."""

    runs_backwards: bool
    """All rule sets run forward; some have no reverse."""
    needs_icu: bool
    """A stage of it runs on the ICU engine only."""


@dataclass(frozen=True)
class StageInfo:
    """A stage of a chain, in the direction in which it runs."""

    kind: str
    """``table``, ``form``, ``marks``, ``remove``, ``squeeze`` or ``icu``."""
    set: str
    """The name of the rule set that it belongs to."""
    direction: str
    """``forward`` or ``reverse``."""
    engine: str
    """What runs it: ``table`` or ``icu``."""


@dataclass(frozen=True)
class TracedRow:
    """A row of a table that fired or nearly did."""

    file: str
    """As in ``Place.file``."""
    line: int
    column: int
    text: str
    """As the file writes it."""
    note: str
    turned: bool
    """It runs backwards: its ``to`` was matched and its ``from`` written."""


class TraceEdit(NamedTuple):
    """This part of a stage's input became this part of its output."""

    input: Range
    output: Range
    row: Optional[TracedRow]
    """``None`` in a stage without rows, and where ICU runs it."""


class NearRow(NamedTuple):
    """A row whose ``from`` matched where no context of it did."""

    input: Range
    """What ``from`` matched."""
    row: TracedRow
    context: str
    """``after`` or ``before``."""
    wanted: str
    """The context as the file writes it."""
    seen: Range
    """The character that the context did not allow; empty at the edge of the text."""


@dataclass(frozen=True)
class StageTrace:
    """What a stage made of a text. Ranges are those of its own input and output."""

    set: str
    kind: str
    direction: str
    input: Union[str, bytes]
    output: Union[str, bytes]
    edits: Tuple[TraceEdit, ...]
    near: Tuple[NearRow, ...]


@dataclass(frozen=True)
class Trace:
    """What a chain did to a text, stage by stage."""

    input: Union[str, bytes]
    output: Union[str, bytes]
    stages: Tuple[StageTrace, ...]


for _public in (
    Place,
    Diagnostic,
    Error,
    RuleWarning,
    Scripts,
    Range,
    Edit,
    Reach,
    SetInfo,
    ListedSet,
    StageInfo,
    TracedRow,
    TraceEdit,
    NearRow,
    StageTrace,
    Trace,
):
    _public.__module__ = "arnorm"
