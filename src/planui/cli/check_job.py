"""The check of one file after another: known from an earlier run, or made now."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from planui.files.pictures import AskedPictures
from planui.files.reading import NotUtf8, decode, read_bytes, read_standard_input
from planui.model.record import NamedTuple
from planui.model.source import Source
from planui.model.words import PlanuiError, Words
from planui.report.result import FileResult, tally

if TYPE_CHECKING:
    from planui.check import Checker
    from planui.files.result_cache import ResultCache
    from planui.report.reporter import Reporter

_EARLIER = 1_000_000
"""Characters of earlier plans that are remembered: some fifty plans, and what they share with those before."""


class Chosen(NamedTuple):
    """The rules asked for, as `planui.check.Selection` takes them; known results are told without loading any rule."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Piece(NamedTuple):
    """What checking one file left: its piece of the report and its counts, or why it could not be read; whether it was
    checked, or known from before."""

    text: str
    counts: tuple[int, ...]
    failure: Words | None = None
    checked: bool = True


class Job:
    """Checks files; a copy works in each process."""

    def __init__(self, chosen: Chosen, report: Reporter, *, cache: bool = False, counts: bool = True) -> None:
        """`cache`: whether to use and keep results of other runs; `counts`: whether the report tells the 字."""
        self._chosen = chosen
        self._report = report
        self._counts = counts
        self._checker: Checker | None = None
        self._pictures: AskedPictures | None = None
        self._cache: ResultCache | None = None
        if cache:
            from planui.files.result_cache import ResultCache

            with suppress(OSError, PlanuiError):
                self._cache = ResultCache(chosen)

    def __call__(self, path: str) -> Piece:
        """One file's piece."""
        try:
            data = read_standard_input() if path == "-" else read_bytes(path)
        except PlanuiError as error:
            return Piece("", (), error.words)
        cache = self._cache if path != "-" else None
        known = cache.find(path, data, counted=self._counts) if cache is not None else None
        if known is not None:
            source = Source(decode(data, path))
            result = FileResult(path, known.form, lambda: known.chars, source, known.diagnostics)
        else:
            result = self.check(path, data)
        return Piece(self._report.file(result), tally(result), checked=known is None)

    def check(self, path: str, data: bytes) -> FileResult:
        """Checks a file's content anew, and keeps the result for the next run."""
        folder = os.getcwd() if path == "-" else os.path.dirname(os.path.abspath(path))
        try:
            text = decode(data, path)
        except NotUtf8 as error:
            from planui.cli.not_utf8 import not_utf8_result

            return not_utf8_result(path, data, error)
        from planui.files.form_store import form_source, load_form

        if self._checker is None:
            self._checker = _make_checker(self._chosen)
        pictures = self._pictures_of(folder)
        checked = self._checker.check_text(text, lambda ref: load_form(ref, folder), pictures)
        if checked.form is None or checked.plan is None:
            return FileResult(path, None, lambda: checked.chars, checked.source, checked.diagnostics)
        chars = checked.chars if self._counts else -1
        if self._cache is not None and path != "-":
            from planui.files.result_cache import Known

            form = form_source(checked.plan.form_ref, folder)
            self._cache.keep(path, data, Known(checked.form.id, chars, checked.diagnostics, form, pictures.said))
        return FileResult(path, checked.form.id, lambda: chars, checked.source, checked.diagnostics)

    def _pictures_of(self, folder: str) -> AskedPictures:
        """The pictures of a plan's folder; plans of one folder share what was read of them."""
        if self._pictures is None or self._pictures.given != folder:
            self._pictures = AskedPictures(folder)
        self._pictures.said = {}
        return self._pictures

    def tidy(self) -> None:
        """Leaves the caches as the next run wants them."""
        from planui.files.pattern_cache import save_patterns

        save_patterns()
        if self._cache is not None:
            self._cache.prune()


def _make_checker(chosen: Chosen) -> Checker:
    """A checker, with the rules and patterns that it takes: all that is loaded only where a file has to be checked."""
    import gc

    gc.disable()  # what is loaded makes no litter
    from planui.check import Checker, Selection
    from planui.files.pattern_cache import load_patterns

    load_patterns()
    # Nothing that is loaded by now will ever be thrown away, and a plan's values never hold each other in a ring.
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()
    return Checker(Selection(*chosen), earlier=_EARLIER)
