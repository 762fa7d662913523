import asyncio

from foodsave.api.middleware.admission import Admission, Slots
from foodsave.api.middleware.errors import Errors
from foodsave.infra.metrics import Metrics


class Gate:
    """An application whose answers wait until it opens."""

    def __init__(self):
        self.opened = asyncio.Event()
        self.inside = 0

    async def __call__(self, _scope, _receive, send):
        self.inside += 1
        await self.opened.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"done"})


async def settle():
    for _ in range(20):
        await asyncio.sleep(0.001)


async def test_admission_serves_two_hundred_connections_a_few_at_a_time(calling):
    gate, slots = Gate(), Slots(16, 256, 5)
    async with calling(Errors(Admission(gate, slots, Metrics()))) as client:
        requests = [asyncio.create_task(client.get("/")) for _ in range(200)]
        await settle()
        assert (gate.inside, slots.queued) == (16, 184)
        gate.opened.set()
        responses = await asyncio.gather(*requests)

    assert {response.status_code for response in responses} == {200}
    assert (slots.running, slots.queued) == (0, 0)


async def test_admission_sheds_what_exceeds_the_queue_and_says_when_to_return(calling):
    gate, metrics = Gate(), Metrics()
    async with calling(Errors(Admission(gate, Slots(1, 1, 5), metrics))) as client:
        held = [asyncio.create_task(client.get("/")) for _ in range(2)]
        await settle()
        shed = await client.get("/")
        gate.opened.set()
        await asyncio.gather(*held)

    assert (shed.status_code, shed.headers["retry-after"], shed.json()["code"]) == (503, "2", "queue_full")
    assert b'foodsave_admission_shed_total{reason="queue_full"} 1.0' in await asyncio.to_thread(metrics.render)


async def test_admission_keeps_health_and_metrics_out_of_the_queue(calling):
    gate = Gate()
    async with calling(Errors(Admission(gate, Slots(1, 0, 5), Metrics()))) as client:
        held = asyncio.create_task(client.get("/"))
        await settle()
        probes = [asyncio.create_task(client.get(path)) for path in ("/health/live", "/ready", "/metrics")]
        await settle()
        gate.opened.set()
        answers = await asyncio.gather(held, *probes)

    assert [answer.status_code for answer in answers] == [200] * 4


async def test_admission_frees_the_slot_of_a_cancelled_request():
    gate, slots = Gate(), Slots(1, 1, 5)
    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    request = asyncio.create_task(Admission(gate, slots, Metrics())(scope, None, None))
    await settle()

    request.cancel()
    await asyncio.gather(request, return_exceptions=True)

    assert slots.running == 0


async def test_admission_lets_a_route_give_its_slot_back_while_it_waits():
    slots, seen = Slots(1, 1, 5), []

    async def waits(scope, receive, send):
        seen.append((scope["state"]["step_aside"](), slots.running))

    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    await Admission(waits, slots, Metrics())(scope, None, None)

    assert (seen, slots.running) == ([(True, 0)], 0)


async def test_admission_bounds_those_that_step_aside_and_lets_the_next_in_when_one_is_done():
    slots, metrics, opened, stepped = Slots(8, 8, 5), Metrics(), asyncio.Event(), []

    async def waits(scope, receive, send):
        stepped.append(scope["state"]["step_aside"]())
        await opened.wait()

    admission = Admission(waits, slots, metrics, aside=2)
    scope = {"type": "http", "method": "GET", "path": "/"}
    requests = [asyncio.create_task(admission(dict(scope, headers=[]), None, None)) for _ in range(3)]
    await settle()
    counted = await asyncio.to_thread(metrics.render)

    assert (stepped, slots.running) == ([True, True, False], 1)
    assert b"foodsave_admission_aside 2.0" in counted
    assert b'foodsave_admission_shed_total{reason="aside_full"} 1.0' in counted

    opened.set()
    await asyncio.gather(*requests)
    await admission(dict(scope, headers=[]), None, None)
    assert (stepped[-1], slots.running) == (True, 0)
    assert b"foodsave_admission_aside 0.0" in await asyncio.to_thread(metrics.render)
