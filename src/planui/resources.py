"""Where the program's own files are: forms, styles and samples, in a wheel and in a checkout."""

from __future__ import annotations

import os

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def forms_folder() -> str:
    """The folder of the built-in forms."""
    return os.path.join(_PACKAGE, "forms")


def built_folder() -> str:
    """The folder of what was worked out when the program was installed; it may be missing."""
    return os.path.join(_PACKAGE, "built")


def check_folders() -> tuple[str, ...]:
    """The folders of the program's files that decide what a check finds."""
    return (_PACKAGE, *(os.path.join(_PACKAGE, name) for name in ("files", "forms", "model", "rules")))


def data_folder(name: str) -> str:
    """The folder `styles` or `samples`.

    A wheel carries both inside the package (`data/`, see pyproject.toml); an editable install and a checkout have them
    at the project's top. Raises `FileNotFoundError` where neither is there: the installation is broken.
    """
    for folder in (os.path.join(_PACKAGE, "data", name), os.path.join(_PACKAGE, "..", "..", name)):
        if os.path.isdir(folder):
            return os.path.normpath(folder)
    raise FileNotFoundError(name)
