import urllib.request

import pytest
from structlog.testing import capture_logs

from foodsave.infra.metrics import Metrics


def test_metrics_are_served_from_a_thread_while_the_block_runs():
    metrics = Metrics()
    with metrics.served(0) as port:
        metrics.observe_job("read_receipt", "done", 1.0)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            text = answer.read().decode()

    assert 'foodsave_jobs_total{kind="read_receipt",outcome="done"} 1.0' in text
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5)


def test_metrics_leave_a_taken_port_alone_and_say_so():
    with Metrics().served(0) as port, capture_logs() as logs, Metrics().served(port) as second:
        assert second is None

    assert [(entry["event"], entry["port"]) for entry in logs] == [("metrics_not_served", port)]
