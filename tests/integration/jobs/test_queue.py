import asyncio

import pytest

from foodsave.jobs.queue import MAX_DEATHS, MAX_TRIES, Job, JobQueue, enqueue, fail, succeed
from foodsave.jobs.repository import JobRepository


@pytest.fixture
def queue(home) -> JobQueue:
    return JobQueue(home.database, home.clock)


async def put(home, reference: str = "r1") -> str:
    async with home.writing() as scope:
        return enqueue(scope, "read_receipt", reference, now=home.clock.now())


async def state_of(home, reference: str = "r1"):
    async with home.reading() as scope:
        return await JobRepository(scope).latest(reference)


async def test_claim_hands_out_each_job_once_however_many_ask(home, queue):
    for number in range(6):
        await put(home, f"r{number}")

    claimed = await asyncio.gather(*(queue.claim() for _ in range(10)))

    jobs = [job for job in claimed if job is not None]
    assert sorted(job.reference for job in jobs) == [f"r{number}" for number in range(6)]


async def test_claim_takes_the_oldest_first(home, queue):
    for reference in ("first", "second"):
        await put(home, reference)
        home.clock.advance(seconds=1)

    job = await queue.claim()

    assert (job.reference, job.tries) == ("first", 1)


async def test_enqueue_is_undone_with_the_transaction_it_is_part_of(home, queue):
    async def break_off() -> None:
        async with home.writing() as scope:
            enqueue(scope, "read_receipt", "r1", now=home.clock.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await break_off()

    assert await queue.claim() is None


async def test_retry_waits_longer_each_time_until_the_last_try(home, queue):
    await put(home)
    waits = []
    for _ in range(MAX_TRIES - 1):
        job = await queue.claim()
        await queue.retry(job, "reader_crashed", "the reader stopped")
        row = await state_of(home)
        waits.append((row.run_after - home.clock.now()).total_seconds())
        assert await queue.claim() is None
        home.clock.advance(seconds=waits[-1])

    last = await queue.claim()

    assert waits == [2.0, 4.0]
    assert last.is_last_try


async def test_reclaim_returns_the_job_of_a_dead_worker_and_costs_no_try(home, queue):
    await put(home)
    await queue.claim()
    home.clock.advance(minutes=5)

    assert await queue.reclaim() == 1

    again = await queue.claim()
    assert (again.tries, again.deaths) == (1, 1)


async def test_reclaim_leaves_a_job_that_beats(home, queue):
    await put(home)
    job = await queue.claim()
    home.clock.advance(seconds=50)
    assert await queue.beat(job)
    home.clock.advance(seconds=50)

    assert await queue.reclaim() == 0


async def test_reclaim_tells_a_job_that_kills_its_worker_every_time(home, queue):
    await put(home)
    for _ in range(MAX_DEATHS):
        job = await queue.claim()
        assert not job.killed_its_worker
        home.clock.advance(minutes=5)
        await queue.reclaim(every=True)

    assert (await queue.claim()).killed_its_worker


async def test_hand_back_costs_no_try(home, queue):
    await put(home)
    await queue.hand_back(await queue.claim())

    assert (await queue.claim()).tries == 1


async def test_job_belongs_to_the_run_that_claimed_it_last(home, queue):
    await put(home)
    lost = await queue.claim()
    home.clock.advance(minutes=5)
    await queue.reclaim()
    current = await queue.claim()

    assert await queue.beat(lost) is False
    await queue.retry(lost, "late", "too late")
    await queue.hand_back(lost)
    assert await finish(home, lost) is False
    assert await give_up(home, lost) is False
    assert await queue.beat(current) is True
    assert await finish(home, current) is True
    assert await finish(home, current) is False
    assert (await state_of(home)).state == "succeeded"


async def test_fail_keeps_the_reason(home, queue):
    await put(home)
    assert await give_up(home, await queue.claim())

    row = await state_of(home)
    assert (row.state, row.error_code, row.error_message) == ("failed", "no_receipt", "nothing legible")


async def test_beat_and_fail_do_nothing_to_a_job_that_ended(home, queue):
    await put(home)
    job = await queue.claim()
    await finish(home, job)

    assert await queue.beat(job) is False
    assert await give_up(home, job) is False
    assert (await state_of(home)).state == "succeeded"


async def test_state_tells_depth_and_age(home, queue):
    assert await queue.state() == (0, 0.0)
    await put(home)
    await put(home, "r2")
    home.clock.advance(seconds=30)

    assert await queue.state() == (2, 30.0)


async def test_ahead_of_counts_the_jobs_before(home):
    for reference in ("r1", "r2", "r3"):
        await put(home, reference)
        home.clock.advance(seconds=1)

    async with home.reading() as scope:
        jobs = JobRepository(scope)
        assert await jobs.ahead_of(await jobs.latest("r3")) == 2


async def finish(home, job: Job) -> bool:
    async with home.writing() as scope:
        return await succeed(scope, job, now=home.clock.now())


async def give_up(home, job: Job) -> bool:
    async with home.writing() as scope:
        return await fail(scope, job, "no_receipt", "nothing legible", now=home.clock.now())


async def test_clock_that_was_set_back_delays_nothing(home, queue):
    await put(home)
    await queue.claim()
    home.clock.advance(days=-2)

    assert await queue.reclaim(every=True) == 1
    home.clock.advance(days=-2)
    assert await queue.claim() is not None


async def test_forget_finished_drops_old_jobs_only(home, queue):
    await put(home, "old")
    await finish(home, await queue.claim())
    home.clock.advance(days=31)
    await put(home, "new")

    await queue.forget_finished()

    assert await state_of(home, "old") is None
    assert (await state_of(home, "new")).state == "queued"
