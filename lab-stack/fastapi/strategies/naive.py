from connections import Session
from models import Counter

about = {
    "en": "SQLAlchemy's pool, by default of 15 connections: read the counter, add one, write it back.",
    "ru": "Пул SQLAlchemy, по умолчанию на 15 соединений: прочитать счётчик, прибавить единицу, записать обратно.",
}


async def hit(hit_id: str) -> None:
    async with Session() as db:
        counter = await db.get_one(Counter, "naive")
        counter.value += 1
        await db.commit()  # UPDATE counter SET value = $1 …, then COMMIT
