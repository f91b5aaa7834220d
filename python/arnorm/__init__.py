"""Arabic text normalization and transliteration by rule files.

    >>> import arnorm
    >>> arnorm.Chain("search,buckwalter")("العَرَبِيَّةُ")
    'AlErbyh'

``Chain`` is what transforms texts. ``list`` names the rule sets there are, ``check`` looks for what is
wrong with one, and ``explain`` tells more of a diagnostic.
"""

from ._arnorm import Chain, __version__, check, explain, list
from ._types import Diagnostic, Error, Place, Reach, RuleWarning, Scripts, SetInfo, StageInfo

for _function in (check, explain, list):
    _function.__module__ = "arnorm"

__all__ = [
    "Chain",
    "Diagnostic",
    "Error",
    "Place",
    "Reach",
    "RuleWarning",
    "Scripts",
    "SetInfo",
    "StageInfo",
    "__version__",
    "check",
    "explain",
    "list",
]
