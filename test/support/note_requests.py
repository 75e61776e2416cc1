"""Runs the app in Python for a test that has to know how many requests have come in: a line for each."""

import runpy
import sys
from pathlib import Path

from fastapi import FastAPI

answer = FastAPI.__call__


async def note_and_answer(self, scope, receive, send):
    if scope["type"] == "http":
        print("request", flush=True)
    await answer(self, scope, receive, send)


FastAPI.__call__ = note_and_answer
sys.argv = sys.argv[1:]
sys.path.insert(0, str(Path(sys.argv[0]).parent))
runpy.run_path(sys.argv[0], run_name="__main__")
