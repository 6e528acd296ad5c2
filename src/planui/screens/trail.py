"""Back and forward through the places that were left, as in a browser."""

from __future__ import annotations

from planui.files.recent import Place

MAX_PLACES = 200


class Trail:
    """The places left behind, and those that going back has left ahead."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._passing = False

    def leave(self, place: Place, *, passing: bool = False) -> None:
        """Notes a place that is left for another. `passing`: one of many that are only looked at on the way."""
        if not (passing and self._passing):
            self._behind = [*self._behind[1 - MAX_PLACES :], place]
            self._ahead.clear()
        self._passing = passing

    def back(self, here: Place) -> Place | None:
        """The place left last, None where there is none; `here` can then be gone forward to."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: Place) -> Place | None:
        """The place that going back has left, None where there is none."""
        return self._step(self._ahead, self._behind, here)

    def _step(self, source: list[Place], other: list[Place], here: Place) -> Place | None:
        self._passing = False
        while source:
            place = source.pop()
            if place != here:
                other.append(here)
                return place
        return None
