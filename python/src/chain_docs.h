// The documentation of arnorm.Chain. Its examples are run by tests/test_docs.py, and the first line
// of each function agrees with arnorm/_arnorm.pyi.
#pragma once

namespace arnorm::python {

constexpr const char *chain_doc = R"(
Chain(name, *, reverse=False, engine='auto', files='contained', path=(), texts=None)

A chain of rule sets, compiled. Calling it transforms a text:

    >>> import arnorm
    >>> chain = arnorm.Chain("search,buckwalter")
    >>> chain("العَرَبِيَّةُ")
    'AlErbyh'

A str becomes a str, bytes of UTF-8 become bytes. Another object that has the buffer protocol becomes
bytes:

    >>> chain("مِصْر".encode())
    b'mSr'

What no rule names is copied, malformed text too: a lone surrogate in a str, or a byte that is not
UTF-8. With ``invalid="replace"`` U+FFFD takes its place, and with ``invalid="error"`` it is a
UnicodeEncodeError (str) or UnicodeDecodeError (bytes):

    >>> chain("\udcffم")
    '\udcffm'
    >>> chain(b"\xff\xd9\x85", invalid="replace")
    b'\xef\xbf\xbdm'
    >>> chain("م\udcff", invalid="error")
    Traceback (most recent call last):
    UnicodeEncodeError: 'utf-8' codec can't encode character '\udcff' in position 1: surrogates not allowed

A chain does not change, and any number of threads may use it. Two chains are equal when their
fingerprints are. A chain can be pickled: by its name and options, with its fingerprint, so that
unpickling where the rules are others raises arnorm.Error.

Args:
    name: Rule sets, joined by commas and applied left to right. ``a:b`` runs a backwards and then
        b. An element with a ``/``, or one that ends in ``.toml``, is a file.
    reverse: Runs the whole chain backwards:

            >>> arnorm.Chain("buckwalter", reverse=True)("miSor")
            'مِصْر'

    engine: What runs it: ``auto``, ``icu`` or ``table``. The results are the same.
    files: Where rule sets may come from: ``none`` (only built-in ones and ``texts``: the result
        depends on nothing outside), ``contained`` (what the chain names, and the search path) or
        ``any`` (and whatever else rule files name).
    path: Folders in which rule sets are looked for: one, or several.
    texts: Rule sets by name, as texts of rule files. They may use each other:

            >>> rules = '''format = 1
            ... name = "mine"
            ... [[stage]]
            ... table = [ { from = "چ", to = "ج" } ]
            ... '''
            >>> arnorm.Chain("mine,buckwalter", texts={"mine": rules})("چاي")
            'jAy'

Raises:
    arnorm.Error: There is no such chain. Its text says what is wrong, where, and what to do, and
        its ``diagnostics`` say the same as objects.

Warnings come as arnorm.RuleWarning.
)";

constexpr const char *parse_doc = R"(
parse(rules, name='<text>', *, reverse=False, engine='auto', files='contained', path=(), texts=None)

A chain of one rule set, from the text of a rule file. Diagnostics call it by `name`.

    >>> arnorm.Chain.parse('''
    ... format = 1
    ... name = "fold"
    ... [[stage]]
    ... table = [ { from = "ى", to = "ي" } ]
    ... ''')("على")
    'علي'
)";

constexpr const char *apply_doc = R"(
apply(texts, *, threads=1, invalid='keep')

Many texts, each by itself, as a list. They may be str and bytes in any mixture.

    >>> arnorm.Chain("buckwalter").apply(["كتاب", "قلم", b"abc"])
    ['ktAb', 'qlm', b'abc']

The interpreter's lock is free meanwhile, so other threads can run. With ``threads`` more than 1 the
texts are shared out among so many threads; 0 is one for each processor.
)";

constexpr const char *align_doc = R"(
align(text, *, invalid='keep')

Transforms a text, and says which part of it became which part of the result: see arnorm.Alignment.

    >>> alignment = arnorm.Chain("buckwalter").align("مِصْر")
    >>> alignment.output, alignment.to_input(1, 2)
    ('miSor', Range(begin=1, end=2))
)";

constexpr const char *trace_doc = R"(
trace(text, *, near=False, invalid='keep')

What each stage makes of a text, and which row of which file took what. With ``near`` also the rows
whose ``from`` matched where a context did not hold. Takes many times as long as a call of the chain.

    >>> trace = arnorm.Chain("buckwalter").trace("بِ")
    >>> edit = trace.stages[-1].edits[0]
    >>> edit.input, edit.output, edit.row.text.split(",")[0]
    (Range(begin=0, end=1), Range(begin=0, end=1), '{ from = "ب"')
)";

constexpr const char *name_doc = R"(
The chain as it was named; of a parsed one, the argument `name`.

    >>> arnorm.Chain("search,buckwalter").name
    'search,buckwalter'
)";

constexpr const char *fingerprint_doc = R"(
A hash of what the rules do, 64 hexadecimal digits: equal fingerprints mean equal rules. An index can
keep it, to know when it has to be made anew. It does not cover names, comments and tests, where a rule
set comes from, and which engine runs it.

    >>> len(arnorm.Chain("search").fingerprint)
    64
    >>> arnorm.Chain("search") == arnorm.Chain("search", engine="icu")
    True
)";

constexpr const char *direction_doc = R"(
'forward' or 'reverse'.

    >>> arnorm.Chain("buckwalter", reverse=True).direction
    'reverse'
)";

constexpr const char *scripts_doc = R"(
What it reads and what it writes, as codes of ISO 15924; empty where no rule set says.

    >>> arnorm.Chain("search,buckwalter").scripts
    Scripts(from_='Arab', to='Latn')
)";

constexpr const char *sets_doc = R"(
The rule sets that were read for it: those it names, what they use and what they extend.

    >>> [set.name for set in arnorm.Chain("buckwalter").sets]
    ['buckwalter']
)";

constexpr const char *stages_doc = R"(
Its stages, in the order and the direction in which they run.

    >>> arnorm.Chain("nfc").stages
    (StageInfo(kind='form', set='nfc', direction='forward', engine='table'),)
)";

constexpr const char *reach_doc = R"(
How far it looks around a position, in code points.

    >>> arnorm.Chain("fold-alef").reach
    Reach(behind=0, ahead=0, bounded=True)
)";

constexpr const char *is_line_local_doc = R"(
Whether a text of many lines becomes what its lines become one by one.

    >>> arnorm.Chain("search").is_line_local
    True
)";

constexpr const char *icu_rules_doc = R"(
icu_rules()

The chain as ICU transform rules, for PyICU's ``Transliterator.createFromRules`` and ``uconv -x``.
Raises arnorm.Error when ICU cannot hold it in one text.

    >>> arnorm.Chain("buckwalter").icu_rules().isascii()
    True
)";

} // namespace arnorm::python
