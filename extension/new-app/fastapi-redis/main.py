"""
An app of your own: Redis takes the hits, and GET /process moves them into PostgreSQL, as in the class.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from redis import asyncio as redis_py
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# The lab says the address; SQLAlchemy wants to know the driver as well.
url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://")
engine = create_async_engine(url)
Session = async_sessionmaker(engine, expire_on_commit=False)
redis = redis_py.from_url(os.environ["REDIS_URL"], decode_responses=True)


class Base(DeclarativeBase):
    pass


class Counter(Base):
    __tablename__ = "counter"
    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with Session.begin() as db:
        if not await db.get(Counter, 1):
            db.add(Counter(id=1, value=0))
    yield
    await redis.aclose()
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.post("/hit")
async def hit() -> dict[str, str]:
    await redis.incr("pending_hits")
    return {"status": "queued"}


@app.get("/process")
async def process() -> dict[str, int]:
    """Reads the count, adds it, deletes it. What happens to a hit that comes between reading and deleting?"""
    count = int(await redis.get("pending_hits") or 0)
    if count > 0:
        async with Session.begin() as db:
            counter = await db.get_one(Counter, 1)
            counter.value += count
            await redis.delete("pending_hits")
    return {"processed": count}
