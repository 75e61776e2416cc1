import asyncio

from sqlalchemy import update

from connections import autocommit
from models import Counter

about = {
    "en": "Hits that wait at the same time share one UPDATE, and are answered after its COMMIT. No second system.",
    "ru": "Запросы, которые ждут одновременно, делят один UPDATE и получают ответ после его COMMIT. Второй системы нет.",
}

gathered = 0  # hits of the batch that gathers now
batch: asyncio.Task[None] | None = None  # ends for all of them, when it has been written
writing = asyncio.Lock()


async def hit(hit_id: str) -> None:
    global gathered, batch
    gathered += 1
    if batch is None:
        batch = asyncio.create_task(write())
    # A hit that is given up must not take the others' write with it.
    await asyncio.shield(batch)


async def write() -> None:
    """One at a time: while it runs, the next batch gathers. If it fails, every hit in it is told so."""
    global gathered, batch
    async with writing:
        count, gathered, batch = gathered, 0, None
        async with autocommit.connect() as db:
            await db.execute(
                update(Counter)
                .where(Counter.strategy == "coalesced")
                .values(value=Counter.value + count)
            )
