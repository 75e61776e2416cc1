"""One file for each way to count hits. Its name without ".py" is the strategy's name; a new one is one new file."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Strategy:
    """What a file of this folder has."""

    name: str
    # One sentence for the student, "en" and "ru".
    about: dict[str, str]
    # Accepts one hit, whose id it gets; the client has its 200 when this returns.
    hit: Callable[[str], Awaitable[None]]
    # Moves what is in the buffer into PostgreSQL and says how many hits that were.
    process: Callable[[], Awaitable[int]] | None
    # Hits that are accepted and still in the buffer.
    pending: Callable[[], Awaitable[int]] | None
    # True where the hits' ids are stored in the table "hits" instead of a number in "counter".
    stores_ids: bool
    # The ids of the hits that are still in the buffer, where ids are stored.
    pending_ids: Callable[[], Awaitable[list[str]]] | None
    # Empties a buffer that is in the app's own memory.
    forget: Callable[[], Awaitable[None]] | None
    # Gives connections back when the app stops.
    close: Callable[[], Awaitable[None]] | None


def load_strategies() -> dict[str, Strategy]:
    """Every strategy there is, by name."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem != "__init__")
    return {name: strategy_of(name, import_module(f"{__name__}.{name}")) for name in names}


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
        close=find("close"),
    )
