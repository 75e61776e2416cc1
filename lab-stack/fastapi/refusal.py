"""The answer to a client whose hit was not accepted."""

import errno
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import redis.exceptions as redis_errors
from sqlalchemy.exc import InterfaceError, InternalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

Outcome = Literal["failed", "unknown"]


class Refusal(Exception):
    """An answer other than 200. "failed": the hit was certainly not counted. "unknown": it may have been counted."""

    def __init__(
        self, code: str, message: str, outcome: Outcome, status: int = 503, thrown: str | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        """The SQLSTATE of a PostgreSQL error, otherwise the cause in one word."""
        self.message = message
        self.outcome: Outcome = outcome
        self.status = status
        self.thrown = thrown
        """Where the strategy's own code is at fault: the exception, and the line of the strategy that it came from."""


# PgBouncer refuses a client that it has given no connection to PostgreSQL (08P01). So nothing was sent there.
UNSENT_BY_PGBOUNCER = ("query_wait_timeout", "server login ", "pgbouncer cannot connect to server")


def refusal_of(error: BaseException) -> Refusal:
    """The answer for an exception that a strategy raised. When in doubt, the outcome is "unknown"."""
    refusal = judge(error)
    if refusal is not error and is_mistake(error, refusal.code):
        refusal.thrown = exception_of(error, refusal.message)
    return refusal


def is_mistake(error: BaseException, code: str) -> bool:
    """An unknown error, a wrong use of the language, of SQL (classes 22 and 42) or of a Redis command."""
    if isinstance(error, redis_errors.RedisError):
        return code == "WRONGTYPE" or str(error).startswith(("wrong number", "unknown", "syntax", "value is not"))
    return code == "bug" or (len(code) == 5 and code.startswith(("22", "42")))


def exception_of(error: BaseException, message: str) -> str:
    """`NameError: name 'x' is not defined (strategies/mine.py:7)`"""
    text = f"{type(error).__name__}: {message}"
    frames = [each for each in traceback.extract_tb(error.__traceback__) if Path(each.filename).parent.name == "strategies"]
    return f"{text} (strategies/{Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else text


def judge(error: BaseException) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, PoolTimeout):
        return Refusal("pool-timeout", str(error), "failed")
    if isinstance(error, redis_errors.RedisError):
        return of_redis(error)
    if isinstance(error, InterfaceError) and "connection is closed" in str(error):
        # The connection had been lost before and the pool did not notice: nothing was sent, so nothing was committed.
        return Refusal("connection-lost", str(error.orig), "failed")
    for each in causes(error):
        sqlstate = getattr(each, "sqlstate", None)
        if sqlstate == "08003":
            # Raised by asyncpg itself: the connection was lost in the middle of a statement.
            return Refusal("connection-lost", str(each), "unknown")
        if isinstance(sqlstate, str):
            sent = may_have_committed(sqlstate) and not str(each).startswith(UNSENT_BY_PGBOUNCER)
            return Refusal(sqlstate, str(each), "unknown" if sent else "failed")
        if isinstance(each, TimeoutError):
            # PostgreSQL enforces the timeout of statements, so this one can only come from connecting.
            return Refusal("connect-timeout", "timeout while connecting to PostgreSQL", "failed")
        if isinstance(each, OSError):
            return of_system(each)
    if isinstance(error, InternalError):
        # An internal error of PostgreSQL has an SQLSTATE. Without one, it is asyncpg: the connection broke while sending.
        return Refusal("connection-lost", str(error.orig), "unknown")
    return Refusal("bug", str(error) or type(error).__name__, "unknown")


def causes(error: BaseException) -> Iterator[BaseException]:
    """SQLAlchemy wraps the driver's exceptions, and the driver those of the system. Yields them from the outside in."""
    each: BaseException | None = error
    while each is not None:
        yield each
        each = getattr(each, "orig", None) or each.__cause__


def may_have_committed(sqlstate: str) -> bool:
    """
    A statement that fails is rolled back, so the hit was not counted. The exceptions: the server was shut down (57P…),
    the connection was lost (08…, 25P03), or PostgreSQL itself does not know (40003, XX…). 57P03, "cannot connect now",
    is raised before any statement runs.
    """
    return sqlstate != "57P03" and sqlstate.startswith(("57P0", "08", "25P03", "40003", "XX"))


def of_system(error: OSError) -> Refusal:
    code = errno.errorcode.get(error.errno or 0, "connection-lost")
    # If the connection could not be opened, nothing can have been sent.
    nothing_sent = isinstance(error, ConnectionRefusedError) or code in ("EHOSTUNREACH", "ENETUNREACH")
    return Refusal(code, str(error), "failed" if nothing_sent else "unknown")


def of_redis(error: redis_errors.RedisError) -> Refusal:
    message = str(error)
    # Redis returned an error: its first word is the code, for example OOM or READONLY.
    code = getattr(error, "status_code", None)
    if code or isinstance(error, redis_errors.ResponseError):
        return Refusal(code or message.split(" ", 1)[0], message, "failed")
    # Only the message of redis-py says that nothing was sent yet.
    if "connecting to" in message or message == "No connection available.":
        return Refusal("redis-unavailable", message, "failed")
    if isinstance(error, redis_errors.TimeoutError):
        return Refusal("redis-timeout", message, "unknown")
    return Refusal("redis-reply-lost", message, "unknown")
