"""Which parts of a line are Markdown's own, for gentle colouring: cheap expressions over one line at a time."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from planui.model.lazy_pattern import lazy

LONGEST = 20_000
"""Characters of the longest line that is coloured: a longer one is data, not prose."""

_BLOCK = lazy(
    r"(?P<heading>^ {0,3}#{1,6}(?:\s.*)?$)|(?P<rule>^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$)"
    r"|(?P<fence>^ {0,3}(?:`{3,}|~{3,}).*$)"
    r"|(?P<quote>^ {0,3}>\s?)|(?P<item>^\s*(?:[-*+]|\d{1,9}[.)])(?=\s))"
)
_INLINE = lazy(
    r"(?P<code>`+[^`]+`+)|(?P<link>!?\[[^\[\]]*\]\([^()]*\))|(?P<bold>\*\*(?=\S)[^*]+\*\*|__(?=\S)[^_]+__)"
    r"|(?P<italic>\*(?=\S)[^*]+\*)"
)
_BAR = lazy(r"(?<!\\)\||^\s*\|?[\s:|-]*-{3,}[\s:|-]*$")


class Ink(NamedTuple):
    """A stretch of a line, and what it is: the name of a component class without its prefix."""

    start: int
    end: int
    name: str


@lru_cache(maxsize=512)
def inks(line: str) -> tuple[Ink, ...]:
    """The coloured stretches of a line, in order and not overlapping."""
    if len(line) > LONGEST:
        return ()
    found: list[Ink] = []
    block = _BLOCK.match(line)
    body = 0
    if block is not None:
        name = block.lastgroup or ""
        found.append(Ink(*block.span(), {"rule": "item", "fence": "code"}.get(name, name)))
        if name in ("heading", "rule", "fence"):
            return tuple(found)
        body = block.end()
    if "|" in line and line.lstrip().startswith("|"):
        found += [Ink(*bar.span(), "bar") for bar in _BAR.finditer(line, body)]
        return tuple(found)
    found += [Ink(*match.span(), match.lastgroup or "") for match in _INLINE.finditer(line, body)]
    return tuple(found)
