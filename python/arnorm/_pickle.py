"""Chains out of a pickle. It holds their name or text, their options and their fingerprint, so that a
process with other rules does not go on with other results."""

from __future__ import annotations

from typing import Any, Dict, Optional

from ._arnorm import Chain
from ._types import Error


def restore(name: str, rules: Optional[str], options: Dict[str, Any], fingerprint: str) -> Chain:
    if rules is None:
        chain = Chain(name, **options)
    else:
        chain = Chain.parse(rules, name, **options)
    if chain.fingerprint != fingerprint:
        raise Error(
            f"the rules of {name!r} are not those with which it was pickled: "
            f"its fingerprint is {chain.fingerprint}, and was {fingerprint}"
        )
    return chain
