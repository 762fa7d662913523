import asyncio
import hashlib
import os
import resource
import signal
import time
from pathlib import Path

import anyio.to_thread
import pytest

from foodsave.errors import NotFound, TooLarge, Unavailable
from foodsave.infra.blobs import BlobStore


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


async def stream(*chunks: bytes):
    for chunk in chunks:
        yield chunk


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]


async def test_put_names_a_stream_by_its_content(store, tmp_path):
    name, size = await store.put(stream(b"par", b"agon"), limit_bytes=100)

    assert (name, size) == (hashlib.sha256(b"paragon").hexdigest(), 7)
    assert store.path(name).read_bytes() == b"paragon"
    assert len(files(tmp_path)) == 1


async def test_put_of_the_same_content_is_the_same_file(store, tmp_path):
    first, _ = await store.put(stream(b"paragon"), limit_bytes=100)
    second, _ = await store.put(stream(b"para", b"gon"), limit_bytes=100)

    assert first == second
    assert len(files(tmp_path)) == 1


async def test_put_refuses_a_long_stream_and_leaves_nothing(store, tmp_path):
    with pytest.raises(TooLarge, match="larger"):
        await store.put(stream(b"x" * 60, b"x" * 60), limit_bytes=100)

    assert files(tmp_path) == []


async def test_put_leaves_nothing_when_the_sender_goes_away(store, tmp_path):
    async def broken():
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await store.put(broken(), limit_bytes=100)

    assert files(tmp_path) == []


async def test_put_leaves_nothing_when_it_is_cancelled_at_any_step(store, tmp_path):
    for steps in range(60):
        upload = asyncio.create_task(store.put(stream(b"half", b" a file"), limit_bytes=100))
        for _ in range(steps):
            await asyncio.sleep(0)
        upload.cancel()
        await asyncio.gather(upload, return_exceptions=True)

    await anyio.to_thread.run_sync(time.sleep, 0.2)  # threads that nobody waits for end in their own time
    assert list((tmp_path / "blobs" / "incoming").iterdir()) == []


def test_put_file_copies_a_local_file(store, tmp_path):
    source = tmp_path / "page.jpg"
    source.write_bytes(b"picture")

    assert store.path(store.put_file(source)).read_bytes() == b"picture"


def test_put_file_follows_no_link(store, tmp_path):
    (tmp_path / "secret").write_bytes(b"token")
    link = tmp_path / "page.jpg"
    link.symlink_to(tmp_path / "secret")

    with pytest.raises(Unavailable):
        store.put_file(link)

    assert files(tmp_path) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "0" * 63, "G" * 64, "0" * 64])
def test_path_refuses_what_names_no_blob(store, name):
    with pytest.raises(NotFound):
        store.path(name)


async def test_sweep_removes_old_orphans_only(store, tmp_path):
    kept, _ = await store.put(stream(b"kept"), limit_bytes=100)
    orphan, _ = await store.put(stream(b"orphan"), limit_bytes=100)
    fresh, _ = await store.put(stream(b"fresh"), limit_bytes=100)
    left = tmp_path / "blobs" / "incoming" / "upload"
    left.write_bytes(b"half")
    old = time.time() - 7200
    for path in (store.path(kept), store.path(orphan), left):
        os.utime(path, (old, old))

    assert store.sweep({kept}) == 2

    assert {path.name for path in files(tmp_path)} == {kept, fresh}


async def test_delete_removes_a_blob_once(store, tmp_path):
    name, _ = await store.put(stream(b"gone"), limit_bytes=100)

    store.delete(name)
    store.delete(name)

    assert files(tmp_path) == []


async def test_put_says_so_when_the_disk_refuses(store, tmp_path):
    (tmp_path / "blobs" / "incoming").rmdir()

    with pytest.raises(Unavailable, match="disk"):
        await store.put(stream(b"x"), limit_bytes=100)


def test_put_file_says_so_when_the_disk_refuses(store, tmp_path):
    source = tmp_path / "page.jpg"
    source.write_bytes(b"picture")
    (tmp_path / "blobs" / "incoming").rmdir()

    with pytest.raises(Unavailable, match="disk") as refusal:
        store.put_file(source)

    assert refusal.value.reason == "storage"


async def test_put_says_so_when_the_disk_is_full(store, tmp_path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # the kernel refuses what is written past it
    try:
        with pytest.raises(Unavailable, match="disk"):
            await store.put(stream(b"x" * 5000), limit_bytes=10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, previous)

    assert files(tmp_path) == []
