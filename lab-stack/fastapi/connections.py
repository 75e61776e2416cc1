"""How to connect to PostgreSQL and Redis. Every wait has a timeout, so no hit can hang."""

import os
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.maint_notifications import MaintNotificationsConfig
from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine


def setting(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set. It is the URL of a server that the app needs.")
    return value


database_url: URL = make_url(setting("DATABASE_URL")).set(drivername="postgresql+asyncpg")

# Options for asyncpg: the connection timeout (seconds), and limits that PostgreSQL itself enforces (milliseconds).
connect_args: dict[str, Any] = {
    "timeout": 3,
    "server_settings": {
        "application_name": "surge-app",
        "statement_timeout": "3000",
        "idle_in_transaction_session_timeout": "4000",
    },
}

if os.environ.get("PGBOUNCER"):
    # PgBouncer lends a connection for one transaction, and a prepared statement with a name would stay behind in it.
    connect_args |= {
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    }


def new_engine(**options: Any) -> AsyncEngine:
    return create_async_engine(database_url, connect_args=connect_args, **options)


def pool_size(usual: int) -> int:
    """How many connections a pool has at most: POOL_SIZE, if it is set."""
    return int(os.environ.get("POOL_SIZE") or usual)


def new_pool(usual: int, stay_open: int) -> AsyncEngine:
    """A pool of that many connections, or POOL_SIZE. It opens them under load, and keeps only `stay_open` of them idle."""
    size = pool_size(usual)
    kept = min(stay_open, size)
    # The time to wait for a free one is shorter than the default of 30 seconds, because a hit is answered within five.
    return new_engine(pool_size=kept, max_overflow=size - kept, pool_timeout=4.5)


# The sizes of SQLAlchemy's default pool: five connections stay open, ten more are opened under load, so at most 15.
DEFAULT_POOL = 15
engine = new_pool(DEFAULT_POOL, stay_open=5)
Session: async_sessionmaker[AsyncSession] = async_sessionmaker(engine, expire_on_commit=False)

# The same pool in autocommit mode, for work of one statement: one round trip to PostgreSQL instead of three.
autocommit = engine.execution_options(isolation_level="AUTOCOMMIT")

# By default redis-py raises an error when all its connections are in use; this pool waits for a free one.
redis_pool = BlockingConnectionPool.from_url(
    setting("REDIS_URL"),
    max_connections=50,
    timeout=2,
    decode_responses=True,
    # By default redis-py resends a command when its reply is lost, which could count a hit twice.
    retry=Retry(NoBackoff(), retries=0),
    # With these notifications, which only a managed Redis sends, redis-py would not notice that an idle connection broke.
    maint_notifications_config=MaintNotificationsConfig(enabled=False),
    socket_connect_timeout=2,
    socket_timeout=2,
)
redis: Redis = Redis.from_pool(redis_pool)
