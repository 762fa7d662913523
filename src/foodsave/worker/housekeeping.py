"""What the worker tidies up: files that nothing names, jobs and answers that nobody asks for any more.

It also looks up the foods of products again, for which a newer table may know better.
"""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path

from foodsave.bootstrap import WorkerServices
from foodsave.infra.db.idempotency import forget_answers
from foodsave.kitchen.catalog.product_foods import settle_foods
from foodsave.kitchen.receipts.repository import files_in_use

ANSWERS_KEPT = timedelta(days=7)


async def tidy_up(services: WorkerServices) -> None:
    """Remove what killed processes and interrupted uploads left. Only between jobs: their temporary files go too."""
    common = services.common
    async with common.database.write() as session:
        await forget_answers(session, before=common.clock.now() - ANSWERS_KEPT)
    await common.queue.forget_finished()
    await asyncio.to_thread(_empty, services.temp_dir)
    async with common.database.read() as session:
        needed = await files_in_use(session)
    await asyncio.to_thread(common.blobs.sweep, needed)
    await settle_foods(common.database, (await common.profiles.current()).id)


def _empty(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
