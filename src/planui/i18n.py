"""The language of the interface: Chinese or English, asked for or taken from the locale."""

from __future__ import annotations

import os

LANGUAGES = ("zh", "en")


def language(asked: str | None = None) -> str:
    """`asked` where it is a language; else what the locale says; else Chinese, the language of the forms."""
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            if value.startswith("zh"):
                return "zh"
            if value.split(".")[0] in ("C", "POSIX"):
                return "zh" if name == "LANG" else "en"
            return "en"
    return "zh"
