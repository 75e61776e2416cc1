from sqlalchemy.ext.asyncio import AsyncSession

from connections import POOL_TIMEOUT, new_engine
from models import Counter

about = {
    "en": "The same read, add one and write back, through a pool of ten connections.",
    "ru": "То же самое: прочитать, прибавить единицу, записать обратно, но через пул из десяти соединений.",
}

# At most ten. Only one of them stays open when idle, because all strategies share 17 connections.
engine = new_engine(pool_size=1, max_overflow=9, pool_timeout=POOL_TIMEOUT)


async def hit(hit_id: str) -> None:
    async with AsyncSession(engine) as db:
        counter = await db.get_one(Counter, "pooled")
        counter.value += 1
        await db.commit()  # UPDATE counter SET value = $1 …, then COMMIT


async def close() -> None:
    await engine.dispose()
