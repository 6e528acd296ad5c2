"""Figures of one noun in a row, and the total that ends them: 合同额相应为286万元、142万元、290万元，合计718万元."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy

_TOGETHER = lazy(r"(?:[两三四五][年者项类个]|以上)?(?:合计|共计|总计)(?:为|达|是)?\s?$")
_STOPS = "。；\n"


class Run:
    """The figures before one, as far as they are of one unit and one noun, and one sentence."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._noun = ""
        self._unit = ""
        self._end = 0
        self._count = 0

    def goes_on(self, start: int, end: int, unit: str, noun: str) -> None:
        """The next figure; one without a noun counts what the one before it does."""
        between = self._text[self._end : start]
        if unit != self._unit or any(stop in between for stop in _STOPS):
            self._noun, self._unit, self._count = noun, unit, 0
        elif noun and noun != self._noun:
            self._noun = ""  # of several things
        self._count += 1
        self._end = end

    def total(self, at: int, words: str, unit: str) -> str:
        """The noun of a figure whose own `words`, from `at`, say that it is the total of those before it; else \"\"."""
        if self._count < 2 or unit != self._unit or not self._noun or _TOGETHER.fullmatch(words) is None:
            return ""
        return self._noun if self._text[self._end : at] in ("，", "；", ",", "") else ""
