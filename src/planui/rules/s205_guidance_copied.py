"""S205: the form's own guidance stands in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.record import NamedTuple
from planui.model.words import Words
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage

LENGTH = 20
"""Characters of the section's guidance that must not stand in its text as they are."""
LENGTH_ABOVE = 40
"""The same for the guidance of the sections that it stands in: their short phrases (the name of a policy, “第十五条”)
may be used below."""
GAP = 12
"""Characters between two copied stretches that leave them one copy, with some words changed."""

_GRAM = 8
"""Characters that are looked up at once. Any 20 in a row hold 8 that begin at a multiple of 13: those are enough."""

_MESSAGE = Words(
    "照抄了编写提纲的提示语（{0} 个字符），请换成本库的实际情况",
    "{0} characters of the form's own guidance: say how it is in this library instead",
)


class _Guidance(NamedTuple):
    """A guidance text without white space, and where in it each run of 8 characters stands.

    `marks` are some of those runs: at least one of them stands in every stretch that is long enough.
    """

    text: str
    marks: tuple[str, ...]
    grams: dict[str, list[int]]
    length: int


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """The maximal stretches that are the same in both, white space and Markdown's signs aside."""
    texts = _guidance_of(form, section.number)
    if not texts:
        return
    plain = "".join(passage.text.split())
    stretches = [
        stretch
        for guidance in texts
        if any(mark in plain for mark in guidance.marks)
        for stretch in _stretches(plain, guidance)
    ]
    if not stretches:
        return
    stretches.sort()
    offsets = [index for index, char in enumerate(passage.text) if not char.isspace()]
    merged: list[list[int]] = []
    for start, end in stretches:
        if merged and start <= merged[-1][1] + GAP:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    for start, end in merged:
        yield Finding(passage.at(offsets[start], offsets[end - 1] + 1), _MESSAGE.format(end - start))


class _Known:
    """What was made of the guidance of the form that was checked last."""

    form: Form | None = None
    texts: dict[str, tuple[_Guidance, ...]]


def _guidance_of(form: Form, number: str) -> tuple[_Guidance, ...]:
    """The guidance that a section's writer had before them: its own, and that of the sections it stands in."""
    if _Known.form is not form:
        _Known.form, _Known.texts = form, {}
    if number not in _Known.texts:
        _Known.texts[number] = tuple(_read_guidance(form, number))
    return _Known.texts[number]


def _read_guidance(form: Form, number: str) -> Iterator[_Guidance]:
    at = number
    while at:
        section = form.section(at)
        length = LENGTH if at == number else LENGTH_ABOVE
        if section is not None and section.guidance:
            text = "".join(section.guidance.split())
            if len(text) >= length:
                grams: dict[str, list[int]] = {}
                for index in range(len(text) - _GRAM + 1):
                    grams.setdefault(text[index : index + _GRAM], []).append(index)
                marks = (text[index : index + _GRAM] for index in range(0, len(text), length - _GRAM + 1))
                yield _Guidance(text, tuple(mark for mark in marks if len(mark) == _GRAM), grams, length)
        at = at.rpartition(".")[0]


def _stretches(plain: str, guidance: _Guidance) -> Iterator[tuple[int, int]]:
    """The stretches of `plain` that stand in the guidance and are long enough."""
    source, _, grams, length = guidance
    done = 0
    for at in range(0, len(plain) - _GRAM + 1, length - _GRAM + 1):
        if at + _GRAM <= done or (places := grams.get(plain[at : at + _GRAM])) is None:
            continue
        for place in places:
            start, low = at, place
            while start > 0 and low > 0 and plain[start - 1] == source[low - 1]:
                start, low = start - 1, low - 1
            end, high = at + _GRAM, place + _GRAM
            while end < len(plain) and high < len(source) and plain[end] == source[high]:
                end, high = end + 1, high + 1
            if end - start >= length:
                done = max(done, end)
                yield start, end


RULE = Rule(
    id="S205",
    name="guidance-copied",
    severity=WARNING,
    scope=PASSAGE,
    summary=Words(
        "正文照抄了本节提示语 20 个字符以上",
        "20 or more characters of the section's guidance stand in the text as they are",
    ),
    why=Words(
        "提示语说的是要写什么，评审要看的是本库的实际情况。",
        "The guidance says what to write about; a reviewer wants to read how it is in this library.",
    ),
    fails='[sections."4.1.3"]\ntext = """\n主要描述结合科技资源库资源特点所采取的资源收集整合模式及效果。\n"""\n',
    passes='[sections."4.1.3"]\ntext = """\n按药材产地与花期采集，由产地合作社寄样，入库前统一核对。\n"""\n',
    check=check,
)
