"""Three versions of a list of tokens made one: what only one side changed is taken, the rest is a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from planui.model.diff_sequence import Hunk, gaps, matches
from planui.model.merge_tokens import Bit, Token, Tokens, paragraphs, stronger
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Clash(NamedTuple):
    """Tokens that both sides changed, each in its own way."""

    base: tuple[Token, ...]
    ours: tuple[Token, ...]
    theirs: tuple[Token, ...]


class Side:
    """One side against the base: its hunks, and where each token of the base stands in it."""

    def __init__(self, base: Tokens, side: Tokens) -> None:
        pairs = _pairs(base, side)
        self.tokens = side.tokens
        self.at = dict(pairs)
        self.hunks = gaps(pairs, len(base.tokens), len(side.tokens))

    def joint(self, index: int) -> Bit | None:
        """The joint before token `index` of the base, as this side has it."""
        to = self.at.get(index)
        return None if to is None else self.tokens[to].joint

    def taken(self, low: int, high: int, hunks: Sequence[Hunk]) -> tuple[Token, ...]:
        """This side's tokens for `low`:`high` of the base, of which it changed `hunks`."""
        starts = [hunk.start for hunk in hunks if hunk.low == low]
        ends = [hunk.end for hunk in hunks if hunk.high == high]
        if low < high and low in self.at:
            starts.append(self.at[low])
        if low < high and high - 1 in self.at:
            ends.append(self.at[high - 1] + 1)
        return self.tokens[min(starts) : max(ends)]

    def place(self, token: Token) -> int:
        """The index of one of this side's own tokens."""
        return next(index for index, known in enumerate(self.tokens) if known is token)


def choose(base: T, ours: T, theirs: T) -> T | None:
    """The version that the merge has where at most one side changed it, or both alike; else None."""
    if ours == theirs or theirs == base:
        return ours
    return theirs if ours == base else None


def choose_bit(base: Bit, ours: Bit, theirs: Bit) -> Bit:
    """One of three bits: by meaning, then by how it is written; where both sides changed it, the stronger joint."""
    if ours.meaning == theirs.meaning:
        if theirs.written == base.written:
            return ours
        return theirs if ours.written == base.written else min(ours, theirs, key=lambda bit: bit.written or "")
    if ours.meaning == base.meaning:
        return theirs
    return ours if theirs.meaning == base.meaning else stronger(ours, theirs)


def _pairs(base: Tokens, side: Tokens) -> list[tuple[int, int]]:
    """The tokens that a side left as they were: whole paragraphs first, then sentences between those."""
    old, new = base.bodies, side.bodies
    old_spans, new_spans = paragraphs(base.tokens), paragraphs(side.tokens)
    old_keys = [tuple(old[low:high]) for low, high in old_spans]
    new_keys = [tuple(new[low:high]) for low, high in new_spans]
    out: list[tuple[int, int]] = []
    low = start = 0
    for at, to in (*matches(old_keys, new_keys), (-1, -1)):
        old_low, old_high = old_spans[at] if at >= 0 else (len(old), len(old))
        new_low, new_high = new_spans[to] if at >= 0 else (len(new), len(new))
        out += [(low + i, start + j) for i, j in matches(old[low:old_low], new[start:new_low])]
        out += zip(range(old_low, old_high), range(new_low, new_high), strict=False)
        low, start = old_high, new_high
    return out


class Merger:
    """One merge of three token lists. `meeting` says that texts written where nothing stood clash."""

    def __init__(self, base: Tokens, ours: Tokens, theirs: Tokens, *, meeting: bool) -> None:
        self.base = base.tokens
        self.ours, self.theirs = Side(base, ours), Side(base, theirs)
        self.out: list[Token | Clash] = []
        self.pending: Bit | None = None
        self.tail = choose_bit(base.tail, ours.tail, theirs.tail)
        self.meeting = meeting and not base.tokens
        for one, other in ((self.ours, self.theirs), (self.theirs, self.ours)):
            self._add_torn_joints(one, other)

    def _add_torn_joints(self, one: Side, other: Side) -> None:
        """Where one side rewrote what the other joined or parted, the other's joint counts as a change of its token."""
        extra = []
        for hunk in one.hunks:
            if hunk.end - hunk.start in (0, hunk.high - hunk.low):
                continue
            for index in range(hunk.low + 1, hunk.high):
                joint = other.joint(index)
                if joint is not None and joint.meaning != self.base[index].joint.meaning:
                    extra.append(Hunk(index, index + 1, other.at[index], other.at[index] + 1))
        if extra:
            other.hunks = sorted([*other.hunks, *extra])

    def merge(self) -> list[Token | Clash]:
        """The merged tokens in order."""
        at = 0
        for low, high, ours, theirs in self._groups():
            self._copy(at, low)
            if ours and theirs:
                self._both(low, high, ours, theirs)
            elif ours:
                self._one(self.ours, self.theirs, low, high, ours)
            else:
                self._one(self.theirs, self.ours, low, high, theirs)
            at = high
        self._copy(at, len(self.base))
        self._open()
        return self.out

    def _open(self) -> None:
        """The white space at the very beginning belongs to the text, not to the token that happens to come first."""
        if not self.out or not isinstance(self.out[0], Token):
            return
        firsts = [tokens[0].joint if tokens else None for tokens in (self.base, self.ours.tokens, self.theirs.tokens)]
        base, ours, theirs = (first if first is not None else self.out[0].joint for first in firsts)
        self.out[0] = self.out[0]._replace(joint=choose_bit(base, ours, theirs))

    def _groups(self) -> list[tuple[int, int, list[Hunk], list[Hunk]]]:
        """The changed stretches of the base, in order, and what each side changed there."""
        todo = sorted([(hunk, True) for hunk in self.ours.hunks] + [(hunk, False) for hunk in self.theirs.hunks])
        out: list[tuple[int, int, list[tuple[Hunk, bool]]]] = []
        for hunk, mine in todo:
            if out and any(self._touch(known, hunk, side, mine) for known, side in out[-1][2]):
                low, high, members = out[-1]
                out[-1] = (low, max(high, hunk.high), [*members, (hunk, mine)])
            else:
                out.append((hunk.low, hunk.high, [(hunk, mine)]))
        return [
            (low, high, [hunk for hunk, mine in members if mine], [hunk for hunk, mine in members if not mine])
            for low, high, members in out
        ]

    def _touch(self, first: Hunk, second: Hunk, first_mine: bool, second_mine: bool) -> bool:
        """Whether two hunks, in order, change the same tokens or insert at the same place."""
        if second.low < first.high or second[:2] == first[:2]:
            return True
        if first_mine == second_mine or second.low != first.high:
            return False
        if second.low == second.high and first.end == first.start:
            return self._glued(second, second_mine)[0]
        if first.low == first.high and second.end == second.start:
            return self._glued(first, first_mine)[1]
        return False

    def _glued(self, hunk: Hunk, mine: bool) -> tuple[bool, bool]:
        """Whether an insertion stands on the line of the token before it, and on that of the token behind it."""
        tokens = (self.ours if mine else self.theirs).tokens
        before = hunk.start > 0 and not tokens[hunk.start].breaks
        return before, hunk.end < len(tokens) and not tokens[hunk.end].breaks

    def _put(self, token: Token) -> None:
        joint = token.joint
        if self.pending is not None:
            joint = stronger(joint, self.pending)
            self.pending = None
        self.out.append(Token(joint, token.body))

    def _parted(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """The tokens, the first with the pending joint where that parts more."""
        if self.pending is None or not tokens:
            return tokens
        return (Token(stronger(tokens[0].joint, self.pending), tokens[0].body), *tokens[1:])

    def _copy(self, low: int, high: int) -> None:
        """Tokens that neither side changed; how they are written, and the joints, may be either side's."""
        for index in range(low, high):
            token = self.base[index]
            ours = self.ours.tokens[self.ours.at[index]]
            theirs = self.theirs.tokens[self.theirs.at[index]]
            joint = choose_bit(token.joint, ours.joint, theirs.joint)
            self._put(Token(joint, choose_bit(token.body, ours.body, theirs.body)))

    def _one(self, side: Side, other: Side, low: int, high: int, hunks: Sequence[Hunk]) -> None:
        """A stretch that only `side` changed."""
        tokens = list(side.taken(low, high, hunks))
        if not tokens:
            for index in range(low, high):
                joint = other.joint(index)
                if joint is not None and joint.meaning != self.base[index].joint.meaning:
                    self.pending = joint if self.pending is None else stronger(self.pending, joint)
        for offset in range(min(len(tokens), high - low)):
            joint = other.joint(low + offset)
            if joint is not None:
                joint = choose_bit(self.base[low + offset].joint, tokens[offset].joint, joint)
                tokens[offset] = tokens[offset]._replace(joint=joint)
        for token in tokens:
            self._put(token)
        if len(tokens) > high - low:
            # What was put in is parted from what follows, though the other side joined that to what was before.
            self.pending = side.joint(high)

    def _both(self, low: int, high: int, our_hunks: Sequence[Hunk], their_hunks: Sequence[Hunk]) -> None:
        """A stretch that both sides changed."""
        ours, theirs = self.ours.taken(low, high, our_hunks), self.theirs.taken(low, high, their_hunks)
        mine, yours = _bodies(ours), _bodies(theirs)
        front = _shared(mine, yours)
        back = _shared(mine[front:][::-1], yours[front:][::-1])
        for first, second in zip(ours[:front], theirs[:front], strict=True):
            self._put(_either(first, second))
        left = ours[front : len(ours) - back], theirs[front : len(theirs) - back]
        if low == high and not (self.meeting and all(left)):
            self._insertions(*left)
        elif any(left):
            mine_left, yours_left = (self._parted(tokens) for tokens in left)
            self.pending = None
            self.out.append(Clash(tuple(self.base[low:high]), mine_left, yours_left))
        for first, second in zip(ours[len(ours) - back :], theirs[len(theirs) - back :], strict=True):
            self._put(_either(first, second))

    def _insertions(self, ours: tuple[Token, ...], theirs: tuple[Token, ...]) -> None:
        """Two insertions at one place: both stay, in an order that does not depend on whose they are."""
        one, other = (ours, self.ours), (theirs, self.theirs)
        if _bodies(theirs) < _bodies(ours):
            one, other = other, one
        first, second = one[0], other[0]
        at = start = 0
        for index, to in (*matches(_bodies(first), _bodies(second)), (len(first), len(second))):
            self._runs([(first[at:index], one[1]), (second[start:to], other[1])])
            if index < len(first):
                self._put(_either(first[index], second[to]))
            at, start = index + 1, to + 1

    def _runs(self, runs: list[tuple[tuple[Token, ...], Side]]) -> None:
        """Inserted runs that share nothing: first what goes on the line before, last what begins the line behind."""
        thirds = [(_thirds(tokens, side), side) for tokens, side in runs if tokens]
        last: tuple[Token, Side] | None = None
        for which in range(3):
            same_line = False
            for tokens, side in sorted(
                ((parts[which], side) for parts, side in thirds if parts[which]), key=lambda run: _bodies(run[0])
            ):
                token, *rest = tokens
                if which == 2 and same_line:
                    token = token._replace(joint=Bit(""))
                elif last is not None and token is side.tokens[0]:
                    # It opened its text and now follows something: parted as that was from what came behind it.
                    behind = last[1].place(last[0]) + 1
                    joint = last[1].tokens[behind].joint if behind < len(last[1].tokens) else Bit("\n\n")
                    token = token._replace(joint=stronger(token.joint, joint))
                for one in (token, *rest):
                    self._put(one)
                last, same_line = (tokens[-1], side), True


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two lists share at their beginning."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _either(one: Token, other: Token) -> Token:
    """Of two tokens that say the same, the one that parts more and, where they are alike, a fixed one."""
    body = min(one.body, other.body, key=lambda bit: (bit.quotes, bit.written or ""))
    return Token(stronger(one.joint, other.joint), body)


def _bodies(tokens: Sequence[Token]) -> list[str]:
    return [token.body.meaning for token in tokens]


def _thirds(run: tuple[Token, ...], side: Side) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Token, ...]]:
    """An inserted run as what stands on the line of the token before it, lines of its own, and what begins a line.

    That line goes on with the token behind the run.
    """
    start = side.place(run[0])
    end = start + len(run)
    breaks = [index for index, token in enumerate(run) if token.breaks or (start == 0 and index == 0)]
    low = breaks[0] if breaks else len(run)
    high = len(run)
    if breaks and end < len(side.tokens) and not side.tokens[end].breaks:
        high = breaks[-1]
    return run[:low], run[low:high], run[high:]
