import urllib.request

import pytest

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


def test_metrics_cannot_be_served_on_a_port_that_is_taken():
    with Metrics().served(0) as port, pytest.raises(OSError, match="in use"), Metrics().served(port):
        raise AssertionError("both have the port")
