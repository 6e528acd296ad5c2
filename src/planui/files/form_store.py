"""The forms that there are: built in, and in files that a plan names."""

from __future__ import annotations

import os

from planui import resources
from planui.files.reading import read_text
from planui.model.form import Form
from planui.model.form_file import read_form
from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

_ID = lazy(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_NONE_NAMED = Words(
    '没有写明表单；请在文件开头写 form = "{0}"（planui forms 列出已有的表单）',
    'no form is named; write form = "{0}" at the top of the file (`planui forms` lists the forms)',
)
_NO_FORM = Words("没有“{0}”这个表单；已有：{1}", "there is no form {0!r}; there are: {1}")
_NO_FILE = Words("读不到表单文件 {0}：{1}", "cannot read the form file {0}: {1}")


class _Read(NamedTuple):
    """A form file as it was read: its size and time then, its text and what that says."""

    status: tuple[int, int] | None
    text: str
    form: Form


_known: dict[str, _Read] = {}


def form_ids() -> list[str]:
    """The ids of the built-in forms, sorted."""
    return sorted(name[:-5] for name in os.listdir(resources.forms_folder()) if name.endswith(".toml"))


def default_form_id() -> str:
    """The form that `new` takes when none is named: the first one."""
    return form_ids()[0]


def _form_file(ref: str, folder: str) -> str:
    """The file that a plan in `folder` names as its form; empty where `ref` is the id of a built-in one."""
    if _ID.fullmatch(ref) and not ref.endswith(".toml"):
        return ""
    return os.path.abspath(os.path.join(folder, ref))


def load_form(ref: str, folder: str) -> Form:
    """The form that a plan in `folder` names: a built-in id, or a path from that folder.

    Raises `PlanuiError` where there is none, and `FormError` where the file is no form. A file is read again when its
    size or time is another one.
    """
    if not ref:
        raise PlanuiError(_NONE_NAMED.format(default_form_id()))
    path = _form_file(ref, folder)
    if not path:
        path = os.path.join(resources.forms_folder(), ref + ".toml")
        if not os.path.isfile(path):
            raise PlanuiError(_NO_FORM.format(ref, "、".join(form_ids())))
    status = _status(path)
    known = _known.get(path)
    if known is None or known.status != status:
        try:
            text = read_text(path)
        except PlanuiError as error:
            raise PlanuiError(
                Words(_NO_FILE.zh.format(ref, error.words.zh), _NO_FILE.en.format(ref, error.words.en))
            ) from None
        known = _known[path] = _Read(status, text, read_form(text, ref))
    return known.form


def _status(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # ValueError: a name with NUL
        return None
    return found.st_size, found.st_mtime_ns


def form_source(ref: str, folder: str) -> tuple[str, str]:
    """The file that a plan in `folder` names as its form, and the text that was read there by `load_form`; both empty
    where the form is built in."""
    path = _form_file(ref, folder)
    return path, _known[path].text if path else ""
