from sqlalchemy import update

from connections import autocommit
from models import Counter

about = {
    "en": "SQLAlchemy's pool, and one UPDATE in which PostgreSQL itself adds one.",
    "ru": "Пул SQLAlchemy и один UPDATE, в котором единицу прибавляет сам PostgreSQL.",
}


async def hit(hit_id: str) -> None:
    async with autocommit.connect() as db:
        await db.execute(
            update(Counter).where(Counter.strategy == "atomic").values(value=Counter.value + 1)
        )
