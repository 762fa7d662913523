"""The one error tree. Raised where a fault is known, rendered once as RFC 9457 problem+json."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class FoodSaveError(Exception):
    """A stated failure: `code` for programs, the message for people, `details` for both."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, code: str | None = None, details: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.reason = code or self.code
        self.details: dict[str, object] = dict(details or {})


class NotFound(FoodSaveError):
    code = "not_found"
    status = 404


class Conflict(FoodSaveError):
    code = "conflict"
    status = 409


class Invalid(FoodSaveError):
    code = "invalid"
    status = 422


class NotAuthenticated(FoodSaveError):
    code = "not_authenticated"
    status = 401


class NotPermitted(FoodSaveError):
    code = "not_permitted"
    status = 403


class TooLarge(FoodSaveError):
    code = "too_large"
    status = 413


class UnsupportedMedia(FoodSaveError):
    code = "unsupported_media_type"
    status = 415


class RateLimited(FoodSaveError):
    code = "rate_limited"
    status = 429
    retryable = True


class _Temporary(FoodSaveError):
    retryable = True

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        details: Mapping[str, object] | None = None,
        retry_after_s: int = 5,
    ) -> None:
        super().__init__(message, code=code, details=details)
        self.retry_after_s = retry_after_s


class Overloaded(_Temporary):
    code = "overloaded"
    status = 503


class Unavailable(_Temporary):
    code = "unavailable"
    status = 503


class DeadlineExceeded(FoodSaveError):
    code = "deadline_exceeded"
    status = 504
    retryable = True
