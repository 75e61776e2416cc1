"""One file per strategy. The file name without ".py" is the strategy's name. To add one, add a file to this folder."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Strategy:
    """What a file in this folder defines: `about` and `hit`, and of the rest what it needs."""

    name: str
    """The file's name without ".py"."""

    about: dict[str, str]
    """One sentence for the student, "en" and "ru"."""

    hit: Callable[[str], Awaitable[None]]
    """Accepts one hit, given its id. The client gets its 200 when this returns, and a refusal when it raises."""

    process: Callable[[], Awaitable[int]] | None
    """Moves the contents of the buffer into PostgreSQL. Returns the number of hits moved."""

    pending: Callable[[], Awaitable[int]] | None
    """The number of hits that are accepted and still in the buffer."""

    stores_ids: bool
    """True for a strategy that stores the ids of the hits in the table "hits" instead of a number in "counter"."""

    pending_ids: Callable[[], Awaitable[list[str]]] | None
    """The ids of the hits in the buffer, for a strategy with stores_ids."""

    forget: Callable[[], Awaitable[None]] | None
    """Empties a buffer in the app's memory."""

    open: Callable[[], Awaitable[None]] | None
    """Begins what is to be there before the first hit, or runs by itself: when the app starts, and after each save."""

    close: Callable[[], Awaitable[None]] | None
    """
    Closes its connections and ends what runs by itself: when the app stops, and when another text of the file has taken
    over and the last hit of this one is answered. Tasks that it begins while it is loaded the app ends by itself.
    """

    @property
    def buffers_in_memory(self) -> bool:
        """True for a strategy whose buffer is in the memory of the app: another process of it has another buffer."""
        return self.forget is not None


def strategy_of(name: str, module: ModuleType) -> Strategy:
    def find(what: str) -> Any:
        return getattr(module, what, None)

    about = find("about")
    if not callable(find("hit")) or not isinstance(about, dict) or not {"en", "ru"} <= about.keys():
        raise TypeError(f'strategies/{name}.py must have a function "hit" and "about" with "en" and "ru"')
    return Strategy(
        name=name,
        about=about,
        hit=find("hit"),
        process=find("process"),
        pending=find("pending"),
        stores_ids=bool(find("stores_ids")),
        pending_ids=find("pending_ids"),
        forget=find("forget"),
        open=find("open"),
        close=find("close"),
    )
