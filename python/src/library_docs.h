// The documentation of the module's functions; see chain_docs.h.
#pragma once

namespace arnorm::python {

constexpr const char *list_doc = R"(
list(*, path=(), files='contained', texts=None)

All rule sets that a chain can name, sorted. What is wrong with a set that cannot be read is a warning.

    >>> import arnorm
    >>> [set.name for set in arnorm.list() if set.name.startswith("buck")]
    ['buckwalter', 'buckwalter-quran', 'buckwalter-safe', 'buckwalter-xml']
    >>> next(set for set in arnorm.list() if set.name == "buckwalter").scripts
    Scripts(from_='Arab', to='Latn')
)";

constexpr const char *check_doc = R"(
check(name, *, path=(), files='contained', texts=None)

Everything that is wrong with a rule file, or with a rule set of that name, as `arnorm check` finds it:
errors, rows that can never match, what ICU rejects, claims that can be refuted; and where there are
none of these, warnings (see Diagnostic.severity). An empty tuple means that there is nothing to say.

    >>> arnorm.check("buckwalter")
    ()
    >>> rules = '''format = 1
    ... name = "mine"
    ... [[stage]]
    ... table = [ { from = "ا", too = "A" } ]
    ... '''
    >>> for diagnostic in arnorm.check("mine", texts={"mine": rules}):
    ...     print(diagnostic.code, diagnostic.place.line, diagnostic.message)
    AR0104 4 a row has no `to`
    AR0102 4 unknown key `too` in a row
)";

constexpr const char *explain_doc = R"(
explain(code)

The page of a diagnostic's code, in Markdown; None when there is no such code.

    >>> arnorm.explain("AR0203").splitlines()[0]
    '## AR0203: this row can never match'
)";

} // namespace arnorm::python
