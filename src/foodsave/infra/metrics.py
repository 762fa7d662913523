"""What the processes count, in Prometheus' terms. One `Metrics` per process, made by the composition root."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    generate_latest,
    start_http_server,
)

log = structlog.stdlib.get_logger(__name__)
HTTP_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
WORK_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34, 60, 120)


class Metrics:
    """The counters, gauges and histograms of one process; safe from any thread."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        GCCollector(registry=registry)
        self.http_requests = Counter(
            "foodsave_http_requests_total", "Requests answered", ("route", "method", "status"), registry=registry
        )
        self.http_seconds = Histogram(
            "foodsave_http_request_seconds",
            "Time to the last byte of an answer",
            ("route", "method", "status"),
            buckets=HTTP_SECONDS,
            registry=registry,
        )
        self.http_in_progress = Gauge("foodsave_http_in_progress", "Requests being answered", registry=registry)
        self.admission_running = Gauge("foodsave_admission_running", "Admitted requests", registry=registry)
        self.admission_queued = Gauge("foodsave_admission_queued", "Requests waiting for a slot", registry=registry)
        self.admission_aside = Gauge(
            "foodsave_admission_aside", "Requests that gave their slot back and wait for a reading", registry=registry
        )
        self.admission_shed = Counter(
            "foodsave_admission_shed_total", "Requests refused under load", ("reason",), registry=registry
        )
        self.admission_wait_seconds = Histogram(
            "foodsave_admission_wait_seconds", "Time spent waiting for a slot", buckets=HTTP_SECONDS, registry=registry
        )
        self.ocr_reads = Counter("foodsave_ocr_reads_total", "Receipts read", ("engine", "outcome"), registry=registry)
        self.ocr_seconds = Histogram(
            "foodsave_ocr_read_seconds", "Time to read a receipt", ("engine",), buckets=WORK_SECONDS, registry=registry
        )
        self.ocr_child_rss_bytes = Gauge(
            "foodsave_ocr_child_rss_bytes", "Resident memory of the reading child", registry=registry
        )
        self.ocr_child_restarts = Counter(
            "foodsave_ocr_child_restarts_total", "Times the reading child was replaced", registry=registry
        )
        self.jobs = Counter("foodsave_jobs_total", "Jobs finished", ("kind", "outcome"), registry=registry)
        self.job_seconds = Histogram(
            "foodsave_job_seconds", "Time a job ran", ("kind",), buckets=WORK_SECONDS, registry=registry
        )
        self.job_queue_depth = Gauge("foodsave_job_queue_depth", "Jobs waiting", ("kind",), registry=registry)
        self.job_oldest_seconds = Gauge(
            "foodsave_job_oldest_seconds", "Age of the oldest waiting job", ("kind",), registry=registry
        )
        self.chat_turns = Counter(
            "foodsave_chat_turns_total", "Messages answered or refused", ("intent", "outcome"), registry=registry
        )
        self.worker_restarts = Counter(
            "foodsave_worker_restarts_total", "Times the worker process was started again", registry=registry
        )
        self.health_failures = Counter(
            "foodsave_health_failures_total", "Failed health pings", ("ping",), registry=registry
        )

    def observe_http(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answered request under its route template and status class ("2xx")."""
        labels = (route, method if method in _METHODS else "OTHER", f"{status // 100}xx")
        self.http_requests.labels(*labels).inc()
        self.http_seconds.labels(*labels).observe(seconds)

    def observe_read(self, engine: str, outcome: str, seconds: float) -> None:
        """Count one receipt read by `engine`; `outcome` is a short code such as "balanced" or "failed"."""
        self.ocr_reads.labels(engine, outcome).inc()
        self.ocr_seconds.labels(engine).observe(seconds)

    def observe_job(self, kind: str, outcome: str, seconds: float) -> None:
        """Count one finished job."""
        self.jobs.labels(kind, outcome).inc()
        self.job_seconds.labels(kind).observe(seconds)

    def observe_turn(self, intent: str, outcome: str) -> None:
        """Count one message of a conversation; `outcome` is "answered" or the code of a failure."""
        self.chat_turns.labels(intent, outcome).inc()

    def observe_queue(self, kind: str, depth: int, oldest_s: float) -> None:
        """Report how many jobs wait and how old the oldest is."""
        self.job_queue_depth.labels(kind).set(depth)
        self.job_oldest_seconds.labels(kind).set(oldest_s)

    def render(self) -> bytes:
        """Return every sample in the Prometheus text format. Reads /proc: call it off the event loop."""
        return generate_latest(self._registry)

    @contextmanager
    def served(self, port: int, host: str = "127.0.0.1") -> Iterator[int | None]:
        """Serve `/metrics` from a thread while the block runs; yields the port in use (0 asks for any free one).

        A port that is taken is logged and yields None: work matters more than being watched.
        """
        try:
            server, thread = start_http_server(port, addr=host, registry=self._registry)
        except OSError as error:
            log.warning("metrics_not_served", port=port, reason=error.strerror, remedy="FOODSAVE_WORKER__METRICS_PORT")
            yield None
            return
        try:
            yield server.server_port
        finally:
            server.shutdown()
            server.server_close()
            thread.join(timeout=5)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
