"""A plan's PDF, made in a process of its own, read back, and put in an older one's place."""

from __future__ import annotations

import os
import signal
import stat
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from planui.cli.apart import Apart, Limits
from planui.cli.progress import Progress
from planui.files.save import SaveError, create, save, stamp_of
from planui.files.save_errors import result_error
from planui.files.world import World
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planui.cli.plan_file import PlanFile
    from planui.render import Rendered, RenderOptions

LIMITS = Limits(memory=1_500_000_000, seconds=55)
"""What a render may take. The largest picture that is opened takes 0.7 GB, a plan of 200,000 字 0.2 GB and 3 s; and
people wait for it, so they have an answer within a minute, whatever the plan holds.
"""

_LAYOUT_FAILED = Words(
    "排版时出错（{0}：{1}），没有生成；请把这份计划和这行提示发给开发者",
    "the layout failed ({0}: {1}), nothing was written; please send the plan and this line to the developers",
)
_OVER_PLAN = Words(
    "{0} 就是计划本身，不能用结果盖掉它；请用 -o 换一个文件名",
    "{0} is the plan itself and is not overwritten; give another name with -o",
)
_IS_FOLDER = Words("{0} 是文件夹；请用 -o 写明文件名", "{0} is a folder; give a file's name with -o")
_NOT_REGULAR = Words(
    "{0} 不是普通文件，不往里写；请用 -o 换一个文件名", "{0} is not a regular file; give another name with -o"
)
_NO_FOLDER = Words("{0} 所在的文件夹不存在；请先建好它", "the folder of {0} is not there; make it first")
_OTHER_FILE = Words(
    "{0} 已经存在，而且不是以前的结果，没有覆盖；请用 -o 换一个文件名",
    "{0} exists and is no earlier result: it was not overwritten; give another name with -o",
)


class Made(NamedTuple):
    """A PDF that was written, and what is to be said about it; `notes` as `Rendered` has them, as JSON."""

    pages: int
    size: int
    fonts: list[str]
    pictures: list[dict[str, Any]]
    missing_glyphs: list[dict[str, str]]


def check_target(out: str, plan: str | None) -> None:
    """Raises `PlanuiError` where a result cannot be put at `out`, before any work is done for it."""
    try:
        status = os.stat(out)
    except OSError:
        if not os.path.lexists(out) and not os.path.isdir(os.path.dirname(os.path.abspath(out))):
            raise PlanuiError(_NO_FOLDER.format(out)) from None
        return
    if stat.S_ISDIR(status.st_mode):
        raise PlanuiError(_IS_FOLDER.format(out))
    if not stat.S_ISREG(status.st_mode):
        raise PlanuiError(_NOT_REGULAR.format(out))
    if plan is not None and os.path.samefile(out, plan):
        raise PlanuiError(_OVER_PLAN.format(out))
    kind = os.path.splitext(out)[1].lower()
    if kind not in (".pdf", ".html", ".htm") and status.st_size and not _is_result(out):
        raise PlanuiError(_OTHER_FILE.format(out))


def _is_result(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(9).startswith((b"%PDF-", b"<!DOCTYPE"))
    except OSError:
        return False


def make_pdf(
    file: PlanFile,
    out: str,
    options: RenderOptions,
    lang: str,
    tell: Callable[[str, float], None] | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Made:
    """Renders a plan, reads the PDF back and puts it in the place of an older one.

    `meanwhile` is done while the other process is at work. Raises `PlanuiError`: the older PDF stays as it was then.
    """

    def work(tell: Callable[[str, float], None]) -> tuple[Any, bytes]:
        rendered = _rendered(file, options, lang, tell)
        told = [list(vars(one).values()) for one in rendered.outline]
        return [*_made(rendered), told], rendered.pdf

    with _ending_cleanly(), Progress(sys.stderr, lang) as progress:
        with Apart(work, LIMITS) as apart:
            if meanwhile is not None:
                meanwhile()
            from planui.render.verify import verify

            (*made, outline), pdf = apart.result(tell or progress)
        from planui.render.options import OutlineEntry

        texts = {} if options.blank else {part.heading: file.plan.text(part.number) for part in file.form.sections}
        verify(pdf, made[0], [OutlineEntry(*entry) for entry in outline], texts)
        put(out, pdf)
    return Made(*made)


def _rendered(file: PlanFile, options: RenderOptions, lang: str, tell: Callable[[str, float], None]) -> Rendered:
    from planui.render import to_pdf

    try:
        return to_pdf(file.plan, file.form, World(file.folder, lang), options, tell)
    except (PlanuiError, MemoryError):
        raise
    except Exception as error:  # whatever the libraries stumble over: one line, and the older PDF stays
        if os.environ.get("PLANUI_DEBUG"):
            raise
        said = (str(error).splitlines() or [""])[0][:200]
        raise PlanuiError(_LAYOUT_FAILED.format(type(error).__name__, said)) from None


def _made(rendered: Rendered) -> Made:
    return Made(
        rendered.pages,
        len(rendered.pdf),
        list(rendered.fonts),
        [vars(one) for one in rendered.pictures],
        [vars(one) for one in rendered.missing_glyphs],
    )


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Lets SIGTERM and SIGHUP end the command as ctrl+c does: the other process ended, no temporary file left."""

    def stop(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    before = []
    for number in (signal.SIGTERM, signal.SIGHUP):
        try:
            before.append((number, signal.signal(number, stop)))
        except ValueError:  # not the main thread: whoever owns that looks after signals
            break
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def put(path: str, data: bytes) -> None:
    """Writes a result, in the place of an older one. Raises `PlanuiError`: the older one is whole then."""
    signals = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)  # They wait for the file to be whole: some milliseconds.
    try:
        if not os.path.exists(path):
            create(path, data)
            return
        with open(path, "rb") as older:
            stamp = stamp_of(older.read())
        try:
            save(path, data, stamp)
        except SaveError as error:
            raise result_error(path, error) from None
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
