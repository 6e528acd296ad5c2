"""In which sections some words stand: looked for only where a text, or what is looked for, is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planui.model.plan import Plan


class SaidIn:
    """The sections of a plan in whose texts each of some words stands."""

    def __init__(self) -> None:
        self._wanted: dict[str, int] = {}
        self._new: set[str] = set()
        self._texts: dict[str, str] = {}
        self._sections: dict[str, set[str]] = {}

    def want(self, words: tuple[str, ...]) -> None:
        """Words to be looked for, until they are forgotten as often as they were wanted."""
        for one in words:
            known = self._wanted.get(one, 0)
            self._wanted[one] = known + 1
            if not known and one not in self._sections:
                self._new.add(one)

    def forget(self, words: tuple[str, ...]) -> None:
        """Words that need not be looked for any more."""
        for one in words:
            self._wanted[one] -= 1
            if not self._wanted[one]:
                del self._wanted[one]

    def look(self, plan: Plan) -> bool:
        """Brings up to date where the words stand; whether those looked for before stand where they did."""
        if len(self._sections) > 2 * len(self._wanted):
            self._sections = {one: known for one, known in self._sections.items() if one in self._wanted}
        texts = {number: section.text for number, section in plan.sections.items()}
        before, self._texts = self._texts, texts
        same = True
        for number in before.keys() | texts.keys():
            text = texts.get(number, "")
            if text != before.get(number, ""):
                for one, known in self._sections.items():
                    if (one in text) is not (number in known):
                        same = False
                        if number in known:
                            known.discard(number)
                        else:
                            known.add(number)
        for one in self._new:
            self._sections[one] = {number for number, text in texts.items() if one in text}
        self._new.clear()
        return same

    def stand_elsewhere(self, words: tuple[str, ...], number: str | None) -> bool:
        """Whether any of some wanted words stands in a section beside one."""
        for one in words:
            sections = self._sections[one]
            if len(sections) > 1 or (sections and number not in sections):
                return True
        return False
