from sqlalchemy import update

from connections import autocommit, redis
from failpoint import failpoint
from models import Counter

about = {
    "en": "Exercise 4: the count is taken out in one step, and is then only in this process.",
    "ru": "Упражнение 4: счёт забирают одним шагом, и дальше он есть только в этом процессе.",
}

PENDING_HITS = "surge:yours:pending"


async def hit(hit_id: str) -> None:
    await redis.incr(PENDING_HITS)


async def process() -> int:
    """Keep the failpoints: the check kills a worker at each of them. They mark places before and after the COMMIT."""
    count = int(await redis.getdel(PENDING_HITS) or 0)
    if count == 0:
        return 0
    await failpoint("after-take")
    async with autocommit.connect() as db:
        await db.execute(
            update(Counter).where(Counter.strategy == "yours").values(value=Counter.value + count)
        )
    await failpoint("after-commit")
    return count


async def pending() -> int:
    return int(await redis.get(PENDING_HITS) or 0)
