from foodsave.testing import hostile


def test_byte_stream_is_as_long_as_it_says_and_comes_in_pieces():
    pieces = [len(piece) for piece in hostile.byte_stream(1_000_000)]

    assert sum(pieces) == 1_000_000
    assert max(pieces) <= 65_536


async def test_byte_stream_async_is_the_same_stream():
    pieces = [piece async for piece in hostile.byte_stream_async(200_000)]

    assert b"".join(pieces) == b"".join(hostile.byte_stream(200_000))


def test_receipt_with_hostile_names_prints_them_as_text():
    receipt = hostile.receipt_with_hostile_names()

    for name, item in zip(hostile.HOSTILE_NAMES, receipt.truth.items, strict=True):
        assert item.name.startswith(name)
