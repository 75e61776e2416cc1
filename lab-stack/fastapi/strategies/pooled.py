from sqlalchemy.ext.asyncio import AsyncSession

from connections import new_pool
from models import Counter

about = {
    "en": "The same read, add one and write back, through a pool of connections.",
    "ru": "То же самое: прочитать, прибавить единицу, записать обратно, но через пул соединений.",
}

# Only one of them stays open when idle, because all strategies share what PostgreSQL gives the app.
engine = new_pool(10, stay_open=1)


async def hit(hit_id: str) -> None:
    async with AsyncSession(engine) as db:
        counter = await db.get_one(Counter, "pooled")
        counter.value += 1
        await db.commit()  # UPDATE counter SET value = $1 …, then COMMIT


async def close() -> None:
    await engine.dispose()
