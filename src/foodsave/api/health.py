"""Whether this process lives and can serve. Open to probes, so it names parts and never their addresses."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from foodsave.monitoring.health import Health, PingResult

router = APIRouter(tags=["health"])
Status = Literal["ok", "degraded", "unavailable"]


@dataclass(frozen=True, slots=True)
class Identity:
    """What this process says about itself."""

    version: str
    environment: str


class HealthAnswer(BaseModel):
    status: Status
    timestamp: datetime
    version: str
    environment: str


class PingAnswer(BaseModel):
    name: str
    ok: bool
    required: bool
    milliseconds: float
    reason: str


class ReadinessAnswer(HealthAnswer):
    checks: list[PingAnswer]


class LivenessAnswer(BaseModel):
    status: Literal["ok"] = "ok"


def _health(request: Request) -> Health:
    health: Health = request.app.state.services.health
    return health


def _identity(request: Request) -> Identity:
    identity: Identity = request.app.state.identity
    return identity


HealthDep = Annotated[Health, Depends(_health)]
IdentityDep = Annotated[Identity, Depends(_identity)]


@router.get("/health")
async def health(checks: HealthDep, identity: IdentityDep) -> HealthAnswer:
    return HealthAnswer(status=status_of(await checks.check()), timestamp=datetime.now(UTC), **asdict(identity))


@router.get("/health/live")
async def live() -> LivenessAnswer:
    return LivenessAnswer()


@router.get("/health/ready", responses={503: {"model": ReadinessAnswer, "description": "A required part is missing"}})
@router.get(
    "/ready",
    operation_id="ready_short",
    responses={503: {"model": ReadinessAnswer, "description": "A required part is missing"}},
)
async def ready(checks: HealthDep, identity: IdentityDep, response: Response) -> ReadinessAnswer:
    results = await checks.check()
    status = status_of(results)
    if status == "unavailable":
        response.status_code = 503
        response.headers["Retry-After"] = "5"
    pings = [PingAnswer(**asdict(result)) for result in results]
    return ReadinessAnswer(status=status, timestamp=datetime.now(UTC), checks=pings, **asdict(identity))


def status_of(results: tuple[PingResult, ...]) -> Status:
    """Sum up: a failed required ping is an outage, any other failed ping a degradation."""
    failed = [result for result in results if not result.ok]
    if any(result.required for result in failed):
        return "unavailable"
    return "degraded" if failed else "ok"
