from sqlalchemy import insert

from connections import Session
from models import hits
from receipts import send_receipt

about = {
    "en": "Slow work for every hit, before the answer: the hit is stored, its receipt is sent, and then the client is answered.",
    "ru": "Долгая работа на каждый запрос, до ответа: запрос сохранён, квитанция отправлена, и только тогда клиент получает ответ.",
}

stores_ids = True


async def hit(hit_id: str) -> None:
    async with Session.begin() as db:
        await db.execute(insert(hits).values(strategy="inline", hit_id=hit_id))
    await send_receipt(hit_id)  # the client waits, and if the app dies now, nobody sends the receipt
