"""Deployment settings: where and how a run works. They never change what a digest says."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_serializer
from sqlalchemy import URL

from base.database import default_url, shown_url
from base.records import Frozen
from base.secrets import hide


class Deployment(Frozen):
    """Runner, workers, time and store of a run."""

    runner: Literal["threads", "dask", "ray"] = "threads"
    workers: int = Field(1, ge=1, description="Shards at work at once; each process loads models")
    runner_address: str | None = Field(None, description="Dask scheduler or Ray head to join")
    timeout: float = Field(7200, gt=0, description="Seconds that a shard may take")
    store: SecretStr | None = Field(
        None, description="Database URL of the shared store; by default SQLite in the output folder"
    )

    def store_url(self, out: Path) -> str | URL:
        """Return the URL of the store of a run into ``out``: it may hold or name a password."""
        return self.store.get_secret_value() if self.store else default_url(out)

    @field_serializer("runner_address")
    def _without_secret(self, address: str | None) -> str | None:
        return hide(address) if address else None

    @field_serializer("store")
    def _without_password(self, store: SecretStr | None) -> str | None:
        return shown_url(store.get_secret_value()) if store else None
