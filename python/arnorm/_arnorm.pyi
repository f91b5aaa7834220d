import builtins
import os
from collections.abc import Iterable
from typing import List, Literal, Mapping, Optional, Tuple, TypeVar, Union, overload

from ._types import Diagnostic, Edit, ListedSet, Range, Reach, Scripts, SetInfo, StageInfo, Trace

_Path = Union[str, bytes, os.PathLike[str], os.PathLike[bytes]]
_Engine = Literal["auto", "icu", "table"]
_Files = Literal["none", "contained", "any"]
_Invalid = Literal["keep", "replace", "error"]
_Text = TypeVar("_Text", str, bytes)

__version__: str

class Alignment:
    @property
    def input(self) -> Union[str, bytes]: ...
    @property
    def output(self) -> Union[str, bytes]: ...
    @property
    def edits(self) -> List[Edit]: ...
    def to_input(self, begin: int, end: int, *, clusters: bool = False) -> Range: ...
    def to_output(self, begin: int, end: int, *, clusters: bool = False) -> Range: ...
    def then(self, next: Alignment) -> Alignment: ...

class Chain:
    def __init__(
        self,
        name: Union[str, os.PathLike[str], os.PathLike[bytes]],
        *,
        reverse: bool = False,
        engine: _Engine = "auto",
        files: _Files = "contained",
        path: Union[_Path, Iterable[_Path]] = (),
        texts: Optional[Mapping[str, str]] = None,
    ) -> None: ...
    @staticmethod
    def parse(
        rules: str,
        name: str = "<text>",
        *,
        reverse: bool = False,
        engine: _Engine = "auto",
        files: _Files = "contained",
        path: Union[_Path, Iterable[_Path]] = (),
        texts: Optional[Mapping[str, str]] = None,
    ) -> Chain: ...
    @overload
    def __call__(self, text: str, /, *, invalid: _Invalid = "keep") -> str: ...
    @overload
    def __call__(self, text: Union[bytes, bytearray, memoryview], /, *, invalid: _Invalid = "keep") -> bytes: ...
    def apply(
        self, texts: Iterable[_Text], *, threads: int = 1, invalid: _Invalid = "keep"
    ) -> List[_Text]: ...
    def align(
        self, text: Union[str, bytes, bytearray, memoryview], *, invalid: _Invalid = "keep"
    ) -> Alignment: ...
    def trace(
        self,
        text: Union[str, bytes, bytearray, memoryview],
        *,
        near: bool = False,
        invalid: _Invalid = "keep",
    ) -> Trace: ...
    def icu_rules(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def direction(self) -> Literal["forward", "reverse"]: ...
    @property
    def scripts(self) -> Scripts: ...
    @property
    def sets(self) -> Tuple[SetInfo, ...]: ...
    @property
    def stages(self) -> Tuple[StageInfo, ...]: ...
    @property
    def reach(self) -> Reach: ...
    @property
    def is_line_local(self) -> bool: ...

def list(
    *,
    path: Union[_Path, Iterable[_Path]] = (),
    files: _Files = "contained",
    texts: Optional[Mapping[str, str]] = None,
) -> builtins.list[ListedSet]: ...
def check(
    name: _Path,
    *,
    path: Union[_Path, Iterable[_Path]] = (),
    files: _Files = "contained",
    texts: Optional[Mapping[str, str]] = None,
) -> Tuple[Diagnostic, ...]: ...
def explain(code: str) -> Optional[str]: ...
