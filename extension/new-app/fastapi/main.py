"""
An app of your own: it counts hits in PostgreSQL. The lab starts it, sends hits to it and reads its counter.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# The lab says the address; SQLAlchemy wants to know the driver as well.
url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://")
engine = create_async_engine(url)
Session = async_sessionmaker(engine, expire_on_commit=False)


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
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.post("/hit")
async def hit() -> dict[str, int]:
    """Reads the counter, adds one, writes it back. What happens when two hits come at once?"""
    async with Session.begin() as db:
        counter = await db.get_one(Counter, 1)
        counter.value += 1
    return {"count": counter.value}
