"""Numbers, dates and times of a TOML text, with their spans."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy
from planui.model.toml_nodes import Node, TomlError
from planui.model.words import Words

_NUMBER = lazy(
    r"0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0b[01](?:_?[01])*|0o[0-7](?:_?[0-7])*"
    r"|[+-]?(?:inf|nan)"
    r"|[+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)"
)
_DATETIME = lazy(
    r"(?P<date>\d{4}-\d{2}-\d{2})(?:[Tt ](?P<time>\d{2}:\d{2}:\d{2}(?:\.\d+)?)(?P<zone>[Zz]|[+-]\d{2}:\d{2})?)?"
    r"|(?P<only>\d{2}:\d{2}:\d{2}(?:\.\d+)?)"
)
_VALUE_END = lazy(r"(?=[\s,\]}#]|\Z)")

_VALUE_WANTED = Words(
    "= 的后面应当是一个值：文字要加引号，日期写作 2020-08-20，数字直接写",
    "a value was expected: quote a text, write a date as 2020-08-20, a number as it is",
)
_BIG_NUMBER = Words("数字过长", "the number is too long")
_BAD_DATE = Words("没有这样的日期或时间", "there is no such date or time")


def read_number(text: str, start: int) -> Node:
    """The number at `start`. Raises `TomlError` where there is none."""
    found = _NUMBER.match(text, start)
    if found is None or _VALUE_END.match(text, found.end()) is None:
        raise TomlError(start, _VALUE_WANTED)
    raw = found.group().replace("_", "")
    if found.group("float") or raw.lstrip("+-") in ("inf", "nan"):
        return Node("float", float(raw), start, found.end(), raw)
    try:
        return Node("integer", int(raw, 0), start, found.end(), raw)
    except ValueError:
        raise TomlError(start, _BIG_NUMBER) from None


def read_datetime(text: str, start: int) -> Node | None:
    """The date or time at `start`, if one stands there. Raises `TomlError` where there is no such day or hour."""
    found = _DATETIME.match(text, start)
    if found is None:
        return None
    from datetime import date, datetime, time

    day, clock, zone, only = found.group("date", "time", "zone", "only")
    try:
        if only:
            return Node("time", time.fromisoformat(_microseconds(only)), start, found.end())
        if not clock:
            return Node("date", date.fromisoformat(day), start, found.end())
        zone = "+00:00" if zone in ("Z", "z") else zone or ""
        value = datetime.fromisoformat(f"{day}T{_microseconds(clock)}{zone}")
    except ValueError:
        raise TomlError(start, _BAD_DATE) from None
    return Node("datetime", value, start, found.end())


def _microseconds(clock: str) -> str:
    """A time of day with its fraction cut or filled to six digits, as `fromisoformat` wants it."""
    whole, dot, fraction = clock.partition(".")
    return f"{whole}.{fraction[:6]:0<6}" if dot else whole
