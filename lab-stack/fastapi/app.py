"""The HTTP API of the app: the same routes and answers as the Node version in ../app."""

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar
from uuid import uuid4

from fastapi import FastAPI, Header, Request
from fastapi.responses import JSONResponse
from sqlalchemy import text
from starlette.exceptions import HTTPException

from connections import DEFAULT_POOL, Session, pool_size, redis
from counter_rows import stored_by
from hit_clock import begin_clock, clocked, end_clock
from hit_trace import begin_trace, end_trace, traced
from processes import PROCESSES, Processes
from refusal import Refusal, refusal_of
from running import find, find_running, known_strategies, run_process, sources, strategies, task_of
from strategies import Strategy
from watchdog import without_exit

T = TypeVar("T")

app = FastAPI(title="Surge Lab")


# What a strategy is asked: in all processes where each has a buffer of its own, otherwise in this one.
processes = Processes(
    process=lambda name: run_process(name),
    pending=task_of("pending"),
    pending_ids=task_of("pending_ids"),
    forget=lambda name: failure_to_forget(find(name)),
    known=lambda _: known_strategies(),
    answer=lambda _: ready(),
    sources=lambda _: sources(),
    begin_trace=lambda _: begin_trace(),
    end_trace=lambda _: end_trace(),
    begin_clock=lambda _: begin_clock(),
    end_clock=lambda _: end_clock(),
)


def in_processes(task: str, name: str) -> Awaitable[list[Any]]:
    return processes.ask(task, name, of_all=find(name).buffers_in_memory)


def total(counts: list[int]) -> int:
    """Of several processes; what the only one says is passed on as it is."""
    return counts[0] if len(counts) == 1 else sum(counts)


@app.post("/{strategy}/hit")
async def hit(strategy: str, x_hit_id: Annotated[str | None, Header()] = None) -> dict[str, bool]:
    hit_id, found = x_hit_id or str(uuid4()), find_running(strategy)
    with strategies.using(strategy):
        await answer(clocked(lambda: traced(hit_id, lambda: found.hit(hit_id))))
    return {"ok": True}


@app.post("/{strategy}/process")
async def process(strategy: str) -> dict[str, int]:
    found = find_running(strategy)
    if found.process is None:
        # Not "processed: 0": that would look like a buffer that happens to be empty.
        message = (
            f'The strategy "{strategy}" empties its buffer by itself.'
            if found.pending
            else f'The strategy "{strategy}" stores every hit at once. It has no buffer to process.'
        )
        raise Refusal("no-process", message, "failed", status=409)
    return {"processed": total(await answer(in_processes("process", strategy)))}


@app.get("/{strategy}/counter")
async def counter(strategy: str) -> dict[str, int]:
    found = find(strategy)
    stored = await answer(stored_by(found))
    pending = total(await answer(in_processes("pending", strategy))) if found.pending else 0
    return {"stored": stored, "pending": pending}


@app.get("/{strategy}/pending-ids")
async def pending_ids(strategy: str) -> list[str]:
    found = find(strategy)
    # A buffer may hold many ids, and reading them all may take longer than the 5 s that a hit has.
    if found.pending_ids is None:
        return []
    ids, *others = await answer(in_processes("pending_ids", strategy), within=60)
    return sum(others, ids) if others else ids


@app.post("/forget")
async def forget() -> dict[str, Any]:
    names = list(strategies.all)
    asked = [in_processes("forget", name) for name in names]
    failures = [next(filter(None, each), None) for each in await asyncio.gather(*asked)]
    return {"ok": True, "failed": {name: failure for name, failure in zip(names, failures) if failure}}


@app.post("/trace/begin")
async def trace_begins() -> dict[str, bool]:
    await answer(processes.ask("begin_trace"))
    return {"ok": True}


@app.post("/trace/end")
async def trace_ends() -> list[dict[str, Any]]:
    return sum(await answer(processes.ask("end_trace")), [])


@app.post("/clock/begin")
async def clock_begins() -> list[None]:
    return await answer(processes.ask("begin_clock"))


@app.post("/clock/end")
async def clock_ends() -> list[dict[str, float]]:
    """One entry for each process."""
    return await answer(processes.ask("end_clock"))


@app.get("/strategies")
async def list_strategies() -> list[dict[str, Any]]:
    # All processes have the same strategies. The answer of all shows that none of them hangs.
    known, *_ = await processes.ask("known")
    return known


@app.get("/sources")
async def list_sources() -> list[list[dict[str, Any]]]:
    """The texts that run, once what has been saved is taken up: one list for each process."""
    return await processes.ask("sources")


@app.get("/settings")
async def settings() -> dict[str, int]:
    """What the app was started with."""
    return {"pool": pool_size(DEFAULT_POOL), "processes": PROCESSES}


@app.get("/health")
async def health() -> JSONResponse:
    # At the start, one process may listen before the others do.
    postgres, redis_state, others = await asyncio.gather(
        state(ask_postgres()), state(ask_redis()), state(processes.ask("answer"))
    )
    # 53300 (too many connections) means that PostgreSQL is busy, not that it is broken.
    healthy = postgres in ("ok", "53300") and redis_state == others == "ok"
    return JSONResponse({"postgres": postgres, "redis": redis_state}, 200 if healthy else 503)


@app.exception_handler(Refusal)
async def refused(request: Request, refusal: Refusal) -> JSONResponse:
    body = {"code": refusal.code, "message": refusal.message, "outcome": refusal.outcome}
    if refusal.thrown:
        body["thrown"] = refusal.thrown
    return JSONResponse(body, refusal.status)


@app.exception_handler(HTTPException)
async def not_found(request: Request, error: HTTPException) -> JSONResponse:
    message = f"There is no {request.method} {request.url.path}."
    return JSONResponse({"code": "not-found", "message": message, "outcome": "failed"}, error.status_code)


async def answer(work: Awaitable[T], within: float = 5) -> T:
    """Answers every request in time, even if a database server hangs; an exception in a strategy becomes a Refusal."""
    task = asyncio.create_task(without_exit(work))
    await asyncio.wait({task}, timeout=within)
    if not task.done():
        # Cancelling may have to wait for the server, too; the client does not wait for that.
        task.cancel()
        task.add_done_callback(lambda late: late.cancelled() or late.exception())
        raise Refusal("timeout", f"No answer within {within:g} s.", "unknown")
    try:
        return task.result()
    except Exception as error:
        refusal = refusal_of(error)
        # What another process has refused it has logged, too.
        if refusal.code == "bug" and refusal is not error:
            traceback.print_exception(error, file=sys.stderr)
        raise refusal from None


async def failure_to_forget(strategy: Strategy) -> str | None:
    """Why a strategy has not emptied its buffer. One that never answers does not keep the others from it."""
    try:
        if strategy.forget:
            await answer(strategy.forget(), within=3)
        return None
    except Exception as error:
        refusal = refusal_of(error)
        return refusal.thrown or refusal.message


async def state(check: Awaitable[Any]) -> str:
    """ "ok", or the code of the failure; "timeout" if the check takes longer than 2 s."""
    try:
        await answer(check, within=2)
        return "ok"
    except Refusal as refusal:
        return refusal.code


async def ask_postgres() -> None:
    async with Session() as db:
        await db.execute(text("SELECT 1"))


async def ask_redis() -> None:
    await redis.ping()


async def ready() -> bool:
    return True
