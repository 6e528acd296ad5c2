"""Work in a process of its own, with limits on memory and time: whatever it meets, the command ends in a clear line.

The process is a fork, so that nothing is loaded or parsed twice; the command forks while it is small and has no
threads. What comes back is frames of JSON and bytes over a pipe, never a pickle: a decoder that a hostile picture has
taken over can say something wrong, and run nothing here. The process writes no file but the cache, and opens no
connection.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    Tell = Callable[[str, float], None]
    Work = Callable[[Tell], tuple[Any, bytes]]

_PROGRESS, _RESULT, _DATA, _FAILURE = b"P", b"R", b"D", b"F"
_HEAD = 9
"""Bytes before a frame's content: its kind, and its length in eight bytes."""

_PATIENCE = 2.0
"""Seconds that a process is given to clear up after itself before it is killed."""

_MEMORY = Words(
    "排版需要的内存超过 {0} MB（{1}），没有写出任何文件；请看看有没有特别大的图片或表格",
    "the layout needs more than {0} MB of memory ({1}), nothing was written; is there a very large picture or table?",
)
_TIME = Words(
    "排版 {0} 秒还没有完成（{1}），没有写出任何文件；请看看有没有特别长的段落、表格或特别多的图片",
    "the layout took more than {0} seconds ({1}), nothing was written; is there a very long paragraph or table?",
)
_DIED = Words(
    "排版的进程意外结束（{0}；{1}），没有写出任何文件",
    "the process that lays out the plan died ({0}; {1}), nothing was written",
)
_STAGES = {
    "html": Words("整理文字", "reading the text"),
    "reading": Words("读样式", "reading the styles"),
    "picture": Words("处理图片", "preparing pictures"),
    "fonts": Words("准备字体", "making the fonts"),
    "pages": Words("排版", "laying out pages"),
    "writing": Words("写出", "writing the PDF"),
}


def stage_words(stage: str) -> Words:
    """What a stage of the work is called."""
    return _STAGES.get(stage, Words("启动", "starting"))


class Limits(NamedTuple):
    """What the process may take: bytes of memory beyond its first ones; seconds, of the processor and on the clock."""

    memory: int
    seconds: int


class Apart:
    """One piece of work under way in a process of its own. Leaving the `with` ends the process, whatever it is doing.

    `work` is called there with a function to report stages to, and gives what JSON can say, and bytes.
    """

    def __init__(self, work: Work, limits: Limits) -> None:
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._stage = ""
        self._read_end, write_end = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._read_end)
            _live(work, limits, write_end)
        os.close(write_end)

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._read_end)  # The process notices when it next says something.
        self._end()

    def result(self, tell: Tell) -> tuple[Any, bytes]:
        """Waits for the work and passes its progress on. Raises `PlanuiError`: its own, or that it met a limit."""
        buffer = bytearray()
        result: Any = None
        while True:
            left = self._deadline - time.monotonic()
            if left <= 0 or not select.select([self._read_end], [], [], left)[0]:
                raise self._too_long()
            some = os.read(self._read_end, 1 << 20)
            if not some:
                raise self._cause()
            buffer += some
            while (frame := _frame(buffer)) is not None:
                kind, content = frame
                if kind == _DATA:
                    return result, content
                said = json.loads(content)
                if kind == _FAILURE:
                    raise self._too_much() if said is None else PlanuiError(Words(*map(str, said)))
                if kind == _RESULT:
                    result = said
                else:
                    self._stage, share = str(said[0]), float(said[1])
                    tell(self._stage, share)

    def _say(self, words: Words, value: object) -> PlanuiError:
        """An error with one value and the stage that the work had reached."""
        where = stage_words(self._stage)
        return PlanuiError(Words(words.zh.format(value, where.zh), words.en.format(value, where.en)))

    def _too_much(self) -> PlanuiError:
        return self._say(_MEMORY, self._limits.memory // 1_000_000)

    def _too_long(self) -> PlanuiError:
        return self._say(_TIME, self._limits.seconds)

    def _cause(self) -> PlanuiError:
        """Why the process ended without a result."""
        status = os.waitpid(self._pid, 0)[1]
        self._pid = 0
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            if number == signal.SIGXCPU:
                return self._too_long()
            if number in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGKILL):
                # What C code does that gets no memory, and what the system does to a process that takes too much.
                return self._too_much()
            return self._say(_DIED, signal.Signals(number).name)
        return self._say(_DIED, os.waitstatus_to_exitcode(status))

    def _end(self) -> None:
        if not self._pid:
            return
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGTERM)
        until = time.monotonic() + _PATIENCE
        while not os.waitpid(self._pid, os.WNOHANG)[0]:
            if time.monotonic() > until:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
                break
            time.sleep(0.002)
        self._pid = 0


def _frame(buffer: bytearray) -> tuple[bytes, bytes] | None:
    """Takes the first frame out of what has come, if it is whole."""
    if len(buffer) < _HEAD:
        return None
    end = _HEAD + int.from_bytes(buffer[1:_HEAD], "big")
    if len(buffer) < end:
        return None
    frame = bytes(buffer[:1]), bytes(buffer[_HEAD:end])
    del buffer[:end]
    return frame


class _Stopped(BaseException):
    """The command wants no result any more: everything is left as by ctrl+c, temporary files are removed."""


def _live(work: Work, limits: Limits, write_end: int) -> NoReturn:
    """The life of the process, from the fork to its end."""
    code = 1
    try:
        _confine(limits)

        def send(kind: bytes, content: bytes) -> None:
            view = memoryview(kind + len(content).to_bytes(_HEAD - 1, "big") + content)
            while view:
                view = view[os.write(write_end, view) :]

        def tell(stage: str, share: float) -> None:
            send(_PROGRESS, json.dumps([stage, share]).encode())

        try:
            result, data = work(tell)
            send(_RESULT, json.dumps(result).encode())
            send(_DATA, data)
            code = 0
        except PlanuiError as error:
            send(_FAILURE, json.dumps([*error.words]).encode())
        except MemoryError:
            send(_FAILURE, b"null")
    except (OSError, _Stopped, KeyboardInterrupt):
        pass  # Nobody listens any more.
    except BaseException:  # Whatever it is: this copy of the command ends here, and never goes on as the command.
        if os.environ.get("PLANUI_DEBUG"):
            sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _confine(limits: Limits) -> None:
    """Limits this process, shuts its streams, and takes the network from it."""
    import gc
    import resource

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _Stopped

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)
    gc.disable()  # It lives for seconds and makes no litter of cycles to speak of.
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1) if os.environ.get("PLANUI_DEBUG") else (0, 1, 2):
        os.dup2(nothing, stream)
    for kind, amount in (
        (resource.RLIMIT_AS, _mapped() + limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        least = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        with suppress(ValueError, OSError):  # Not every system has every limit.
            resource.setrlimit(kind, (least, hard))

    def refuse(event: str, _details: tuple[Any, ...]) -> None:
        if event.startswith("socket.") or event in ("subprocess.Popen", "os.system", "os.posix_spawn"):
            raise PermissionError(f"rendering needs no {event}")

    sys.addaudithook(refuse)


def _mapped() -> int:
    """The bytes of address space that this process has already."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
