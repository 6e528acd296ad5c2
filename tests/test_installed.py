"""What an installation in place leaves: bytecode, so that no start has to compile the program again."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import cache_from_source
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def installed_from() -> str:
    """The folder that an editable installation of planui points to; empty where there is none."""
    try:
        said = distribution("planui").read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    url = json.loads(said or "{}")
    return url["url"].removeprefix("file://") if url.get("dir_info", {}).get("editable") else ""


def test_an_installation_in_place_is_compiled() -> None:
    if installed_from() != str(ROOT):
        pytest.skip("planui is not installed in place from here")
    missing = [path.name for path in ROOT.glob("src/planui/*.py") if not Path(cache_from_source(str(path))).exists()]
    assert not missing
