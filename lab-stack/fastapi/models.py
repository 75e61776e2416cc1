"""The tables of init.sql as SQLAlchemy models."""

from uuid import UUID

from sqlalchemy import BigInteger, Column, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Counter(Base):
    """One row for each strategy that stores a number."""

    __tablename__ = "counter"

    strategy: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class AppliedBatch(Base):
    """The batches that "batched" has already added to its counter."""

    __tablename__ = "applied_batches"

    id: Mapped[UUID] = mapped_column(primary_key=True)


hits = Table("hits", Base.metadata, Column("strategy", Text), Column("hit_id", Text))
"""One row for each hit. No primary key, on purpose: a hit that was stored twice must show up twice."""

queue = Table(
    "queue",
    Base.metadata,
    Column("id", BigInteger, primary_key=True),
    Column("strategy", Text),
    Column("hit_id", Text),
)
"""Hits that wait in PostgreSQL to be processed, oldest first."""
