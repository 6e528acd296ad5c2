"""The user's settings: a file that the user writes, and the choices that the editor remembers itself.

The file is `planui/config.toml` in the XDG configuration folder:

    theme = "light"              # dark, light, contrast
    tour = false                 # no tour on the first start
    pictures = "sixel"           # kitty, sixel, none: what the terminal shows, where its name does not tell

    [keys]                       # by the commands' ids
    save = "ctrl+o"
    find_next = ["f7", "alt+n"]

It is only read. What the editor remembers (the theme that was picked, that the tour was shown) is in the state folder.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from planui.files.state import read_private, state_folder, write_private
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

PICTURES = ("kitty", "sixel", "none")
THEMES = ("dark", "light", "contrast")
_MAX_BYTES = 100_000
_CHOICES = "choices.json"
_BROKEN = Words("设置文件 {0} 有误，没有用它：{1}", "the settings in {0} are not used: {1}")
_NO_TABLE = Words("{0} 应当是 {1}", "{0} should be {1}")
_UNKNOWN = Words("没有“{0}”这一项", "there is no {0!r}")


class Settings(NamedTuple):
    """What the user wants. `problem`: why the file, or a part of it, is not followed."""

    theme: str = ""
    tour: bool = True
    keys: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  (never changed)
    problem: Words | None = None
    pictures: str = ""


def settings_path() -> str:
    """Where the user's settings are, whether or not there are any."""
    base = os.environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(base):  # The XDG rule: a relative path is to be ignored.
        base = os.path.join(os.path.expanduser("~"), ".config")
    return os.path.join(base, "planui", "config.toml")


def load_settings() -> Settings:
    """The user's settings; the defaults, with a problem, where the file cannot be used."""
    path = settings_path()
    try:
        with open(path, "rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        return Settings(problem=_BROKEN.format(path, error.strerror or error))
    import tomllib

    try:
        if len(data) > _MAX_BYTES:
            raise ValueError(f"> {_MAX_BYTES} bytes")
        found = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # tomllib's and the decoder's errors are ValueErrors
        return Settings(problem=_BROKEN.format(path, str(error).replace("\n", " ")))
    try:
        return _settings(found)
    except PlanuiError as error:
        return Settings(problem=Words(_BROKEN.zh.format(path, error.words.zh), _BROKEN.en.format(path, error.words.en)))


def _settings(found: dict[str, Any]) -> Settings:
    for name in found:
        if name not in ("theme", "tour", "keys", "pictures"):
            raise PlanuiError(_UNKNOWN.format(name))
    theme, tour, keys = found.get("theme", ""), found.get("tour", True), found.get("keys", {})
    if theme not in ("", *THEMES):
        raise PlanuiError(_NO_TABLE.format("theme", " / ".join(THEMES)))
    pictures = found.get("pictures", "")
    if pictures not in ("", *PICTURES):
        raise PlanuiError(_NO_TABLE.format("pictures", " / ".join(PICTURES)))
    if not isinstance(tour, bool):
        raise PlanuiError(_NO_TABLE.format("tour", "true / false"))
    if not isinstance(keys, dict):
        raise PlanuiError(_NO_TABLE.format("keys", "[keys]"))
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in keys.items():
        many = [value] if isinstance(value, str) else value
        if not isinstance(many, list) or not all(isinstance(key, str) and key for key in many):
            raise PlanuiError(_NO_TABLE.format(f"keys.{name}", '"ctrl+o" / ["f7", "alt+n"]'))
        chosen[name] = tuple(many)
    return Settings(theme, tour, chosen, pictures=pictures)


def remembered(name: str) -> str:
    """What the editor has noted under a name; empty where it has not, or where that cannot be read."""
    return _choices().get(name, "")


def remember_choice(name: str, value: str) -> None:
    """Notes a choice for the next start. Silent where that is not possible: nothing depends on it."""
    import json

    with suppress(OSError, PlanuiError):
        data = json.dumps({**_choices(), name: value}).encode("ascii")
        write_private(os.path.join(state_folder(), _CHOICES), data, durable=False)


def _choices() -> dict[str, str]:
    import json

    try:
        found = json.loads(read_private(os.path.join(state_folder(), _CHOICES), _MAX_BYTES))
    except (OSError, PlanuiError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}
