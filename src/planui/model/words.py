"""A text of the interface in both of its languages."""

from __future__ import annotations

from planui.model.record import NamedTuple


class Words(NamedTuple):
    """One message, in Chinese and in English."""

    zh: str
    en: str

    def pick(self, lang: str) -> str:
        """The text in `lang` (`"zh"` or `"en"`)."""
        return self.zh if lang == "zh" else self.en

    def format(self, *args: object, **named: object) -> Words:
        """Both texts with the same values filled in, as `str.format` does."""
        return Words(self.zh.format(*args, **named), self.en.format(*args, **named))


class PlanuiError(Exception):
    """Something planui cannot do, said in both languages: what, where, and what to do.

    `cli` prints it as one line and exits with 2; the editor shows it as a message.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words
