from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from connections import Session, redis
from failpoint import failpoint
from models import AppliedBatch, Counter

about = {
    "en": "Exercise 4: a batch is set aside under an id, and PostgreSQL remembers which ids it has counted.",
    "ru": "Упражнение 4: пачку откладывают под идентификатором, а PostgreSQL помнит, какие уже посчитал.",
}

PENDING_HITS = "surge:yours:pending"
ASIDE = "surge:yours:batch:"  # followed by the id of the batch
BATCHES = "surge:yours:batches"  # the ids of the batches that are not done


async def hit(hit_id: str) -> None:
    await redis.incr(PENDING_HITS)


async def process() -> int:
    """Nothing is taken out before it is certainly counted: what a dead worker has left is found in BATCHES."""
    set_aside = """
      if redis.call('EXISTS', KEYS[1]) == 0 then return end
      redis.call('RENAME', KEYS[1], KEYS[2])
      redis.call('SADD', KEYS[3], ARGV[1])"""
    new = str(uuid4())
    await redis.eval(set_aside, 3, PENDING_HITS, ASIDE + new, BATCHES, new)
    return sum([await count(batch) for batch in await redis.smembers(BATCHES)])


async def count(batch: str) -> int:
    hits = int(await redis.get(ASIDE + batch) or 0)
    await failpoint("after-take")
    # In the transaction that counts: a batch is counted and remembered, or neither.
    async with Session.begin() as db:
        remember = insert(AppliedBatch).values(id=UUID(batch)).on_conflict_do_nothing()
        is_new = await db.scalar(remember.returning(AppliedBatch.id)) is not None
        if is_new:
            await db.execute(
                update(Counter).where(Counter.strategy == "yours").values(value=Counter.value + hits)
            )
    await failpoint("after-commit")
    async with redis.pipeline(transaction=True) as done:
        done.delete(ASIDE + batch)
        done.srem(BATCHES, batch)
        await done.execute()
    return hits if is_new else 0


async def pending() -> int:
    waiting = int(await redis.get(PENDING_HITS) or 0)
    for batch in await redis.smembers(BATCHES):
        async with Session() as db:
            counted = await db.scalar(select(AppliedBatch.id).where(AppliedBatch.id == UUID(batch)))
        if counted is None:
            waiting += int(await redis.get(ASIDE + batch) or 0)
    return waiting
