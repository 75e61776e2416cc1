import asyncio

from sqlalchemy import update

from connections import autocommit
from models import Counter

about = {
    "en": "Hits that wait at the same time share one UPDATE, and are answered after its COMMIT. No second system.",
    "ru": "Запросы, которые ждут одновременно, делят один UPDATE и получают ответ после его COMMIT. Второй системы нет.",
}

gathered = 0  # hits in the batch that is being collected
batch: asyncio.Task[None] | None = None  # completes for all of them once the batch is written
writing = asyncio.Lock()


async def hit(hit_id: str) -> None:
    global gathered, batch
    gathered += 1
    if batch is None:
        batch = asyncio.create_task(write())
    # Cancelling one hit must not cancel the write that it shares with others.
    await asyncio.shield(batch)


async def write() -> None:
    """One write at a time; meanwhile the next batch is collected. If a write fails, every hit in its batch fails."""
    global gathered, batch
    async with writing:
        count, gathered, batch = gathered, 0, None
        async with autocommit.connect() as db:
            await db.execute(
                update(Counter)
                .where(Counter.strategy == "coalesced")
                .values(value=Counter.value + count)
            )
