import asyncio

from foodsave.monitoring.snapshots import Sampler


def test_sampler_has_a_sample_of_this_process_from_the_start():
    usage = Sampler().latest

    assert 1 < usage.rss_mb < 10_000
    assert usage.cpu_percent >= 0


async def test_sampler_renews_its_sample_until_cancelled():
    sampler = Sampler(interval_s=0.01)
    before = sampler.latest
    task = asyncio.create_task(sampler.run())

    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert sampler.latest is not before
