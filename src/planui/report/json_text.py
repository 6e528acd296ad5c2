"""JSON that may be printed to a terminal: what a terminal would obey is escaped."""

from __future__ import annotations

import json
from typing import Any

from planui.model.visible import INVISIBLE


def json_text(value: Any, *, indent: int | None = None) -> str:
    """A value as JSON, Chinese as it is; C1 controls, bidirectional and invisible signs as `\\u` escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isprintable() else INVISIBLE.sub(lambda found: json.dumps(found.group())[1:-1], text)
