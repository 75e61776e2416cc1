"""Takes up the files in strategies/ when they are saved. The rest of the app is read once, at its start."""

import asyncio
import hashlib
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from mistakes import Mistake, mistake_in
from strategies import Strategy, strategy_of

FOLDER = Path(__file__).parent / "strategies"
# How long a text that is replaced may take to answer its last requests, and then to close, in seconds.
PATIENCE = 2
# How often the app looks for saved files, in seconds. Looking also works in a container, which is told nothing of
# changes in a mounted folder.
LOOK_EVERY = 0.5


class Loaded:
    """A text of a file that the app has loaded."""

    def __init__(self) -> None:
        self.strategy: Strategy | None = None
        # Its requests that are not answered yet.
        self.open = 0
        # Those that it has begun while it was loaded.
        self.tasks: set[asyncio.Task[Any]] = set()
        # The names that its code knows.
        self.names: dict[str, Any] = {}

    def has_run(self, error: BaseException) -> bool:
        """True if the error came through this text."""
        return any(frame.f_globals is self.names for frame, _ in traceback.walk_tb(error.__traceback__))

    async def retire(self) -> None:
        """Lets it answer its requests, ends the tasks that it has begun while it was loaded, and closes it."""
        until = time.monotonic() + PATIENCE
        while self.open and time.monotonic() < until:
            await asyncio.sleep(0.01)
        await self.end_tasks()
        # Not cancelled when that is over: it may be about to put back what it has taken.
        await asyncio.wait([asyncio.create_task(self.close())], timeout=PATIENCE)

    async def close(self) -> None:
        if self.strategy and self.strategy.close:
            await self.strategy.close()

    async def end_tasks(self) -> None:
        # More than once: a library may take a cancellation for a timeout of its own.
        for _ in range(20):
            running = [task for task in self.tasks if not task.done()]
            if not running:
                break
            for task in running:
                task.cancel()
            await asyncio.wait(running, timeout=0.1)


@dataclass(frozen=True)
class Known:
    """What the app knows of one file."""

    # Changes whenever the file does.
    stamp: tuple[int, ...]
    # Of the text that was read last.
    hash: str
    # The text that was loaded last; an earlier one while the file has a mistake.
    loaded: Loaded | None = None
    mistake: Mistake | None = None


class LiveStrategies:
    def __init__(self, on_loaded: Callable[[Strategy], Awaitable[None]] | None = None) -> None:
        self.files: dict[str, Known] = {}
        self.on_loaded = on_loaded
        self.refreshing = asyncio.Lock()
        self.watching: asyncio.Task[None] | None = None

    @property
    def all(self) -> dict[str, Strategy]:
        """By name; those with a mistake are as they were before it."""
        found = {name: self.get(name) for name in sorted(self.files)}
        return {name: strategy for name, strategy in found.items() if strategy}

    def get(self, name: str) -> Strategy | None:
        known = self.files.get(name)
        return known.loaded.strategy if known and known.loaded else None

    def mistake_of(self, name: str) -> Mistake | None:
        """Why the file as it is now cannot run."""
        known = self.files.get(name)
        return known.mistake if known else None

    def blame(self, error: BaseException) -> bool:
        """
        What was raised outside of a request, where nobody catches it: a strategy that does that does not run until it is
        saved again. Returns False if the error comes from none.
        """
        for name, known in self.files.items():
            if known.loaded and known.loaded.has_run(error):
                found = mistake_in(error, FOLDER / f"{name}.py")
                message = f"{found.message} (outside of a request, where nobody catches it)"
                mistake = replace(found, message=message)
                self.files[name] = replace(known, mistake=mistake)
                tell(name, mistake)
                return True
        return False

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The files as the app has them, for the lab, which compares the hashes with those of the files."""
        return [
            {
                "name": name,
                "file": f"strategies/{name}.py",
                "hash": known.hash,
                **({"mistake": asdict(known.mistake)} if known.mistake else {}),
            }
            for name, known in self.files.items()
        ]

    @contextmanager
    def using(self, name: str) -> Iterator[None]:
        """A piece of work of a strategy, which is not closed before it has ended."""
        known = self.files.get(name)
        loaded = known.loaded if known else None
        if loaded:
            loaded.open += 1
        try:
            yield
        finally:
            if loaded:
                loaded.open -= 1

    async def refresh(self) -> None:
        """Takes up what was saved, added or deleted. Returns when the new texts run and the old ones are closed."""
        async with self.refreshing:
            # Hidden files are not strategies, and neither are those that macOS puts beside each file ("._naive.py").
            paths = {path.stem: path for path in sorted(FOLDER.glob("[!._]*.py"))}
            gone = [self.files.pop(name).loaded for name in list(self.files) if name not in paths]
            replaced = [await self.take(name, path) for name, path in paths.items()]
            await asyncio.gather(*[each.retire() for each in gone + replaced if each])

    def watch(self) -> None:
        async def look() -> None:
            while True:
                await asyncio.sleep(LOOK_EVERY)
                try:
                    await self.refresh()
                except Exception as error:
                    traceback.print_exception(error, file=sys.stderr)

        self.watching = asyncio.create_task(look())

    async def close_all(self) -> None:
        if self.watching:
            self.watching.cancel()
        loaded = [known.loaded for known in self.files.values() if known.loaded]
        await asyncio.gather(*[each.close() for each in loaded], return_exceptions=True)

    async def take(self, name: str, path: Path) -> Loaded | None:
        """Returns the text that this one replaces."""
        known = self.files.get(name)
        before = known.loaded if known else None
        try:
            found = path.stat()
            stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
            if known and stamp == known.stamp:
                return None
            source = path.read_bytes()
        except OSError as error:
            # Deleted meanwhile, or not readable.
            self.files[name] = Known((), "", before, Mistake(str(error), 1, 1))
            return None
        now = hashlib.sha256(source).hexdigest()[:12]
        # One with a mistake is loaded again: what it needs may be there now.
        if known and now == known.hash and not known.mistake:
            self.files[name] = replace(known, stamp=stamp)
            return None
        loaded = Loaded()
        try:
            loaded.strategy = load(name, path, source, loaded)
            if self.on_loaded:
                await self.on_loaded(loaded.strategy)
            self.files[name] = Known(stamp, now, loaded)
            for task in loaded.tasks:
                task.add_done_callback(report_failure)
            return before
        except (Exception, SystemExit) as error:
            mistake = mistake_in(error, path)
            tell(name, mistake)
            self.files[name] = Known(stamp, now, before, mistake)
            # What it has begun before it failed.
            await loaded.end_tasks()
            return None


def tell(name: str, mistake: Mistake) -> None:
    print(f"strategies/{name}.py:{mistake.line}:{mistake.column}: {mistake.message}", file=sys.stderr)


def load(name: str, path: Path, source: bytes, loaded: Loaded) -> Strategy:
    """Runs exactly this text, whatever is saved meanwhile."""
    module = ModuleType(f"strategies.{name}")
    module.__file__ = str(path)
    loaded.names = module.__dict__
    before = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    tasks = asyncio.all_tasks()
    try:
        exec(compile(source, str(path), "exec"), module.__dict__)
        return strategy_of(name, module)
    except BaseException:
        if before:
            sys.modules[module.__name__] = before
        else:
            del sys.modules[module.__name__]
        raise
    finally:
        loaded.tasks = asyncio.all_tasks() - tasks


def report_failure(task: asyncio.Task[Any]) -> None:
    """Nobody waits for a task that runs by itself, so nobody would hear of its exception."""
    if not task.cancelled() and (error := task.exception()):
        context = {"message": "A task of a strategy has failed.", "exception": error, "task": task}
        task.get_loop().call_exception_handler(context)


async def load_strategies() -> LiveStrategies:
    """All strategies, for a program that reads them once."""
    strategies = LiveStrategies()
    await strategies.refresh()
    return strategies
