import structlog

from foodsave.api.middleware.request_id import RequestId

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def telling_context(seen):
    async def application(scope, receive, send):
        seen.update(structlog.contextvars.get_contextvars(), state=dict(scope["state"]))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    return application


async def test_request_id_keeps_the_callers_own_id_in_answer_scope_and_log_context(calling):
    seen = {}
    async with calling(RequestId(telling_context(seen))) as client:
        response = await client.get("/", headers={"X-Request-ID": "order-0042"})

    assert response.headers["x-request-id"] == seen["request_id"] == seen["state"]["request_id"] == "order-0042"
    assert "request_id" not in structlog.contextvars.get_contextvars()


async def test_request_id_makes_new_ones_that_sort_by_time(calling):
    async with calling(RequestId(telling_context({}))) as client:
        ids = [(await client.get("/")).headers["x-request-id"] for _ in range(3)]

    assert ids == sorted(ids)
    assert len(set(ids)) == 3


async def test_request_id_goes_on_with_the_callers_trace_under_a_new_span(calling):
    seen = {}
    async with calling(RequestId(telling_context(seen))) as client:
        response = await client.get("/", headers={"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"})

    assert response.headers["traceparent"] == f"00-{TRACE}-{seen['span_id']}-01"
    assert seen["trace_id"] == TRACE
    assert seen["span_id"] != "00f067aa0ba902b7"


async def test_request_id_begins_a_trace_where_the_header_is_broken(calling):
    async with calling(RequestId(telling_context({}))) as client:
        response = await client.get("/", headers={"traceparent": "00-broken"})

    version, trace_id, span_id, flags = response.headers["traceparent"].split("-")
    assert (version, len(trace_id), len(span_id), flags) == ("00", 32, 16, "00")
