"""Patterns that are compiled when first used: a check needs few, and compiling all takes longer than the check.

What was compiled once, by an earlier process or when the program was built, can be carried to the next process
(`compiled_patterns`, `use_compiled`), which then makes the pattern a hundred times faster than from its source. Python
has no public way to do that; what is used here of `re`'s inner modules is tried with care: whatever goes wrong, the
pattern is compiled as ever.
"""

from __future__ import annotations

import marshal
import re
import sys
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")
_MOST = 1_000
"""Patterns that are carried on; more are those of earlier versions of the rules."""

_UNFIT = (ImportError, AttributeError, TypeError, ValueError, OverflowError, RuntimeError, re.error)
"""What another `re`, or a carried pattern that is none, may raise."""

_Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_lazy: list[_LazyPattern] = []
_built_in: dict[tuple[str, int], _Compiled] = {}
_carried: dict[tuple[str, int], _Compiled] = {}
_made: dict[tuple[str, int], _Compiled] = {}


class _LazyPattern:
    """Stands for a pattern until it is asked for something; from then on its methods are the pattern's own."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        pattern = _compiled(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def lazy(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern of `re.compile`, compiled later; only its methods can be used."""
    pattern = _LazyPattern(source, flags)
    _lazy.append(pattern)
    return cast("re.Pattern[str]", pattern)


def compiler_id() -> str:
    """Names the kind of Python whose compiled patterns this one can use."""
    return f"{sys.implementation.cache_tag}-{sys.byteorder}-{sys.hexversion:x}"


def use_compiled(data: bytes, *, built_in: bool = False) -> None:
    """Takes over what `compiled_patterns` gave in a process with the same `compiler_id`; all else is ignored.

    `built_in`: the patterns come with the program, and need not be carried on.
    """
    try:
        found = marshal.loads(data)  # noqa: S302 - from our own installation or private cache, its sum checked
    except (EOFError, ValueError, TypeError):
        return
    if isinstance(found, dict):
        (_built_in if built_in else _carried).update(found)


def compiled_patterns() -> bytes | None:
    """All that was compiled here or carried on; None where nothing is new."""
    if not _made:
        return None
    kept = _made if len(_carried) + len(_made) > _MOST else _carried | _made
    return marshal.dumps(kept)


def compile_all() -> None:
    """Compiles the patterns of all modules that are loaded, asked for or not."""
    for pattern in _lazy:
        _compiled(pattern._source, pattern._flags)


def _compiled(source: str, flags: re.RegexFlag) -> re.Pattern[str]:
    key = (source, int(flags))
    carried = _built_in.get(key) or _carried.get(key)
    try:
        import _sre  # type: ignore[import-not-found]

        if carried is None:
            _made[key] = carried = _parts(source, int(flags))
        all_flags, code, groups, names, indices = carried
        # The code is proved by `_sre` before it is used.
        numbers = memoryview(code).cast("I").tolist()
        pattern: re.Pattern[str] = _sre.compile(source, all_flags, numbers, groups, names, indices)
    except _UNFIT:
        for known in (_made, _carried, _built_in):
            known.pop(key, None)
        return re.compile(source, flags)
    return pattern


def _parts(source: str, flags: int) -> _Compiled:
    """What `re.compile` hands to its engine, the code as bytes."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    names = parsed.state.groupdict
    indices: list[str | None] = [None] * parsed.state.groups
    for name, index in names.items():
        indices[index] = name
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    return flags | parsed.state.flags, code, parsed.state.groups - 1, dict(names), tuple(indices)
