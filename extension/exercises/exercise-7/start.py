from sqlalchemy import update

from connections import autocommit, redis
from models import Counter
from refusal import Refusal

about = {
    "en": "Exercise 7: a buffer with a limit that is looked at before, and not while, a hit is put in.",
    "ru": "Упражнение 7: буфер с пределом, который проверяют до приёма запроса, а не вместе с ним.",
}

PENDING_HITS = "surge:yours:pending"
LIMIT = 1_000


async def hit(hit_id: str) -> None:
    waiting = int(await redis.get(PENDING_HITS) or 0)
    if waiting >= LIMIT:
        raise Refusal("buffer-full", "The buffer is full.", outcome="failed")
    await redis.incr(PENDING_HITS)


async def process() -> int:
    count = int(await redis.getdel(PENDING_HITS) or 0)
    if count == 0:
        return 0
    async with autocommit.connect() as db:
        await db.execute(
            update(Counter).where(Counter.strategy == "yours").values(value=Counter.value + count)
        )
    return count


async def pending() -> int:
    return int(await redis.get(PENDING_HITS) or 0)
