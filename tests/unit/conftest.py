"""Unit tests do no I/O: a socket is an error here."""

from collections.abc import Iterator

import pytest
import pytest_socket


@pytest.fixture(autouse=True)
def _no_sockets() -> Iterator[None]:
    pytest_socket.disable_socket(allow_unix_socket=True)  # an event loop wakes itself through a pair of them
    yield
    pytest_socket.enable_socket()
