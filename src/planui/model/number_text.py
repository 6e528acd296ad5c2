"""Numbers as people type and read them in a grid (`3,200`), and as TOML writes them (`3_200`)."""

from __future__ import annotations

import re

from planui.model.plan_edit import Number

_NUMBER = re.compile(r"[+-]?\d[\d_,，]*(?:\.\d+)?")
_PLAIN_NUMBER = re.compile(r"([+-]?)(\d[\d_]*)((?:\.\d+)?)")


def grouped(text: str) -> str:
    """A number as all numbers of a grid are shown, however the file writes it: `3_200` and `3200` as `3,200`."""
    found = _PLAIN_NUMBER.fullmatch(text)
    return f"{found[1]}{int(found[2].replace('_', '')):,}{found[3]}" if found and len(text) < 40 else text


def typed_number(text: str) -> Number | None:
    """A number as it was typed, separators dropped; None where it is none."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", "").replace("，", "").lstrip("+")
    sign = "-" if plain.startswith("-") else ""
    whole, dot, fraction = plain.lstrip("-").partition(".")
    return Number(sign + (whole.strip("_").lstrip("0") or "0") + dot + fraction)


def parted(number: Number) -> Number:
    """The number with `_` between its thousands, as TOML allows it."""
    return Number(grouped(number).replace(",", "_"))
