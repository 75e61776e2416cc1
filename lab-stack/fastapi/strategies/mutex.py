import asyncio

from connections import Session
from models import Counter

about = {
    "en": "Read, add one and write back, one hit after another: under a lock inside the app's process.",
    "ru": "Прочитать, прибавить единицу, записать обратно, по одному запросу за раз: под блокировкой внутри процесса приложения.",
}

lock = asyncio.Lock()  # another process has a lock of its own


async def hit(hit_id: str) -> None:
    async with lock, Session() as db:
        counter = await db.get_one(Counter, "mutex")
        counter.value += 1
        await db.commit()  # UPDATE counter SET value = $1 …, then COMMIT
