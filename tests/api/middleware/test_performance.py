import re

from structlog.testing import capture_logs

from foodsave.api.middleware.memory import Memory
from foodsave.api.middleware.performance import Performance
from foodsave.infra.metrics import Metrics
from foodsave.monitoring.snapshots import ProcessUsage, Sampler


async def test_performance_tells_the_time_taken_and_where(calling, answering):
    async with calling(Performance(answering(), Metrics())) as client:
        response = await client.get("/")

    assert 0 <= float(response.headers["x-process-time"]) < 5
    assert re.fullmatch(r"queue;dur=0\.00, app;dur=\d+\.\d\d", response.headers["server-timing"])


async def test_performance_logs_one_line_without_the_query(calling, answering):
    with capture_logs() as logs:
        async with calling(Performance(answering(), Metrics())) as client:
            await client.get("/secret-free?token=hush")

    assert [(entry["event"], entry["status"], entry["path"]) for entry in logs] == [("request", 200, "/secret-free")]
    assert "hush" not in str(logs)


async def test_performance_counts_a_client_that_got_no_answer_as_closed():
    metrics = Metrics()

    async def silent(scope, receive, send):
        return

    await Performance(silent, metrics)({"type": "http", "method": "GET", "path": "/", "headers": []}, None, None)

    text = metrics.render()
    assert b'foodsave_http_requests_total{method="GET",route="unmatched",status="4xx"} 1.0' in text
    assert b"foodsave_http_in_progress 0.0" in text


async def test_memory_repeats_the_last_sample_without_measuring(calling, answering):
    sampler = Sampler()
    sampler.latest = ProcessUsage(123.45, 6.78)

    async with calling(Memory(answering(), sampler)) as client:
        response = await client.get("/")

    assert response.headers["x-memory-usage-mb"] in {"123.4", "123.5"}
    assert response.headers["x-cpu-percent"] == "6.8"
