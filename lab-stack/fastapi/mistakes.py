"""Why a file cannot run, and where."""

import traceback
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mistake:
    """Lines and columns count from 1."""

    message: str
    line: int
    column: int


def mistake_in(error: BaseException, path: Path) -> Mistake:
    """What is wrong with a file. Where the error names no place in it, it is the first line."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return Mistake(f"{type(error).__name__}: {error.msg}", error.lineno or 1, error.offset or 1)
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename == str(path)]
    message = f"{type(error).__name__}: {error}"
    if not frames:
        return Mistake(message, 1, 1)
    return Mistake(message, frames[-1].lineno or 1, (frames[-1].colno or 0) + 1)
