"""X503: parts that are meant to be all of a whole, and do not add up to it; shares that do not make 100%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.record import NamedTuple
from planui.model.words import Words
from planui.rules.part_sentences import Mismatch
from planui.rules.parts import mismatches
from planui.rules.ratios import odd_ratios
from planui.rules.rule import JOIN, Rule
from planui.rules.said_in import SaidIn
from planui.rules.table_growth import wrong_growths
from planui.rules.table_ratios import odd_table_ratios
from planui.rules.table_sums import TableMismatch, mismatches_of, table_mismatches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.diagnostic import Place
    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.plan import Plan

_PARTS = Words(
    "总数是 {0}，各部分（{1}）相加却是 {2}，请核对", "the whole is {0}, its parts ({1}) add up to {2}: check them"
)
_RECKONED = Words(
    "{0} 与同一句里的 {1} 对不上，照那里应当是 {2}，请核对",
    "{0} does not agree with {1} in the same sentence, by which it should be {2}: check them",
)
_SHARES = Words(
    "各项占比（{0}）相加是 {1}%，不是 100%，请核对", "the shares ({0}) add up to {1}%, not 100%: check them"
)
_TABLE = Words("这一合计是 {0}，各项相加却是 {1}，请核对", "this total is {0}, its cells add up to {1}: check them")
_ODD = Words(
    "这一列的合计是 {0}，各项相加却是 {1}，多半差在这一格，请核对",
    "this column's total is {0}, its cells add up to {1}, likely because of this one: check them",
)
_RATIO = Words("{0} 与它的占比 {1} 对不上，请核对", "{0} and its share {1} do not belong together: check them")
_GROWTH = Words(
    "这里是 {0}，首末两个日期的数却相差 {1}，请核对",
    "this says {0}, but the first and the last date differ by {1}: check them",
)
_COLUMN = Words("这一列的占比相加是 {0}%，不是 100%，请核对", "the shares of this column add up to {0}%, not 100%")


_SAME_FAULT = 300
"""Characters within which a sum and a share that do not come out are likely one fault."""


class Drawn(NamedTuple):
    """What does not add up in a passage: offsets in its words, or in its raw text for cells of tables (`raw`)."""

    start: int
    end: int
    words: Words
    total: float
    unit: str
    raw: bool = False
    yields: bool = False
    """Whether X502, where it speaks of the same figure, says it better."""
    rivals: tuple[tuple[int, int], ...] = ()
    """Where else it would be of the same fault: the whole, and all figures of a change."""


def draw(passage: Passage, section: FormSection, form: Form) -> list[Drawn]:
    """Running text sentence by sentence, then tables."""
    text = passage.text
    drawn: list[Drawn] = []
    for found in mismatches(passage):
        start, end = _span(text, found)
        parts = "、".join(text[one.start : one.end].strip() for one in found.parts[:6])
        if len(found.parts) > 6:
            parts += "……"
        if found.whole is None:
            total = _figure(found.total)
            drawn.append(Drawn(start, end, _SHARES.format(parts, total), 100, ""))
        else:
            said = text[found.whole.start : found.whole.end].strip()
            words = (_RECKONED if found.reckoned else _PARTS).format(said, parts, _as_said(found.total, said))
            about = (found.whole, *(found.parts if found.change else ()))
            rivals = tuple((one.start, one.end) for one in about if one.start != start)
            drawn.append(Drawn(start, end, words, found.total, found.whole.unit, yields=found.change, rivals=rivals))
    sums = list(drawn)
    for pair in odd_ratios(passage):
        if not any(abs(one.start - pair.at.start) < _SAME_FAULT for one in sums):
            words = _RATIO.format(*(text[one.start : one.end].strip() for one in pair[:2]))
            drawn.append(Drawn(pair.at.start, pair.at.end, words, 0, "", yields=True))
    if passage.prose.tables:
        for one in table_mismatches(passage):
            words = _COLUMN.format(_figure(one.total))
            if one.said is not None:
                words = (_ODD if one.odd else _TABLE).format(*_said(passage.raw, one))
            drawn.append(Drawn(one.start, one.end, words, one.total, one.unit, raw=True))
        for table in passage.prose.tables:
            for start, end, difference in wrong_growths(passage, table):
                words = _GROWTH.format(passage.raw[start:end].strip("* "), _figure(difference))
                drawn.append(Drawn(start, end, words, 0, "", raw=True, yields=True))
            if not mismatches_of(passage, table):
                for odd in odd_table_ratios(passage, table):
                    words = _RATIO.format(*(passage.raw[one.start : one.end].strip() for one in odd[:2]))
                    drawn.append(Drawn(odd.at.start, odd.at.end, words, 0, "", raw=True, yields=True))
    return drawn


def _said(raw: str, one: TableMismatch) -> tuple[str, str]:
    """A table's total and the sum of its cells; a total that stands beside the table, as it is written there."""
    assert one.said is not None
    if not one.unit:
        return _figure(one.said), _figure(one.total)
    words = raw[one.start : one.end].strip()
    return words, _figure(one.total / 1e4) + "万" if "万" in words else _figure(one.total)


def _span(text: str, found: Mismatch) -> tuple[int, int]:
    """Where to point: at the whole, at all shares, at the parts where the whole stands lines before."""
    first, last = found.parts[0], found.parts[-1]
    if found.at is not None:
        return found.at.start, found.at.end
    if found.whole is None or text.find("\n", found.whole.end, first.start) >= 0:
        return first.start, last.end
    return found.whole.start, found.whole.end


class Sums:
    """What was drawn, but for totals that are the odd ones among those of other sections: X502 tells that better."""

    def __init__(self) -> None:
        self._drawn: dict[Passage, list[tuple[Drawn, tuple[str, ...]]]] = {}
        self._told: dict[Passage, tuple[int, list[Finding]]] = {}
        self._texts = SaidIn()

    def add(self, passage: Passage, facts: list[Drawn]) -> None:
        """Keeps what was drawn."""
        self._drawn[passage] = [(one, _figures(one)) for one in facts]
        for _, figures in self._drawn[passage]:
            self._texts.want(figures)

    def remove(self, passage: Passage) -> None:
        """Forgets what was drawn."""
        for _, figures in self._drawn.pop(passage):
            self._texts.forget(figures)
        self._told.pop(passage, None)

    def findings(self, plan: Plan, form: Form) -> Iterator[list[Finding]]:
        """Everything drawn."""
        stand = self._texts.look(plan)
        for passage, drawn in self._drawn.items():
            offset, told = self._told.get(passage, (-1, []))
            if offset != passage.offset:
                told = [Finding(_place(passage, one), one.words, rivals=_rivals(passage, one)) for one, _ in drawn]
            elif stand:
                yield told
                continue
            better = [self._better(passage, *one) for one in drawn]
            if any(found.unless != rule for found, rule in zip(told, better, strict=True)):
                told = [found._replace(unless=rule) for found, rule in zip(told, better, strict=True)]
            self._told[passage] = passage.offset, told
            yield told

    def _better(self, passage: Passage, one: Drawn, figures: tuple[str, ...]) -> str:
        """The rule that tells it better, where there is one: the sum of the parts stands in another section, too, which
        speaks for the parts."""
        return "X502" if one.yields or self._texts.stand_elsewhere(figures, passage.place.section) else ""


def _place(passage: Passage, one: Drawn) -> Place:
    return passage.at_raw(one.start, one.end) if one.raw else passage.at(one.start, one.end)


def _rivals(passage: Passage, one: Drawn) -> tuple[Place, ...]:
    return tuple(passage.at(start, end) for start, end in one.rivals)


def _figures(one: Drawn) -> tuple[str, ...]:
    """How a total may be written that another section may give; none where that says nothing."""
    if one.yields or not one.unit:
        return ()
    return f"{one.total:,.10g}", f"{one.total:.10g}", f"{one.total / 1e4:.10g}万", f"{one.total / 1e4:,.10g}万"


def _as_said(value: float, said: str) -> str:
    """A sum in the unit in which its whole is written."""
    for sign, scale in (("亿", 1e8), ("万", 1e4)):
        if sign in said:
            return f"{_figure(value / scale)}{said[said.index(sign) :]}"
    return _figure(value)


def _figure(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


RULE = Rule(
    id="X503",
    name="parts-and-whole",
    severity=WARNING,
    scope=JOIN,
    summary=Words(
        "列全的各部分相加不等于总数，或占比相加不等于 100%",
        "parts meant to be all of a whole do not add up to it, or shares do not make 100%",
    ),
    why=Words(
        "评审会把“共……，其中……”加一遍。各部分互相重叠（学历与职称）、只列一部分、有“其余”“等”的不算；"
        "占比允许 ±0.2 的舍入误差。",
        "A reviewer adds them up. Overlapping parts, partial lists, 其余 and 等 are none; shares may be ±0.2 off.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库现行制度共18项，其中资源类6项、服务类5项、安全类5项，逐年修订。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n本库现行制度共18项，其中资源类6项、服务类5项、安全类7项，逐年修订。\n"""\n',
    check=Sums,
    draw=draw,
)
