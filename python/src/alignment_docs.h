// The documentation of arnorm.Alignment; see chain_docs.h.
#pragma once

namespace arnorm::python {

constexpr const char *alignment_doc = R"(
Which part of a text became which part of its result; Chain.align makes it.

    >>> chain = arnorm.Chain("search,buckwalter")
    >>> alignment = chain.align("قال مُحَمَّد")
    >>> alignment.output
    'qAl mHmd'
    >>> begin = alignment.output.index("mHmd")
    >>> found = alignment.to_input(begin, begin + 4)
    >>> alignment.input[found.begin : found.end]
    'مُحَمَّد'

All offsets are indices of the str, or of the bytes.
)";

constexpr const char *input_doc = R"(
The text.

    >>> arnorm.Chain("search").align("إن").input
    'إن'
)";

constexpr const char *output_doc = R"(
What the chain made of it.

    >>> arnorm.Chain("search").align("إن").output
    'ان'
)";

constexpr const char *edits_doc = R"(
What changed, in order: which range of the input became which range of the output. What no edit names
is copied.

    >>> for edit in arnorm.Chain("search").align("إنّ").edits:
    ...     print(edit)
    Edit(input=Range(begin=0, end=1), output=Range(begin=0, end=1))
    Edit(input=Range(begin=2, end=3), output=Range(begin=2, end=2))
)";

constexpr const char *to_input_doc = R"(
to_input(begin, end, *, clusters=False)

The smallest range of the input whose edits cover a range of the output. What was deleted belongs to an
empty range. With ``clusters`` it is widened to whole grapheme clusters, so that no letter is parted
from its marks.

    >>> alignment = arnorm.Chain("search").align("مُحَمَّد")
    >>> alignment.to_input(0, 1)
    Range(begin=0, end=1)
    >>> alignment.to_input(0, 1, clusters=True)
    Range(begin=0, end=2)
)";

constexpr const char *to_output_doc = R"(
to_output(begin, end, *, clusters=False)

The smallest range of the output that comes from a range of the input.

    >>> arnorm.Chain("search").align("مُحَمَّد").to_output(2, 5)
    Range(begin=1, end=3)
)";

constexpr const char *then_doc = R"(
then(next)

This alignment and one of its output, as one.

    >>> search, latin = arnorm.Chain("search"), arnorm.Chain("buckwalter")
    >>> first = search.align("إنّ")
    >>> first.then(latin.align(first.output)).to_input(1, 2)
    Range(begin=1, end=2)
)";

} // namespace arnorm::python
