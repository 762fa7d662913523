from foodsave.infra.metrics import Metrics


def test_metrics_count_a_request_by_route_method_and_status_class():
    metrics = Metrics()

    metrics.observe_http("/things/{id}", "GET", 204, 0.02)

    text = metrics.render().decode()
    labels = 'method="GET",route="/things/{id}",status="2xx"'
    assert f"foodsave_http_requests_total{{{labels}}} 1.0" in text
    assert f"foodsave_http_request_seconds_sum{{{labels}}} 0.02" in text


def test_metrics_keep_made_up_methods_under_one_label():
    metrics = Metrics()

    for method in ("BREW", "STIR"):
        metrics.observe_http("unmatched", method, 405, 0.001)

    assert (
        'foodsave_http_requests_total{method="OTHER",route="unmatched",status="4xx"} 2.0' in metrics.render().decode()
    )


def test_metrics_count_reads_jobs_and_the_queue():
    metrics = Metrics()

    metrics.observe_read("rapidocr", "balanced", 1.5)
    metrics.observe_job("read_receipt", "done", 2.0)
    metrics.observe_queue("read_receipt", 3, 12.5)

    text = metrics.render().decode()
    assert 'foodsave_ocr_reads_total{engine="rapidocr",outcome="balanced"} 1.0' in text
    assert 'foodsave_jobs_total{kind="read_receipt",outcome="done"} 1.0' in text
    assert 'foodsave_job_queue_depth{kind="read_receipt"} 3.0' in text
    assert 'foodsave_job_oldest_seconds{kind="read_receipt"} 12.5' in text


def test_metrics_of_two_processes_do_not_share_counts():
    first, second = Metrics(), Metrics()

    first.worker_restarts.inc()

    assert b"foodsave_worker_restarts_total 1.0" in first.render()
    assert b"foodsave_worker_restarts_total 0.0" in second.render()


def test_metrics_tell_memory_and_descriptors_of_the_process():
    text = Metrics().render().decode()

    assert "process_resident_memory_bytes" in text
    assert "process_open_fds" in text
