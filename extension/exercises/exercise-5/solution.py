from sqlalchemy import text

from connections import Session, redis

about = {
    "en": "Exercise 5: a stream of events, stored oldest first by one worker at a time, and then removed by name.",
    "ru": "Упражнение 5: поток событий; их сохраняют по порядку, по одному обработчику за раз, и удаляют поимённо.",
}

stores_ids = True

EVENTS = "surge:yours:stream"

# An event that another worker has stored meanwhile is known by its id.
STORE = text("""
    WITH events AS (
      SELECT * FROM unnest(CAST(:ids AS text[])) WITH ORDINALITY AS event (hit_id, place)),
    new AS (
      INSERT INTO applied_hits (strategy, hit_id) SELECT 'yours', hit_id FROM events
      ON CONFLICT DO NOTHING RETURNING hit_id)
    INSERT INTO hits (strategy, hit_id)
      SELECT 'yours', hit_id FROM events JOIN new USING (hit_id) ORDER BY place
    RETURNING hit_id""")


async def hit(hit_id: str) -> None:
    await redis.xadd(EVENTS, {"hit": hit_id})


async def process() -> int:
    """Oldest first, a batch at a time. An event leaves the stream only after it is stored, under its own number."""
    batch = await read(1_000)
    if not batch:
        return 0
    async with Session.begin() as db:
        # One worker at a time, or the second batch might be stored before the first.
        await db.execute(text("SELECT pg_advisory_xact_lock(hashtext('yours'))"))
        added = (await db.execute(STORE, {"ids": [hit_id for _, hit_id in batch]})).all()
    await redis.xdel(EVENTS, *[entry for entry, _ in batch])
    return len(added)


async def read(most: int) -> list[tuple[str, str]]:
    """The number of each event and the id of its hit."""
    return [(entry, fields["hit"]) for entry, fields in await redis.xrange(EVENTS, count=most)]


async def pending() -> int:
    return await redis.xlen(EVENTS)


async def pending_ids() -> list[str]:
    return [hit_id for _, hit_id in await read(1_000_000)]
