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


def new_engine(**options: Any) -> AsyncEngine:
    return create_async_engine(database_url, connect_args=connect_args, **options)


# SQLAlchemy's default pool: five connections stay open, ten more are opened under load, so at most 15.
# Only the time to wait for a free one is shorter than the default of 30 seconds, because a hit is answered within five.
POOL_TIMEOUT = 4.5
engine = new_engine(pool_timeout=POOL_TIMEOUT)
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
