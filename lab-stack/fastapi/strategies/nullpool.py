from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.pool import NullPool

from connections import new_engine
from models import Counter

about = {
    "en": "The same without a pool: a new connection for every hit. Read the counter, add one, write it back.",
    "ru": "То же самое без пула: на каждый запрос новое соединение. Прочитать счётчик, прибавить единицу, записать обратно.",
}

engine = new_engine(poolclass=NullPool)


async def hit(hit_id: str) -> None:
    async with AsyncSession(engine) as db:
        counter = await db.get_one(Counter, "nullpool")
        counter.value += 1
        await db.commit()  # UPDATE counter SET value = $1 …, then COMMIT
