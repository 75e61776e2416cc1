from sqlalchemy import insert

from connections import Session, redis
from models import hits

about = {
    "en": "Exercise 5: a list of events instead of a counter.",
    "ru": "Упражнение 5: список событий вместо счётчика.",
}

# Each hit is stored under its id, as a row of the table `hits`.
stores_ids = True

EVENTS = "surge:yours:events"


async def hit(hit_id: str) -> None:
    await redis.lpush(EVENTS, hit_id)


async def process() -> int:
    ids = await redis.lrange(EVENTS, 0, -1)
    if not ids:
        return 0
    async with Session.begin() as db:
        await db.execute(insert(hits), [{"strategy": "yours", "hit_id": hit_id} for hit_id in ids])
    await redis.delete(EVENTS)
    return len(ids)


async def pending() -> int:
    return await redis.llen(EVENTS)


async def pending_ids() -> list[str]:
    return await redis.lrange(EVENTS, 0, -1)
