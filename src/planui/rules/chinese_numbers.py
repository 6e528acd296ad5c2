"""Numbers as Chinese text writes them: 12,345 · 12345 · 1.2345万 · 一万二千三百四十五 · 二〇一九."""

from __future__ import annotations

from planui.model.record import NamedTuple

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SCALES = {"十": 10, "百": 100, "千": 1_000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

HAN_DIGIT = "零〇○一二两三四五六七八九"
HAN_NUMERAL = HAN_DIGIT + "十百千万亿"
"""The inside of a character class: what a numeral in Chinese characters is made of."""

ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in digits, with or without thousands marks."""


class Number(NamedTuple):
    """A value, and the worth of one in its last digit: `step` says how finely it was given (1.2万: 1,000)."""

    value: float
    step: float

    def agrees(self, other: Number) -> bool:
        """Whether both may be the same figure, one of them rounded (1.23万 and 12,345)."""
        distance = abs(self.value - other.value)
        coarse = max(self.step, other.step)
        fine = min(self.step, other.step)
        if coarse <= fine * 1.000001:
            return distance < fine * 1e-6
        return distance <= coarse * 0.500001


def read_number(digits: str, scale: str = "") -> Number | None:
    """The number in `digits` (Arabic or Chinese), times `scale` (万, 亿, 千, 百 or nothing)."""
    factor = (MYRIADS.get(scale[-1]) or SCALES.get(scale[-1], 1)) if scale else 1
    if digits[0].isdigit():
        plain = digits.replace(",", "").replace("，", "")
        whole, point, decimals = plain.partition(".")
        if point:
            return Number(round(float(plain) * factor, 6), factor / 10 ** len(decimals))
        return Number(float(whole) * factor, float(factor))
    return _read_han(digits, factor)


def _read_han(digits: str, factor: int) -> Number | None:
    whole, point, decimals = digits.partition("点")
    last = decimals[-1:]
    if last in MYRIADS:
        factor *= MYRIADS[last]
        decimals = decimals[:-1]
    value = read_han_integer(whole)
    if value is None or (point and not decimals):
        return None
    text = "".join(str(DIGITS[char]) for char in decimals if char in DIGITS)
    if len(text) < len(decimals):
        return None
    if text:
        return Number(round(float(f"{value}.{text}") * factor, 6), factor / 10 ** len(text))
    tail = whole[-1:]
    rounded = MYRIADS.get(tail, SCALES.get(tail, 1)) if len(whole) > 1 and tail not in "十" else 1
    return Number(float(value * factor), float(rounded * factor))


def read_han_integer(text: str) -> int | None:
    """The integer of a numeral in Chinese characters: 二〇一九, 四百一十二, 一万二. None where it is none."""
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    scale = 1
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            scale = scale if digit else 1
        elif char in SCALES:
            section += (digit or 1) * SCALES[char]
            scale = SCALES[char]
            digit = 0
        elif char in MYRIADS:
            total = (total + section + digit) * MYRIADS[char]
            section = digit = 0
            scale = MYRIADS[char]
        else:
            return None
    # 一万二, 三百五: a last digit straight after a scale counts tenths of it.
    if digit and scale > 10 and len(text) > 1 and text[-2] in "百千万亿":
        digit *= scale // 10
    return total + section + digit
