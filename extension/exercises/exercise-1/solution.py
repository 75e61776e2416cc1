from sqlalchemy import update

from connections import autocommit
from models import Counter

about = {
    "en": "Exercise 1: one UPDATE in which PostgreSQL itself adds one.",
    "ru": "Упражнение 1: один UPDATE, в котором единицу прибавляет сам PostgreSQL.",
}


async def hit(hit_id: str) -> None:
    """The row's lock is held from the reading to the COMMIT, so nobody can read the same value."""
    async with autocommit.connect() as db:
        await db.execute(
            update(Counter).where(Counter.strategy == "yours").values(value=Counter.value + 1)
        )
