from sqlalchemy import insert

from connections import autocommit
from models import hits

about = {
    "en": "Exercise 6: hits are remembered in the app's memory, so that a repeated one is not stored twice.",
    "ru": "Упражнение 6: приложение помнит запросы в памяти, чтобы не сохранить повтор.",
}

stores_ids = True

seen: set[str] = set()


async def hit(hit_id: str) -> None:
    """A client that has heard nothing sends its hit again, under the same id."""
    if hit_id in seen:
        return
    async with autocommit.connect() as db:
        await db.execute(insert(hits).values(strategy="yours", hit_id=hit_id))
    seen.add(hit_id)
