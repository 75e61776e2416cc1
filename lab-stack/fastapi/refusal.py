"""What the client is told when a hit was not accepted."""

import errno
from collections.abc import Iterator
from typing import Literal

import redis.exceptions as redis_errors
from sqlalchemy.exc import InterfaceError, InternalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

Outcome = Literal["failed", "unknown"]


class Refusal(Exception):
    """An answer that is not 200. "failed": the hit was not counted. "unknown": it may have been, nobody can tell."""

    def __init__(self, code: str, message: str, outcome: Outcome, status: int = 503) -> None:
        super().__init__(message)
        # The SQLSTATE of a PostgreSQL error, else the cause in one word.
        self.code = code
        self.message = message
        self.outcome: Outcome = outcome
        self.status = status


def refusal_of(error: BaseException) -> Refusal:
    """What to answer when a strategy raised. Where in doubt, the outcome is unknown."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, PoolTimeout):
        return Refusal("pool-timeout", str(error), "failed")
    if isinstance(error, redis_errors.RedisError):
        return of_redis(error)
    if isinstance(error, InterfaceError) and "connection is closed" in str(error):
        # The server went away before, and the pool did not know: nothing was sent, so nothing was committed.
        return Refusal("connection-lost", str(error.orig), "failed")
    for each in causes(error):
        sqlstate = getattr(each, "sqlstate", None)
        if sqlstate == "08003":
            # asyncpg's own: the connection broke in the middle of a statement.
            return Refusal("connection-lost", str(each), "unknown")
        if isinstance(sqlstate, str):
            return Refusal(sqlstate, str(each), "unknown" if may_have_committed(sqlstate) else "failed")
        if isinstance(each, TimeoutError):
            # Statements have their end in PostgreSQL: only connecting waits for this one.
            return Refusal("connect-timeout", "timeout while connecting to PostgreSQL", "failed")
        if isinstance(each, OSError):
            return of_system(each)
    if isinstance(error, InternalError):
        # What PostgreSQL calls so has an SQLSTATE. This is asyncpg, whose connection broke as it was about to send.
        return Refusal("connection-lost", str(error.orig), "unknown")
    return Refusal("bug", str(error) or type(error).__name__, "unknown")


def causes(error: BaseException) -> Iterator[BaseException]:
    """SQLAlchemy wraps what the driver raises, and the driver what the system raises: from the outside in."""
    each: BaseException | None = error
    while each is not None:
        yield each
        each = getattr(each, "orig", None) or each.__cause__


def may_have_committed(sqlstate: str) -> bool:
    """
    A statement that ended with an error was rolled back. Not so when the server went away (57P…), the connection
    broke (08…, 25P03), or PostgreSQL itself is in doubt (40003, XX…). 57P03, "cannot connect now", comes before
    anything was asked.
    """
    return sqlstate != "57P03" and sqlstate.startswith(("57P0", "08", "25P03", "40003", "XX"))


def of_system(error: OSError) -> Refusal:
    code = errno.errorcode.get(error.errno or 0, "connection-lost")
    # Refused or not found, there was no connection yet, and nothing can have been sent.
    nothing_sent = isinstance(error, ConnectionRefusedError) or code in ("EHOSTUNREACH", "ENETUNREACH")
    return Refusal(code, str(error), "failed" if nothing_sent else "unknown")


def of_redis(error: redis_errors.RedisError) -> Refusal:
    message = str(error)
    # Redis answered no: the first word of its answer is the code, for example OOM or READONLY.
    code = getattr(error, "status_code", None)
    if code or isinstance(error, redis_errors.ResponseError):
        return Refusal(code or message.split(" ", 1)[0], message, "failed")
    # That nothing was sent yet, redis-py says in its words only.
    if "connecting to" in message or message == "No connection available.":
        return Refusal("redis-unavailable", message, "failed")
    if isinstance(error, redis_errors.TimeoutError):
        return Refusal("redis-timeout", message, "unknown")
    return Refusal("redis-reply-lost", message, "unknown")
