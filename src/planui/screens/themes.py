"""The themes: dark, light, and one of high contrast. The one that was picked is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.theme import Theme

from planui.files.settings import THEMES, load_settings, remember_choice, remembered
from planui.model.words import Words
from planui.screens import words

if TYPE_CHECKING:
    from textual.app import App

    from planui.screens.editor import Editor

_THEME = Words("配色", "Theme")
_THEMES = {"dark": Words("深色", "dark"), "light": Words("浅色", "light"), "contrast": Words("高对比", "high contrast")}
_THEME_NOW = Words("配色：{0}，下次打开也用它", "theme: {0}, the next time, too")
_THEME_FIXED = Words("下次打开仍用设置文件里的 {0}", "the next time it is {0} again, as your settings say")

_OF_TEXTUAL = {"dark": "textual-dark", "light": "planui-light", "contrast": "planui-contrast"}
_LIGHT = Theme(
    name="planui-light",
    primary="#004578",
    secondary="#0178d4",
    accent="#ffa62b",
    warning="#ffa62b",
    error="#ba3c5b",
    success="#4ebf71",
    background="#e0e0e0",
    surface="#d8d8d8",
    panel="#d0d0d0",
    dark=False,
    # Textual's own are too pale to be read on these grounds, or too dark to be read on.
    variables={
        "text-warning": "#6f4200",
        "text-accent": "#6f4200",
        "text-success": "#1d5230",
        "text-error": "#8a1738",
        "foreground-darken-3": "#404040",
        "primary-darken-3": "#a8c6e8",
        "primary-muted": "#c6d8ec",
    },
)
_CONTRAST = Theme(
    name="planui-contrast",
    primary="#2040ff",
    secondary="#00ffff",
    accent="#00ffff",
    warning="#ffff00",
    error="#ff6060",
    success="#00ff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    luminosity_spread=0.3,
    text_alpha=1,
    variables={
        "foreground-darken-3": "#ffffff",
        "panel-lighten-1": "#303030",
        "primary-darken-3": "#303030",
        "text-primary": "#ffff00",
    },
)


def use_theme(app: App[Any], name: str) -> None:
    """Shows a theme; the one that the terminal starts with costs nothing."""
    wanted = _OF_TEXTUAL.get(name, "textual-dark")
    for theme in (_LIGHT, _CONTRAST):
        if wanted == theme.name:
            app.register_theme(theme)
    if app.theme != wanted:
        app.theme = wanted


def first_theme(chosen: str) -> str:
    """The theme to begin with: the settings', else the one that was picked last."""
    return chosen or remembered("theme")


def pick_theme(editor: Editor) -> None:
    """Asks for a theme, shows it, and remembers it."""
    from planui.screens.pick import Choice, Pick

    lang = editor.lang
    choices = [Choice(name, _THEMES[name].pick(lang), "", (name, _THEMES[name].zh)) for name in THEMES]

    def picked(name: str | None) -> None:
        if not name:
            return
        use_theme(editor.app, name)
        remember_choice("theme", name)
        fixed = load_settings().theme
        if fixed and fixed != name:
            editor.say(_THEME_FIXED.format(fixed), "warning")
        else:
            editor.say(Words(*(_THEME_NOW[at].format(_THEMES[name][at]) for at in (0, 1))), "ok")

    editor.app.push_screen(Pick(_THEME.pick(lang), choices, words.NO_COMMAND.pick(lang), lang), picked)
