import os

# Mended: the package aioredis has been a part of redis-py since 2022, and does not run on Python 3.11 by itself.
from redis import asyncio as aioredis
# Mended: the listing does not import Depends and AsyncSession, which it uses.
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession
from models import Counter, SessionLocal, engine, Base

app = FastAPI()
redis: aioredis.Redis

@app.on_event("startup")
async def startup():
    global redis
    # Mended: the lab says the address.
    redis = aioredis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)

# Mended: the listing leaves it out here.
async def get_db():
    async with SessionLocal() as session:
        yield session

@app.post("/hit")
async def hit():
    # Быстро кладём в Redis — без ожидания БД
    await redis.incr("pending_hits")
    return {"status": "queued"}

@app.get("/process")
async def process(db: AsyncSession = Depends(get_db)):
    """Фоновая обработка (можно вызывать по расписанию или в фоне)"""
    pending = await redis.get("pending_hits")
    if not pending:
        return {"processed": 0}
    count = int(pending)
    counter = await db.get(Counter, 1)
    if not counter:
        counter = Counter(id=1, value=0)
        db.add(counter)
    counter.value += count
    await redis.delete("pending_hits")
    await db.commit()
    return {"processed": count}
