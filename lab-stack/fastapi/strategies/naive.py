from connections import Session
from models import Counter

about = {
    "en": "SQLAlchemy's default pool of 15 connections: read the counter, add one, write it back.",
    "ru": "Стандартный пул SQLAlchemy на 15 соединений: прочитать счётчик, прибавить единицу, записать обратно.",
}


async def hit(hit_id: str) -> None:
    async with Session() as db:
        counter = await db.get_one(Counter, "naive")
        counter.value += 1
        await db.commit()  # UPDATE counter SET value = $1 …, then COMMIT
