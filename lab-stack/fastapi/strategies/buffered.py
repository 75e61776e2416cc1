from sqlalchemy import update

from connections import Session, redis
from failpoint import failpoint
from models import Counter

about = {
    "en": "Redis counts the hit and the client has its answer at once; “process” moves the count into PostgreSQL.",
    "ru": "Запрос считает Redis, и клиент сразу получает ответ; «process» переносит счёт в PostgreSQL.",
}


async def hit(hit_id: str) -> None:
    await redis.incr("pending_hits")


# The order GET, UPDATE, DEL, COMMIT leaves three race windows:
# - a hit that arrives between GET and DEL is deleted without ever being added;
# - a crash between DEL and COMMIT loses everything that was pending;
# - two workers at once both GET the same number and add it twice.
async def process() -> int:
    count = int(await redis.get("pending_hits") or 0)
    if count == 0:
        return 0
    await failpoint("after-take")
    async with Session() as db:
        await db.execute(
            update(Counter).where(Counter.strategy == "buffered").values(value=Counter.value + count)
        )
        await failpoint("before-acknowledge")
        await redis.delete("pending_hits")
        await failpoint("before-commit")
        await db.commit()
    await failpoint("after-commit")
    return count


async def pending() -> int:
    return int(await redis.get("pending_hits") or 0)
