"""Dates in Chinese numerals, as covers print them (GB/T 15835: 二〇二〇年八月二十日)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_DIGITS = "〇一二三四五六七八九"


def _count(number: int) -> str:
    """A number from 1 to 99 in words."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def chinese_date(day: date) -> str:
    """A day as a cover prints it: 2020-08-20 is 二〇二〇年八月二十日."""
    year = "".join(_DIGITS[int(digit)] for digit in f"{day.year:04d}")
    return f"{year}年{_count(day.month)}月{_count(day.day)}日"
