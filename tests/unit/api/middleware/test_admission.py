import asyncio

import pytest

from foodsave.api.middleware.admission import Slots
from foodsave.errors import Overloaded


async def waiting(slots, count):
    tasks = [asyncio.create_task(slots.acquire()) for _ in range(count)]
    await asyncio.sleep(0)
    return tasks


async def test_slots_hand_a_freed_slot_to_the_longest_waiter():
    slots = Slots(1, 2, 5)
    await slots.acquire()
    first, second = await waiting(slots, 2)

    slots.release()
    await asyncio.sleep(0.01)

    assert (first.done(), second.done()) == (True, False)
    slots.release()
    await second
    slots.release()
    assert (slots.running, slots.queued) == (0, 0)


async def test_slots_refuse_at_once_when_the_queue_is_full():
    slots = Slots(1, 1, 5)
    await slots.acquire()
    (queued,) = await waiting(slots, 1)

    with pytest.raises(Overloaded) as refusal:
        await slots.acquire()

    assert (refusal.value.reason, refusal.value.retry_after_s) == ("queue_full", 2)
    queued.cancel()


async def test_slots_refuse_who_has_waited_too_long():
    slots = Slots(1, 1, 0.01)
    await slots.acquire()

    with pytest.raises(Overloaded) as refusal:
        await slots.acquire()

    assert refusal.value.reason == "queue_age"
    assert (slots.running, slots.queued) == (1, 0)


async def test_slots_forget_a_waiter_that_was_cancelled():
    slots = Slots(1, 2, 5)
    await slots.acquire()
    gone, stays = await waiting(slots, 2)

    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    slots.release()
    await stays

    assert (gone.cancelled(), slots.running, slots.queued) == (True, 1, 0)


async def test_slots_come_back_when_a_waiter_is_cancelled_as_its_turn_comes():
    slots = Slots(1, 2, 5)
    await slots.acquire()
    (queued,) = await waiting(slots, 1)

    slots.release()  # its turn has come, and it has not woken yet
    queued.cancel()
    await asyncio.gather(queued, return_exceptions=True)

    assert (slots.running, slots.queued) == (0, 0)


async def test_slots_serve_two_hundred_callers_without_shedding_one():
    slots, most = Slots(8, 256, 5), 0

    async def call():
        nonlocal most
        await slots.acquire()
        most = max(most, slots.running)
        await asyncio.sleep(0.001)
        slots.release()

    await asyncio.gather(*(call() for _ in range(200)))

    assert (most, slots.running, slots.queued) == (8, 0, 0)
