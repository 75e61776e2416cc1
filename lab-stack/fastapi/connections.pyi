"""
How to connect to PostgreSQL and Redis. Every wait has a timeout, so no hit can hang.

This is connections.py for an editor: the same names, with the types that they have in this app.
"""

# pyright: reportIncompatibleMethodOverride=false

from typing import Any

from redis.asyncio import BlockingConnectionPool
from redis.asyncio import Redis as AnyRedis
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

class Redis(AnyRedis):
    """All commands of redis-py. Replies are text, because this connection decodes them; numbers among them are digits."""

    async def get(self, name: str) -> str | None:
        """The value of the key; None where there is none. `int(await redis.get(key) or 0)` reads a count."""

    async def getdel(self, name: str) -> str | None:
        """The value of the key, which is removed in the same step."""

    async def lrange(self, name: str, start: int, end: int) -> list[str]:
        """A part of a list, both ends included: `lrange(key, 0, -1)` is the whole."""

    async def smembers(self, name: str) -> set[str]:
        """All members of a set."""

    async def xrange(
        self, name: str, min: str = "-", max: str = "+", count: int | None = None
    ) -> list[tuple[str, dict[str, str]]]:
        """The oldest entries of a stream, at most `count` of them: the number of each, and its fields."""

def setting(name: str) -> str:
    """The value of an environment variable that the app needs."""

database_url: URL
connect_args: dict[str, Any]

def new_engine(**options: Any) -> AsyncEngine:
    """
    Connections of one's own, with the options of SQLAlchemy's `create_async_engine`. A strategy that makes an engine
    disposes of it in its `close`.
    """

def pool_size(usual: int) -> int:
    """How many connections a pool has at most: POOL_SIZE, if it is set."""

def new_pool(usual: int, stay_open: int) -> AsyncEngine:
    """A pool of that many connections, or POOL_SIZE. It opens them under load, and keeps only `stay_open` of them idle."""

DEFAULT_POOL: int
"""How many connections the shared pool has at most, unless POOL_SIZE says otherwise."""

engine: AsyncEngine
"""The pool that all strategies share."""

Session: async_sessionmaker[AsyncSession]
"""
A transaction on a connection of the shared pool. `async with Session.begin() as db:` commits at the end of the block, and
rolls back when an exception leaves it; `async with Session() as db:` commits where you write `await db.commit()`.
"""

autocommit: AsyncEngine
"""
The shared pool for work of one statement, which commits itself: `async with autocommit.connect() as db:`. One round trip to
PostgreSQL instead of three.
"""

redis_pool: BlockingConnectionPool

redis: Redis
"""
The commands of Redis, such as `await redis.incr(key)`, `getdel`, `eval`, `xadd`. A hit waits for a free connection; a command
whose reply is lost is not sent again, so that no hit is counted twice.
"""
