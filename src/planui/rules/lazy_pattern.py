"""The rules' door to `model.lazy_pattern`."""

from planui.model.lazy_pattern import lazy

__all__ = ["lazy"]
