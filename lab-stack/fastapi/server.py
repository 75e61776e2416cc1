"""Starts the app and shuts it down gracefully:  python server.py"""

import asyncio
import json
import os
import signal
import socket
import sys
import threading
import time

import uvicorn
from sqlalchemy.dialects.postgresql import insert

from app import app, strategies
from connections import Session, engine, redis
from models import Counter
from refusal import refusal_of

# How long a shutdown waits for accepted requests to be answered, in seconds.
PATIENCE = 6
PATIENCE_WITHOUT_PARENT = 2
# How long to keep idle connections open, in seconds, as on Node: longer than any pause of a load. By default uvicorn
# closes them after 5 s, even when an unread hit is waiting in one.
KEEP_ALIVE = 72


class Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for each in sockets or []:
            print(json.dumps({"listening": each.getsockname()[1]}), flush=True)


async def add_rows() -> None:
    """Creates the counter rows at the start, so that the first hits do not race to insert them."""
    rows = [{"strategy": each.name, "value": 0} for each in strategies.values() if not each.stores_ids]
    async with Session.begin() as db:
        await db.execute(insert(Counter).on_conflict_do_nothing(), rows)


def end_with_parent(server: Server) -> None:
    """The parent process holds the other end of stdin. When the parent dies, stdin closes and the app stops as well."""
    while os.read(0, 4096):
        pass
    server.should_exit = True
    time.sleep(PATIENCE_WITHOUT_PARENT)
    os._exit(1)


async def main() -> None:
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=PATIENCE,
    )
    server = Server(config)
    if os.environ.get("EXIT_WITH_STDIN") == "1":
        threading.Thread(target=end_with_parent, args=[server], daemon=True).start()
    try:
        await add_rows()
        listening = socket.create_server((host, port), backlog=config.backlog)
    except Exception as error:
        refusal = refusal_of(error)
        print(f"The app cannot start ({refusal.code}): {refusal.message}", file=sys.stderr)
        sys.exit(1)
    await server.serve([listening])
    for strategy in strategies.values():
        if strategy.close:
            await strategy.close()
    await engine.dispose()
    await redis.aclose()


if __name__ == "__main__":
    # After a graceful shutdown, uvicorn raises the signal once more for the handler that was there before: exit normally.
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: sys.exit(0))
    asyncio.run(main())
