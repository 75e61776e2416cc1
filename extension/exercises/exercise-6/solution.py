from sqlalchemy import text

from connections import autocommit

about = {
    "en": "Exercise 6: PostgreSQL recognises a repeated hit by a unique id, in the statement that stores it.",
    "ru": "Упражнение 6: PostgreSQL узнаёт повтор по уникальному идентификатору в той же команде, что сохраняет запрос.",
}

stores_ids = True

STORE = text("""
    WITH new AS (
      INSERT INTO applied_hits (strategy, hit_id) VALUES ('yours', :id)
      ON CONFLICT DO NOTHING RETURNING strategy, hit_id)
    INSERT INTO hits (strategy, hit_id) SELECT strategy, hit_id FROM new""")


async def hit(hit_id: str) -> None:
    """The id is remembered and the hit stored by one statement: both, or neither. A repeated hit is acknowledged, too."""
    async with autocommit.connect() as db:
        await db.execute(STORE, {"id": hit_id})
