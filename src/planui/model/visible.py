"""Text from outside made safe to show: what a terminal would obey, or nobody would see, becomes visible signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy

if TYPE_CHECKING:
    import re

INVISIBLE = lazy(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|[\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff\ud800-\udfff]"
)
"""Control characters (not tab and line feed), bidirectional and zero-width signs, private use, lone surrogates."""


def visible(text: str) -> str:
    """The text with every invisible or controlling character shown as a sign: `␛`, `‹202E›`."""
    return text if text.isprintable() else INVISIBLE.sub(_sign, text)


def one_line(text: str) -> str:
    """The same on one line: line feeds and tabs become `␊` and `␉`."""
    return visible(text).replace("\n", "␊").replace("\t", "␉")


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"‹{code:04X}›"
