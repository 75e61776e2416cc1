"""How to reach PostgreSQL and Redis. Every wait has an end, so that no hit hangs."""

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

# What asyncpg is told: how long to wait for a connection (seconds), and what PostgreSQL itself ends (milliseconds).
connect_args: dict[str, Any] = {
    "timeout": 3,
    "server_settings": {
        "application_name": "surge-app",
        "statement_timeout": "3000",
        "idle_in_transaction_session_timeout": "4000",
    },
}


def new_engine(**options: Any) -> AsyncEngine:
    return create_async_engine(database_url, connect_args=connect_args, **options)


# SQLAlchemy's own pool, as it is without a word: five connections that stay, ten more in a rush, so 15 in all.
# Only the wait for one is shorter than its 30 seconds: a hit is answered within five.
POOL_TIMEOUT = 4.5
engine = new_engine(pool_timeout=POOL_TIMEOUT)
Session: async_sessionmaker[AsyncSession] = async_sessionmaker(engine, expire_on_commit=False)

# The same pool for work of one statement, which PostgreSQL commits by itself: one way there and back, not three.
autocommit = engine.execution_options(isolation_level="AUTOCOMMIT")

# By default redis-py refuses a hit when its 100 connections are taken; here it waits for one.
redis_pool = BlockingConnectionPool.from_url(
    setting("REDIS_URL"),
    max_connections=50,
    timeout=2,
    decode_responses=True,
    # By default redis-py sends a command again when its reply got lost, and so would count a hit twice.
    retry=Retry(NoBackoff(), retries=0),
    # With these notices, which only a managed Redis sends, it would not see that an idle connection has broken.
    maint_notifications_config=MaintNotificationsConfig(enabled=False),
    socket_connect_timeout=2,
    socket_timeout=2,
)
redis: Redis = Redis.from_pool(redis_pool)
