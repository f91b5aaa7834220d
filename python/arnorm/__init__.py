"""Arabic text normalization and transliteration by rule files.

    >>> import arnorm
    >>> arnorm.Chain("search,buckwalter")("العَرَبِيَّةُ")
    'AlErbyh'

``Chain`` is what transforms texts. ``list`` names the rule sets there are, ``check`` looks for what is
wrong with one, and ``explain`` tells more of a diagnostic.
"""

from ._arnorm import Alignment, Chain, __version__, check, explain, list
from ._types import (
    Diagnostic,
    Edit,
    Error,
    ListedSet,
    NearRow,
    Place,
    Range,
    Reach,
    RuleWarning,
    Scripts,
    SetInfo,
    StageInfo,
    StageTrace,
    Trace,
    TracedRow,
    TraceEdit,
)

for _function in (check, explain, list):
    _function.__module__ = "arnorm"

__all__ = [
    "Alignment",
    "Chain",
    "Diagnostic",
    "Edit",
    "Error",
    "ListedSet",
    "NearRow",
    "Place",
    "Range",
    "Reach",
    "RuleWarning",
    "Scripts",
    "SetInfo",
    "StageInfo",
    "StageTrace",
    "Trace",
    "TraceEdit",
    "TracedRow",
    "__version__",
    "check",
    "explain",
    "list",
]
