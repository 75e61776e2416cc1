"""
The points in a strategy's `process` where a crash would do damage: after it has taken the batch out of the buffer,
before the transaction is committed, after the commit, before the buffer is told that the batch is done.
"""

from collections.abc import Awaitable, Callable
from typing import Literal

Failpoint = Literal["after-take", "before-commit", "after-commit", "before-acknowledge"]
Visitor = Callable[[Failpoint], Awaitable[None]]

visitor: Visitor | None = None


async def failpoint(place: Failpoint) -> None:
    """Marks a point at which a strategy could crash. It does nothing unless a visitor is registered."""
    if visitor:
        await visitor(place)


def on_failpoint(visit: Visitor) -> None:
    """Registers a visitor: it is called at every failpoint, and the strategy continues when it returns."""
    global visitor
    visitor = visit
