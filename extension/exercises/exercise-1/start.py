from connections import Session
from models import Counter

about = {
    "en": "Exercise 1: keep 1,000 of 1,000 with PostgreSQL alone.",
    "ru": "Упражнение 1: сохранить 1000 из 1000 одним PostgreSQL.",
}


async def hit(hit_id: str) -> None:
    """A transaction reads the counter, adds one and writes it back. The client gets its 200 when this is done."""
    async with Session() as db:
        counter = await db.get_one(Counter, "yours")
        counter.value += 1
        await db.commit()  # UPDATE counter SET value = $1 …, then COMMIT
