"""`NamedTuple` as `typing` has it, for classes that are made in a twentieth of the time.

A check loads some seventy of them, and `typing`'s compiles every annotation and a `__new__` for each: that took a fifth
of a cold start. Here annotations stay what they are, and `__new__` is compiled when the first instance is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple as NamedTuple
else:
    try:
        from _collections import _tuplegetter
    except ImportError:  # another Python than CPython
        from operator import itemgetter

        def _tuplegetter(index: int, doc: str) -> property:
            return property(itemgetter(index), doc=doc)

    _make_tuple = tuple.__new__
    _KEPT = frozenset(["__module__", "__qualname__", "__doc__", "__annotations__"])

    class _Record(type):
        """Makes the classes."""

        def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type:
            if bases and getattr(bases[0], "_fields", ()):
                return super().__new__(mcs, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = tuple(namespace[field] for field in fields if field in namespace)
            if any(field not in namespace for field in fields[len(fields) - len(defaults) :]):
                raise TypeError(f"{name}: a field without a default stands behind one with a default")
            for index, field in enumerate(fields):
                namespace[field] = _tuplegetter(index, "")

            def __new__(cls: type, *args: Any, **values: Any) -> Any:  # noqa: N807 - a method of what is made
                made.__new__ = staticmethod(_constructor(name, fields, defaults))
                return made.__new__(cls, *args, **values)

            made = super().__new__(
                mcs,
                name,
                bases or (tuple,),
                {**namespace, "__slots__": (), "__new__": __new__, "_fields": fields, "__match_args__": fields},
            )
            return made

    def _constructor(name: str, fields: tuple[str, ...], defaults: tuple[object, ...]) -> Any:
        """`__new__`, with the fields as its parameters."""
        listed = ", ".join(fields)
        code = f"lambda _cls, {listed}: _make_tuple(_cls, ({listed}{',' if len(fields) == 1 else ''}))"
        made = eval(code, {"_make_tuple": _make_tuple, "__builtins__": {}})  # noqa: S307 - names of our own classes
        made.__defaults__ = defaults
        made.__name__ = "__new__"
        made.__qualname__ = f"{name}.__new__"
        return made

    class NamedTuple(tuple, metaclass=_Record):
        """What all of them can do."""

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Any:
            made = _make_tuple(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"expected {len(cls._fields)} values, got {len(made)}")
            return made

        def _replace(self, /, **values: Any) -> Any:
            made = _make_tuple(type(self), map(values.pop, self._fields, self))
            if values:
                raise ValueError(f"no such fields: {list(values)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            values = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({values})"
