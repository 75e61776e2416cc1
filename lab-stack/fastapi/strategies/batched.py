from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from connections import Session, redis
from failpoint import failpoint
from models import AppliedBatch, Counter

about = {
    "en": "Redis counts the hit; “process” moves the count aside under a name of its own and adds it exactly once.",
    "ru": "Запрос считает Redis; «process» откладывает счёт под отдельным именем и прибавляет его ровно один раз.",
}

COUNTING = "surge:batched:pending"
ASIDE = "surge:batched:batch:"  # followed by the batch id


async def hit(hit_id: str) -> None:
    await redis.incr(COUNTING)


async def process() -> int:
    # Redis runs a script atomically: a hit is counted either before it, or in a new count after it.
    move_aside = "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('RENAME', KEYS[1], KEYS[2]) end"
    await redis.eval(move_aside, 2, COUNTING, f"{ASIDE}{uuid4()}")

    # Usually that is the only batch. After a crash, the unfinished batches are found here as well.
    return sum([await apply(batch) for batch in await batches()])


async def apply(batch: UUID) -> int:
    count = await size_of(batch)
    await failpoint("after-take")
    # The new count and the record that this batch was added are committed together, or not at all.
    async with Session.begin() as db:
        remember = insert(AppliedBatch).values(id=batch).on_conflict_do_nothing().returning(AppliedBatch.id)
        is_new = await db.scalar(remember) is not None
        # Not new? Then another worker has already added it, or one that crashed after its COMMIT.
        if is_new:
            await db.execute(
                update(Counter).where(Counter.strategy == "batched").values(value=Counter.value + count)
            )
        await failpoint("before-commit")
    await failpoint("after-commit")
    await redis.delete(f"{ASIDE}{batch}")
    return count if is_new else 0


async def batches() -> list[UUID]:
    return [UUID(key.removeprefix(ASIDE)) async for key in redis.scan_iter(match=f"{ASIDE}*")]


async def size_of(batch: UUID) -> int:
    return int(await redis.get(f"{ASIDE}{batch}") or 0)


async def pending() -> int:
    count = int(await redis.get(COUNTING) or 0)
    for batch in await batches():
        async with Session() as db:
            applied = await db.scalar(select(AppliedBatch.id).where(AppliedBatch.id == batch))
        if applied is None:
            count += await size_of(batch)
    return count
