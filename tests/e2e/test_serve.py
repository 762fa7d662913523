"""The running server: it answers, keeps its worker, and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import httpx
import psutil
import pytest

from foodsave.testing.server import running_server

START_S, STOP_S = 60, 40


def until(condition, seconds=START_S):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


def test_serve_answers_and_ends_cleanly_with_its_worker_on_sigterm(tmp_path):
    with running_server(tmp_path) as server:
        until(lambda: httpx.get(f"{server.url}/health", timeout=10).json()["status"] == "ok")
        family = until(server.family)

        server.process.send_signal(signal.SIGTERM)

        assert server.process.wait(STOP_S) == 0
        assert psutil.wait_procs(family, timeout=5)[1] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the worker asks Linux to die with its parent")
def test_serve_takes_its_worker_along_when_killed(tmp_path):
    with running_server(tmp_path) as server:
        worker = until(server.family)[0]
        log = tmp_path / "logs/worker.log"
        until(log.exists)  # past the point where it asks

        server.process.kill()

        assert psutil.wait_procs([worker], timeout=10)[1] == []


def test_serve_starts_its_worker_again_after_a_kill(tmp_path):
    with running_server(tmp_path) as server:
        first = until(server.family)[0]

        first.kill()

        until(lambda: [child for child in server.family() if child.pid != first.pid])


def test_serve_without_worker_has_no_child_and_ends_on_ctrl_c(tmp_path):
    with running_server(tmp_path, "--no-worker") as server:
        assert httpx.get(f"{server.url}/health/ready", timeout=10).status_code == 200
        assert server.family() == []

        server.process.send_signal(signal.SIGINT)

        assert server.process.wait(STOP_S) == 0


def test_serve_tells_a_taken_port_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-m", "foodsave", "serve", "--port", str(taken.getsockname()[1])]
        environment = os.environ | {"FOODSAVE_DATA_DIR": str(tmp_path)}
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=START_S, check=False)

    assert result.returncode == 1
    assert re.fullmatch(r"foodsave: cannot serve on 127\.0\.0\.1 port \d+: .+\n", result.stderr)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One server without a worker for what changes nothing."""
    folder = tmp_path_factory.mktemp("data")
    with running_server(folder, "--no-worker") as server:
        yield psutil.Process(server.process.pid), server.url, folder


def test_serve_refuses_a_stream_of_200_mb_without_keeping_it(server):
    process, url, folder = server

    def stream():
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        for _ in range(200):
            yield b"x" * 2**20

    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    before = process.memory_info().rss

    answer = httpx.post(f"{url}/api/v1/receipts", content=stream(), headers=headers, timeout=60)

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert process.memory_info().rss - before < 40 * 2**20
    assert httpx.get(f"{url}/health", timeout=10).status_code == 200
    assert not [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size > 2**20]


def test_serve_names_no_server_software_in_its_answers(server):
    assert "server" not in httpx.get(f"{server[1]}/health/live", timeout=10).headers


def test_serve_keeps_the_web_process_small_and_free_of_the_readers_libraries(server):
    process, _, _ = server
    mapped = " ".join(region.path for region in process.memory_maps())

    assert process.memory_info().rss < 200 * 2**20
    assert [name for name in ("cv2", "onnxruntime", "morfeusz", "PIL") if f"/{name}" in mapped] == []
