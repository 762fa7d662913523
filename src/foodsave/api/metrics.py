"""The process's metrics as Prometheus scrapes them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from foodsave.infra.metrics import Metrics

router = APIRouter(tags=["operations"])


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"description": "Prometheus text format", "content": {Metrics.content_type: {}}}},
)
def metrics(request: Request) -> Response:
    source: Metrics = request.app.state.services.metrics
    return Response(source.render(), media_type=Metrics.content_type)
