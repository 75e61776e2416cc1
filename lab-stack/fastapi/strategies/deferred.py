import asyncio
from time import monotonic

from sqlalchemy import delete, func, insert, select

from connections import Session
from failpoint import failpoint
from models import hits, queue
from receipts import send_receipt

about = {
    "en": "Slow work for every hit, left to a worker: the hit is a row in a queue, and “process” sends its receipt.",
    "ru": "Долгая работа на каждый запрос, оставленная обработчику: запрос — строка в очереди, квитанцию отправит «process».",
}

stores_ids = True

waiting = queue.c.strategy == "deferred"


async def hit(hit_id: str) -> None:
    async with Session.begin() as db:
        await db.execute(insert(queue).values(strategy="deferred", hit_id=hit_id))


async def process() -> int:
    """Runs until the queue is empty, but for at most three seconds, because the caller is waiting."""
    processed, end = 0, monotonic() + 3
    while monotonic() < end:
        done = await work_off()
        if done == 0:
            break
        processed += done
    return processed


async def work_off() -> int:
    """
    Sends the receipts of up to 100 hits at once and stores these hits. After a crash before the COMMIT they are still in
    the queue, and their receipts are sent again: at least once, while each hit is stored exactly once. The price: the
    worker keeps a connection and its transaction for as long as the service takes. For each batch, not for each hit.
    """
    async with Session.begin() as db:
        oldest = select(queue.c.id, queue.c.hit_id).where(waiting).order_by(queue.c.id).limit(100)
        taken = (await db.execute(oldest.with_for_update(skip_locked=True))).all()
        if taken:
            await failpoint("after-take")
            await asyncio.gather(*(send_receipt(hit_id) for _, hit_id in taken))
            await db.execute(delete(queue).where(queue.c.id.in_([row_id for row_id, _ in taken])))
            await db.execute(insert(hits), [{"strategy": "deferred", "hit_id": hit_id} for _, hit_id in taken])
            await failpoint("before-commit")
    if taken:
        await failpoint("after-commit")
    return len(taken)


async def pending() -> int:
    async with Session() as db:
        return await db.scalar(select(func.count()).select_from(queue).where(waiting)) or 0


async def pending_ids() -> list[str]:
    async with Session() as db:
        return list(await db.scalars(select(queue.c.hit_id).where(waiting)))
