"""The join of X502: all figures of a plan, brought together by noun and unit, and by value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from planui.rules.canonical_nouns import canonical
from planui.rules.conversions import Conversions
from planui.rules.figure_exchange import exchange
from planui.rules.figure_kin import kin_of
from planui.rules.figure_levels import beyond_the_end
from planui.rules.figure_likeness import Likenesses
from planui.rules.figure_pairs import Pair, Said, differences, may_differ
from planui.rules.figure_reading import Drawn
from planui.rules.figure_resolver import FigureResolver
from planui.rules.figure_slips import BY_ORDER, Figure, Slips
from planui.rules.figure_tables import is_spoilt
from planui.rules.figure_wholes import are_of_other_wholes
from planui.rules.indicator_figures import GridFigure, comparable, grid_figures, grid_series, long_ones
from planui.rules.parts import mismatches
from planui.rules.time_cues import PLAN
from planui.rules.told_pairs import ToldPairs
from planui.rules.vague_nouns import is_vague

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planui.model.diagnostic import Finding, Place
    from planui.model.form import Form
    from planui.model.passage import Passage
    from planui.model.plan import Plan
    from planui.rules.mention import Mention

_Key = tuple[str, str]


class Figures:
    """Groups what has the same noun and unit, and of those what holds for the same time; in each group with different
    values the fewest are wrong. A figure's time is looked for only where its group has different values."""

    def __init__(self) -> None:
        self._resolver = FigureResolver()
        self._begin()

    def _begin(self) -> None:
        """Nothing is filed."""
        self._drawn: dict[Passage | str, Drawn] = {}
        self._new: dict[Passage | str, None] = {}
        self._gone: dict[Passage | str, Drawn] = {}
        self._groups: dict[_Key, dict[Passage | str, list[Any]]] = {}
        self._changed: set[_Key] = set()
        self._pairs = ToldPairs()
        self._slips = Slips()
        self._likenesses = Likenesses()
        self._conversions = Conversions()
        self._asked: dict[Figure, set[_Key]] = {}
        self._wrong: dict[Passage | str, set[int]] = {}
        self._grids: dict[str, tuple[object, ...]] = {}

    def add(self, passage: Passage | str, facts: Drawn) -> None:
        """Keeps a passage's figures; they are filed when findings are asked for, which know the library's name."""
        self._drawn[passage] = facts
        self._new[passage] = None
        self._conversions.add(passage, facts.conversions)

    def remove(self, passage: Passage | str) -> None:
        """Lets a passage's figures go; they are taken out of their groups when findings are asked for."""
        facts = self._drawn.pop(passage)
        self._conversions.remove(passage)
        if passage in self._new:
            del self._new[passage]
        else:
            self._gone[passage] = self._plain(facts)

    def _take_out(self, passage: Passage | str, facts: list[Any]) -> None:
        """Takes a passage's figures out of their groups."""
        self._resolver.forget(passage)
        self._wrong.pop(passage, None)
        for one in facts:
            key = (one.noun, one.unit)
            self._changed.add(key)
            group = self._groups.get(key)
            if group is not None and group.pop(passage, None) is not None and not group:
                del self._groups[key]
            self._slips.remove(passage, one)

    def _exchange_all(self) -> None:
        """Puts passages that came in the places of those of the same text that went, as far as that can be done."""
        came: dict[Place, list[Passage]] = {}
        for where in self._new:
            if not isinstance(where, str):
                came.setdefault(where.place, []).append(where)
        for news in came.values():
            news.sort(key=_by_offset, reverse=True)
        olds = [where for where in self._gone if not isinstance(where, str) and where.place in came]
        for old in sorted(olds, key=_by_offset):
            if (news := came[old.place]) and self._exchange(old, new := news.pop()):
                del self._gone[old], self._new[new]

    def _exchange(self, old: Passage, new: Passage) -> bool:
        """Puts a passage that came in the place of one that went, and lets what was decided of the figures that stayed
        hold for them; whether that could be done."""
        gone, come = self._gone[old], self._plain(self._drawn[new])
        facts = cast("list[Mention]", [*gone.figures, *gone.loose])
        others = cast("list[Mention]", [*come.figures, *come.loose])
        known, say = self._resolver.remembered(old), self._resolver.said
        done = exchange(facts, others, known, lambda one: say(new, one), self._is_told)
        if done is None:
            return False
        loose = {id(one) for one in (*gone.loose, *come.loose)}
        self._take_out(old, [one for one in done.gone if id(one) not in loose])
        for one, other in done.kept:
            if id(one) in loose:
                continue
            group = self._groups.setdefault((one.noun, one.unit), {})
            group.pop(old, None)
            group.setdefault(new, []).append(other)
            self._slips.exchange(old, new, other)
        self._file(new, [one for one in done.come if id(one) not in loose])
        self._likenesses.exchange(old, gone, new, come, done)
        self._pairs.exchange(old, new, done.said)
        return True

    def _file(self, passage: Passage | str, facts: list[Any]) -> None:
        """Files a passage's figures under their nouns and units, and under their values."""
        groups, changed, slips = self._groups, self._changed, self._slips
        for one in facts:
            key = one[:2]
            group = groups.get(key)
            if group is None:
                groups[key] = {passage: [one]}
            else:
                changed.add(key)
                if passage in group:
                    group[passage].append(one)
                else:
                    group[passage] = [one]
            slips.add(passage, one)

    def findings(self, plan: Plan, form: Form) -> Iterator[list[Finding]]:
        """The figures that differ, each told once, passage by passage."""
        if self._resolver.learn(plan, form):
            self._file_anew()
        self._look_at_grids(plan, form)
        if self._gone and self._new:
            self._exchange_all()
        for passage, drawn in self._gone.items():
            self._take_out(passage, drawn.figures)
            self._likenesses.remove(passage, drawn)
        for passage in self._new:
            drawn = self._plain(self._drawn[passage])
            self._file(passage, drawn.figures)
            self._likenesses.add(passage, drawn)
        self._gone.clear()
        self._new.clear()
        if self._changed or self._slips.has_changed or self._likenesses.has_changed:
            self._judge()
        yield from self._pairs.findings()
        yield from self._conversions.findings()

    def _judge(self) -> None:
        """Judges anew what changed."""
        put = self._pairs.put
        for figure, pairs in self._slips.judge(self._all, self._is_told):
            put(figure, _of_one_whole(pairs))
        for figure in self._slips.counted():
            # What was decided by how often a figure stands is decided anew.
            self._changed.update(self._asked.pop(figure, ()))
        for reason, pairs in self._likenesses.judge(self._resolver, self._is_told):
            put(reason, _of_one_whole(pairs))
        for key in self._changed:
            pairs = _of_one_whole(self._differences(key)) if key in self._groups else []
            put(key, pairs, plain=True)
        self._changed.clear()

    def _plain(self, drawn: Drawn) -> Drawn:
        """Figures without the library's own name, full or short, before their nouns."""
        figures: list[Any] = drawn.figures
        loose = drawn.loose
        for own in self._resolver.known.names:
            if own and any(one.noun.startswith(own) for one in (*figures, *loose)):
                figures = [_without(own, one) for one in figures]
                loose = [_without(own, one) for one in loose]
        if figures is drawn.figures:
            return drawn
        return drawn._replace(
            figures=[one for one in figures if not _is_loose(one)],
            loose=[*loose, *(one for one in figures if _is_loose(one))],
        )

    def _file_anew(self) -> None:
        """Files all anew, as what holds for all figures changed."""
        drawn = {where: facts for where, facts in self._drawn.items() if not isinstance(where, str)}
        self._begin()
        for where, facts in drawn.items():
            self.add(where, facts)

    def _look_at_grids(self, plan: Plan, form: Form) -> None:
        """Brings the figures of the indicators up to date: those of the sections whose rows are other than before."""
        for section in form.sections:
            if section.table != "indicators":
                continue
            number = section.number
            rows = plan.rows(number, "indicators")
            source = plan.source.text
            key = tuple(source[row.node.start : row.node.body_end] for row in rows)
            if self._grids.get(number, ()) != key:
                self._grids[number] = key
                if number in self._drawn:
                    self.remove(number)
                if figures := list(grid_figures(rows)):
                    self.add(
                        number, Drawn(comparable(figures), [], grid_series(figures), [], [], [], long_ones(figures))
                    )

    def _all(self, group: dict[Passage | str, list[Any]]) -> list[Said]:
        say = self._resolver.said
        found = [say(where, one) for where, figures in group.items() for one in figures]
        said = [one for one in found if one is not None and not one.rough]
        if len(said) > 1:
            said.sort(key=BY_ORDER)
        return said

    def _is_told(self, said: Said) -> bool:
        """Whether a figure is part of a sum that does not come out, which X503 tells."""
        where, one = said.where, said.one
        if isinstance(where, str) or isinstance(one, GridFigure):
            return False
        if one.raw:
            return is_spoilt(where, one)
        if where not in self._wrong:
            self._wrong[where] = {part.start for found in mismatches(where) if not found.change for part in found.parts}
        return one.start in self._wrong[where]

    def _differences(self, key: _Key) -> Iterator[Pair]:
        group = self._groups[key]
        if not key[0]:
            return
        if is_vague(key[0]):  # of what says too little, only what changes from and to is compared
            changes = (
                (
                    where,
                    [one for one in found if _change_of(one) or (one.unit == "人次" and one.value >= _MUCH)],
                )
                for where, found in group.items()
            )
            group = {where: found for where, found in changes if found}
        if not group or (len(group) == 1 and len(next(iter(group.values()))) == 1):
            return
        values = {one.value for found in group.values() for one in found}
        if len(values) < 2 or not may_differ(key[0], values):
            return

        def often(unit: str, value: float) -> int:
            """In how many passages a figure stands, whatever its noun."""
            figure, count = self._slips.often(unit, value)
            self._asked.setdefault(figure, set()).add(key)
            return count

        scopes: dict[str, list[Said]] = {}
        for said in self._all(group):
            scopes.setdefault(said.scope, []).append(said)
        for members in scopes.values():
            if len(members) > 1 and (found := list(differences(key[0], members, often))):
                untold = [said for said in members if not self._is_told(said)]
                yield from found if len(untold) == len(members) else differences(key[0], untold, often)
        if PLAN in scopes:
            yield from beyond_the_end(key[0], (said for members in scopes.values() for said in members))


def _of_one_whole(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs but for those of parts of different wholes."""
    if pairs == []:
        return []
    return [pair for pair in pairs if not are_of_other_wholes(pair.wrong.whole, pair.other.whole)]


def _without(own: str, one: Any) -> Any:
    noun = one.noun
    if noun.startswith(own) and len(noun) > len(own) + 1:
        noun = canonical(noun[len(own) :].lstrip(_OF))
        return one._replace(noun=noun, kin=kin_of(one.unit, noun, one.value, changes=_change_of(one) > 0))
    return one


def _change_of(one: Any) -> int:
    """Whether a figure is what something changed from or to; one of the indicators is neither."""
    return getattr(one, "change", 0)


def _by_offset(passage: Passage) -> int:
    return passage.offset


def _is_loose(one: Any) -> bool:
    """Whether a figure's noun alone says too little to compare by."""
    return not _change_of(one) and one.value < _SMALL and is_vague(one.noun)


_MUCH = 1_000
"""From so many on, those who came to trainings (培训8,000人次) are all who did."""
_SMALL = 100
"""Figures below this stand beside a noun as vague as 项目 or 单位 for many things in one plan."""


_OF = "的现共"
