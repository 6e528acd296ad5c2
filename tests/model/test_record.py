"""Our `NamedTuple` behaves as the one of `typing`."""

from __future__ import annotations

import pickle
import typing

import pytest

from planui.model.record import NamedTuple


class Ours(NamedTuple):
    """One."""

    name: str
    size: int = 1
    marks: tuple[str, ...] = ()

    @property
    def double(self) -> int:
        return self.size * 2


class Theirs(typing.NamedTuple):
    """One."""

    name: str
    size: int = 1
    marks: tuple[str, ...] = ()

    @property
    def double(self) -> int:
        return self.size * 2


class Single(NamedTuple):
    only: int


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_it_is_a_tuple_with_names(kind: type[Ours]):
    one = kind("a", marks=("x",))
    assert one == ("a", 1, ("x",)) and hash(one) == hash(tuple(one)) and isinstance(one, tuple)
    assert (one.name, one.size, one.marks, one.double, one[1:]) == ("a", 1, ("x",), 2, (1, ("x",)))
    assert one._replace(size=3) == ("a", 3, ("x",)) and type(one._replace(size=3)) is kind
    assert one._asdict() == {"name": "a", "size": 1, "marks": ("x",)}
    assert kind._fields == ("name", "size", "marks") and kind._make("abc") == ("a", "b", "c")
    assert repr(one) == f"{kind.__name__}(name='a', size=1, marks=('x',))"
    assert pickle.loads(pickle.dumps(one)) == one and type(pickle.loads(pickle.dumps(one))) is kind
    assert kind.__doc__ == "One."
    match one:
        case kind(name, size):
            assert (name, size) == ("a", 1)


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_wrong_values_are_told(kind: type[Ours]):
    for _ in range(2):
        with pytest.raises(TypeError):
            kind()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        kind("a", 1, (), "more")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        kind("a", other=1)  # type: ignore[call-arg]
    with pytest.raises((TypeError, ValueError)):
        kind("a")._replace(other=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        kind("a").name = "b"  # type: ignore[misc]
    with pytest.raises(TypeError):
        kind._make("ab")


def test_a_single_field():
    assert Single(3) == (3,) and Single(only=4).only == 4


def test_what_is_made_from_one_is_one():
    class More(Ours):
        pass

    assert More("a") == ("a", 1, ()) and More("a")._replace(name="b").name == "b"


def test_a_field_without_a_default_behind_one_with_a_default_is_refused():
    with pytest.raises(TypeError):

        class Wrong(NamedTuple):
            first: int = 1
            second: int  # type: ignore[misc]
