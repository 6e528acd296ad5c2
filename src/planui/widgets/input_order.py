"""Keys and pastes in the order in which they came.

Textual hands a key to the focused widget and goes on: a key with a binding wanders up to the app before it acts, and
letters typed behind it, which the widget takes at once, overtake it. Typed ahead on a slow line, ``ctrl+pagedown a``
would write into the section that was left. Here the next key waits until the one before has been dealt with; and where
that opens a dialog, until there is one that can take a key.
"""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.app import App, ReturnType
from textual.events import Key, Paste
from textual.message import Message

if TYPE_CHECKING:
    from textual.events import Event
    from textual.message_pump import MessagePump

_PATIENCE = 1.0
"""Seconds after which a key counts as dealt with, whatever became of it."""
_LOOK = 0.03
"""Seconds between looks at a key that holds others up: the widget that had it may be gone."""


class InputHandled(Message):
    """Follows a key from widget to widget up to the app: when it arrives, the key has been dealt with.

    It goes `rounds` times, so that what a widget says of the key (a button: pressed) is dealt with too.
    """

    def __init__(self, rounds: int = 2) -> None:
        super().__init__()
        self.rounds = rounds


class OrderedInputApp(App[ReturnType]):
    """An App that deals with one key or paste at a time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._input_queue: deque[Event] = deque()
        self._follower: InputHandled | None = None
        self._holder: MessagePump | None = None
        self._held_since = 0.0

    async def on_event(self, event: Event) -> None:
        """Let a key or a paste wait for the one before it."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._input_queue.append(event)
        if self._held_up:
            if len(self._input_queue) == 1:
                self.set_timer(_LOOK, self._look_again)
        else:
            await self._go_on()

    @property
    def input_waits(self) -> bool:
        """Whether more keys have come than have been dealt with."""
        return bool(self._input_queue)

    @property
    def _held_up(self) -> bool:
        return self._is_opening or (
            self._follower is not None
            and self._holder is not None
            and self._holder.is_attached
            and self._holder.is_running
            and monotonic() - self._held_since < _PATIENCE
        )

    @property
    def _is_opening(self) -> bool:
        """Whether the screen on top has not been composed: Textual would run its keys on what is not there yet."""
        return bool(self.screen_stack) and not self.screen.is_mounted

    async def _go_on(self) -> None:
        """Deal with what waits, up to the first event that a widget takes over."""
        self._follower = None
        while self._input_queue and self._follower is None and not self._is_opening:
            event = self._input_queue.popleft()
            await super().on_event(event)
            holder = self.focused or self.screen
            if event.is_forwarded:
                self._holder, self._held_since = holder, monotonic()
                self._follow(InputHandled())

    def _follow(self, follower: InputHandled) -> None:
        taken = self._holder is not None and self._holder.post_message(follower)
        self._follower = follower if taken else None

    async def on_input_handled(self, message: InputHandled) -> None:
        """The event before has been dealt with."""
        message.stop()
        if message is not self._follower:
            return
        self._follower = None
        if message.rounds > 1:
            self._follow(InputHandled(message.rounds - 1))
        if self._follower is None:
            await self._go_on()

    async def _look_again(self) -> None:
        if not self._input_queue:
            return
        if not self._held_up:
            await self._go_on()
        if self._input_queue:
            self.set_timer(_LOOK, self._look_again)
