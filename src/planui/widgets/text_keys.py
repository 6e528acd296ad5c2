"""The keys of the text pane, as data: key, action, identity (for a user's own bindings)."""

from __future__ import annotations

from textual.binding import Binding, BindingType

_MOVES = {
    "left": "left",
    "right": "right",
    "up": "up",
    "down": "down",
    "word_left": "ctrl+left",
    "word_right": "ctrl+right",
    "home": "home",
    "end": "end",
    "page_up": "pageup",
    "page_down": "pagedown",
    "text_start": "ctrl+home",
    "text_end": "ctrl+end",
}
_EDITS = {
    "enter": "enter",
    "indent": "tab",
    "dedent": "shift+tab",
    "delete_left": "backspace,shift+backspace",
    "delete_right": "delete",
    "delete_word_left": "ctrl+w,ctrl+backspace,alt+backspace,ctrl+h",
    "delete_word_right": "ctrl+delete,alt+d",
    "delete_to_line_start": "ctrl+u",
    "delete_to_line_end": "ctrl+k",
    "move_lines_up": "alt+up",
    "move_lines_down": "alt+down",
}
_CLIPBOARD = {"copy": "ctrl+c,super+c", "cut": "ctrl+x,super+x", "paste": "ctrl+v,super+v", "select_all": "ctrl+a"}


def _shifted(key: str) -> str:
    *modifiers, name = key.split("+")
    return "+".join([*modifiers, "shift", name])


def bindings() -> list[BindingType]:
    """All keys of the pane as Textual's bindings, with ids such as ``text.left``, ``text.select-left``."""
    made: list[BindingType] = []
    for name, key in _MOVES.items():
        ident = name.replace("_", "-")
        made.append(Binding(key, f"move('{name}')", show=False, id=f"text.{ident}"))
        made.append(Binding(_shifted(key), f"move('{name}', True)", show=False, id=f"text.select-{ident}"))
    for name, key in _EDITS.items():
        made.append(Binding(key, f"edit('{name}')", show=False, id=f"text.{name.replace('_', '-')}"))
    for name, key in _CLIPBOARD.items():
        made.append(Binding(key, f"{name}_text", show=False, id=f"text.{name.replace('_', '-')}"))
    return made
