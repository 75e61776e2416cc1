from sqlalchemy import insert

from connections import Session
from models import hits

about = {
    "en": "SQLAlchemy's pool, and one new row for every hit, with the hit's own id.",
    "ru": "Пул SQLAlchemy и новая строка на каждый запрос, с его собственным идентификатором.",
}

stores_ids = True


async def hit(hit_id: str) -> None:
    async with Session.begin() as db:
        await db.execute(insert(hits).values(strategy="append", hit_id=hit_id))
