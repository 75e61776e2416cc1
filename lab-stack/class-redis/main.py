"""
The app of the class with Redis in front: a hit only increments a number there, and `/process` moves that number into
PostgreSQL. The lab knows of it only what the contract in its `start:` cell says.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# The lab says the address; SQLAlchemy wants to know the driver as well.
engine = create_async_engine(os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://"))
Session = async_sessionmaker(engine, expire_on_commit=False)
redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


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
    yield


app = FastAPI(lifespan=lifespan)


async def session() -> AsyncIterator[AsyncSession]:
    async with Session() as db:
        yield db


@app.post("/hit")
async def hit() -> dict[str, str]:
    await redis.incr("pending_hits")
    return {"status": "queued"}


@app.get("/process")
async def process(db: Annotated[AsyncSession, Depends(session)]) -> dict[str, int]:
    pending = int(await redis.get("pending_hits") or 0)
    if pending == 0:
        return {"processed": 0}
    counter = await db.get(Counter, 1)
    if counter is None:
        counter = Counter(id=1, value=0)
        db.add(counter)
    counter.value += pending
    await redis.delete("pending_hits")
    await db.commit()
    return {"processed": pending}
