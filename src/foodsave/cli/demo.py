"""`foodsave demo`: a sample household from drawn receipts that are really read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import anyio
import structlog
import typer
from filelock import FileLock, Timeout
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from foodsave.bootstrap import WorkerServices, open_worker
from foodsave.cli.console import cell
from foodsave.core.profiles.service import Household
from foodsave.errors import Conflict, FoodSaveError
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import today_in
from foodsave.kitchen.receipts.repository import ReceiptRepository
from foodsave.kitchen.receipts.service import Upload, confirm_receipt, register_upload, require_receipt
from foodsave.settings import load_settings

if TYPE_CHECKING:
    from foodsave.testing.receipts import DrawnReceipt

app = typer.Typer()
_READ_S = 180


@app.command()
def demo(
    receipts: Annotated[int, typer.Option(min=1, max=60, help="How many receipts to draw and read.")] = 12,
    seed: Annotated[int, typer.Option(min=0, max=10**6, help="Another seed, other receipts.")] = 7,
    add: Annotated[bool, typer.Option("--add", help="Also when the household has receipts already.")] = False,
) -> None:
    """Fill a sample household: draw receipts of all chains, read them, confirm them into the pantry."""
    # The progress bar tells what a log line of each job would.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    anyio.run(_fill, receipts, seed, add)


async def _fill(count: int, seed: int, add: bool) -> None:
    from foodsave.testing.receipts import draw_series

    console = Console(stderr=True)
    async with open_worker(load_settings()) as services:
        household = await services.common.profiles.current()
        async with services.common.database.read() as session:
            if not add and await ReceiptRepository(Scope(session, household.id)).newest(
                status=None, before=None, limit=1
            ):
                raise Conflict("this household has receipts already; use --add, or another FOODSAVE_DATA_DIR")
        today = today_in(services.common.clock, household.timezone)
        drawn = list(draw_series(seed, count, until=today - timedelta(days=1)))
        ids = [await _register(services, household, receipt) for receipt in drawn]
        with Progress(console=console, transient=True) as progress:
            bar = progress.add_task("Reading receipts", total=len(ids))
            async for _ in _reading(services, household, ids):
                progress.advance(bar)
        Console().print(await _confirm_all(services, household, ids))


async def _register(services: WorkerServices, household: Household, receipt: DrawnReceipt) -> str:
    content = await asyncio.to_thread(receipt.jpeg)

    async def chunks() -> AsyncIterator[bytes]:
        yield content

    blob, size = await services.common.blobs.put(chunks(), limit_bytes=services.common.upload_bytes)
    name = f"{receipt.chain}-{receipt.layout}-{receipt.seed}.jpg"
    async with services.common.database.write() as session:
        upload = Upload(blob, size, "image/jpeg", name)
        return (await register_upload(Scope(session, household.id), services.common.clock, upload)).receipt_id


async def _reading(services: WorkerServices, household: Household, ids: list[str]) -> AsyncIterator[str]:
    """Yield each receipt when it has been read, by the running worker or, when there is none, by this process."""
    from foodsave.worker.runner import Worker

    waiting, worker = list(ids), Worker(services)
    with anyio.fail_after(_READ_S * len(ids)):
        while waiting:
            try:
                with FileLock(services.lock_path).acquire(timeout=0):
                    busy = await worker.work_once()
            except Timeout:
                busy = False
            if not busy:
                await asyncio.sleep(0.3)
            for receipt_id in list(waiting):
                if (await _status(services, household, receipt_id)) not in {"queued", "reading"}:
                    waiting.remove(receipt_id)
                    yield receipt_id


async def _status(services: WorkerServices, household: Household, receipt_id: str) -> str:
    async with services.common.database.read() as session:
        return (await require_receipt(Scope(session, household.id), receipt_id)).status


async def _confirm_all(services: WorkerServices, household: Household, ids: list[str]) -> Table:
    table = Table("receipt", "store", "bought", "total", "balanced", "lots", title="Sample household")
    today = today_in(services.common.clock, household.timezone)
    for receipt_id in ids:
        async with services.common.database.write() as session:
            scope = Scope(session, household.id)
            row = await require_receipt(scope, receipt_id)
            lots = row.failure_code or ""
            if row.status == "needs_review":
                try:
                    _, number = await confirm_receipt(
                        scope, services.common.clock, receipt_id, today=today, currency=household.currency
                    )
                    lots = str(number)
                except FoodSaveError as error:
                    lots = error.reason
            total = "" if row.total_minor is None else f"{row.total_minor / 100:.2f} {row.currency or ''}"
            bought = row.purchased_on.isoformat() if row.purchased_on else "not legible"
            names = (cell(row.filename or ""), cell(row.store or ""))
            table.add_row(*names, bought, total, "yes" if row.balanced else "no", lots)
    return table
