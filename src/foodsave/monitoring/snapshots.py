"""What this process uses, sampled in the background so that no request pays for the measuring."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class ProcessUsage:
    """Resident memory in units of 2^20 bytes, and CPU over the last interval, 100 = one core."""

    rss_mb: float
    cpu_percent: float


class Sampler:
    """Keeps the latest `ProcessUsage` of this process."""

    def __init__(self, interval_s: float = 5.0) -> None:
        self._interval_s = interval_s
        self._process = psutil.Process()
        self._process.cpu_percent()  # the first call only sets the mark that the next is measured from
        self.latest = self.sample()

    def sample(self) -> ProcessUsage:
        """Measure now. Reads /proc: call it off the event loop."""
        with self._process.oneshot():
            rss_mb = self._process.memory_info().rss / 2**20
            self.latest = ProcessUsage(rss_mb, self._process.cpu_percent())
        return self.latest

    async def run(self) -> None:
        """Sample every interval until cancelled."""
        while True:
            await asyncio.sleep(self._interval_s)
            await asyncio.to_thread(self.sample)
