"""What the strategies have stored in PostgreSQL."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from connections import Session
from models import Counter, hits
from refusal import Refusal
from strategies import Strategy


async def add_rows(strategies: Iterable[Strategy]) -> None:
    """Creates the counter rows before the first hits, so that these do not race to insert them."""
    rows = [{"strategy": each.name, "value": 0} for each in strategies if not each.stores_ids]
    if rows:
        async with Session.begin() as db:
            await db.execute(insert(Counter).on_conflict_do_nothing(), rows)


async def stored_by(strategy: Strategy) -> int:
    async with Session() as db:
        if strategy.stores_ids:
            count = select(func.count()).select_from(hits).where(hits.c.strategy == strategy.name)
            return await db.scalar(count) or 0
        row = await db.get(Counter, strategy.name)
    if row is None:
        message = f'The table "counter" has no row "{strategy.name}". The app adds it when it starts.'
        raise Refusal("no-row", message, "failed")
    return row.value
