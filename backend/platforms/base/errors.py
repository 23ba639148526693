"""What can go wrong between us and a platform.

PlatformError                     permanent  code
|-- NotFound                      yes        not_found
|   `-- ProfileNotFound           yes        profile_not_found
|-- InvalidUsername               yes        invalid_username
|-- ProfilePrivate                yes        profile_private
|-- CredentialRejected            yes        credential_rejected
|-- CredentialMissing             yes        credential_missing
|-- PlanLimited                   yes        outside_plan
|-- CsvOnly                       yes        csv_only
|-- UpstreamUnavailable           no         upstream_unavailable
|-- UpstreamUnreachable           no         upstream_unreachable
|-- UpstreamTls                   no         upstream_tls
|-- UpstreamTimeout               no         upstream_timeout
|-- UpstreamRateLimited           no         upstream_rate_limited
|-- UpstreamInvalidResponse       no         upstream_invalid_response
`-- UpstreamTooLarge              no         upstream_too_large

OutOfTime                         the caller's own budget ended; nothing is wrong upstream

`permanent` drives the machine: the same call would fail again until a person changes something, so it is not
repeated.
"""

from __future__ import annotations

from typing import ClassVar


class PlatformError(Exception):
    """`detail` is for people and holds no secret; `retry_after` is seconds, `status` the HTTP status."""

    permanent: ClassVar[bool] = False
    code: ClassVar[str] = "upstream_error"
    text: ClassVar[str] = "{service} could not be read"

    def __init__(
        self,
        detail: str = "",
        *,
        service: str = "the platform",
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        self.detail = detail or self.text.format(service=service)
        self.retry_after = retry_after
        self.status = status
        super().__init__(self.detail)


class NotFound(PlatformError):
    permanent = True
    code = "not_found"
    text = "{service} does not know this"


class ProfileNotFound(NotFound):
    code = "profile_not_found"
    text = "no such user on {service}"


class InvalidUsername(PlatformError):
    permanent = True
    code = "invalid_username"
    text = "this is not a user name of {service}"


class ProfilePrivate(PlatformError):
    permanent = True
    code = "profile_private"
    text = "this profile on {service} is private"


class CredentialRejected(PlatformError):
    permanent = True
    code = "credential_rejected"
    text = "{service} refused access"


class CredentialMissing(PlatformError):
    permanent = True
    code = "credential_missing"
    text = "{service} needs a key of yours before anything can be read"


class PlanLimited(PlatformError):
    """What was asked for lies outside of the plan that the person has with the platform: not available."""

    permanent = True
    code = "outside_plan"
    text = "this is outside your plan on {service}"


class CsvOnly(PlatformError):
    permanent = True
    code = "csv_only"
    text = "{service} has nothing that can be read: use a CSV file"


class UpstreamUnavailable(PlatformError):
    """A 5xx, or any other status that says nothing useful."""

    code = "upstream_unavailable"
    text = "{service} is out of order at the moment"


class UpstreamUnreachable(PlatformError):
    """No connection, no name, or a connection that broke before the whole answer was here."""

    code = "upstream_unreachable"
    text = "{service} could not be reached"


class UpstreamTls(PlatformError):
    code = "upstream_tls"
    text = "no secure connection to {service}"


class UpstreamTimeout(PlatformError):
    code = "upstream_timeout"
    text = "{service} took too long to answer"


class UpstreamRateLimited(PlatformError):
    code = "upstream_rate_limited"
    text = "{service} asks us to wait"


class UpstreamInvalidResponse(PlatformError):
    """An answer that is not what the platform promises: HTML, broken JSON, another shape, a redirect."""

    code = "upstream_invalid_response"
    text = "{service} gave an answer that makes no sense"


class UpstreamTooLarge(PlatformError):
    code = "upstream_too_large"
    text = "{service} gave an answer that is too large"


class OutOfTime(Exception):
    """The caller's budget ended while nothing was wrong upstream: go on later."""
