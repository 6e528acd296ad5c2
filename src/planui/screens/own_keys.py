"""The keys of the user's settings: looked at, then given to the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.commands import CHOSEN, COMMANDS, GRID_COMMANDS, TABLE_COMMANDS
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from textual.app import App

_NO_COMMAND = Words("设置里的键：没有命令“{0}”", "keys in the settings: there is no command {0!r}")
_NO_KEY = Words(
    "设置里的键：“{0}”不是键的名字，如 ctrl+o、f7、alt+n", "keys in the settings: {0!r} is no key, like ctrl+o, f7"
)
_TYPES = Words(
    "设置里的键：“{0}”是打字用的，不能给命令“{1}”", "keys in the settings: {0!r} is for typing, not for {1!r}"
)
_TWICE = Words("设置里的键：“{0}”给了两个命令：{1}、{2}", "keys in the settings: {0!r} is given to both {1} and {2}")
_MODIFIERS = {"ctrl", "alt", "shift", "super"}
_FOR_TYPING = {
    *("enter", "tab", "space", "backspace", "delete", "escape", "up", "down", "left", "right"),
    *("home", "end", "pageup", "pagedown"),
}


def use_keys(app: App[Any], keys: dict[str, tuple[str, ...]]) -> None:
    """Binds commands to the user's keys. Raises `PlanuiError` where they cannot be; all stays as it is then."""
    CHOSEN.clear()
    if not keys:
        return
    everywhere = {one.id for one in COMMANDS}
    known = everywhere | {one.id for one in (*GRID_COMMANDS, *TABLE_COMMANDS)}
    owners: dict[str, str] = {}
    for name, wanted in keys.items():
        if name not in known:
            raise PlanuiError(_NO_COMMAND.format(name))
        for key in wanted:
            _look_at(key, name, everywhere)
            if name in everywhere and owners.setdefault(key, name) != name:
                raise PlanuiError(_TWICE.format(key, owners[key], name))
    # A key that the user gives to one command is taken from the command that had it.
    taken = set(owners)
    for one in COMMANDS:
        if one.id not in keys and taken & set(one.keys):
            CHOSEN[one.id] = tuple(key for key in one.keys if key not in taken)
    CHOSEN.update(keys)
    app.set_keymap({name: ",".join(bound) for name, bound in CHOSEN.items()})


def _look_at(key: str, name: str, everywhere: set[str]) -> None:
    from textual.keys import Keys

    *modifiers, last = key.split("+")
    names = {one.value.split("+")[-1] for one in Keys} | {f"f{number}" for number in range(1, 25)}
    letter = len(last) == 1 and last.isalnum() and last.isascii()
    if set(modifiers) - _MODIFIERS or not (letter or last in names):
        raise PlanuiError(_NO_KEY.format(key))
    typed = letter or last in _FOR_TYPING
    if name in everywhere and typed and not set(modifiers) & {"ctrl", "alt", "super"}:
        raise PlanuiError(_TYPES.format(key, name))
