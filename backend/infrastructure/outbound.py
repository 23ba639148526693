"""Settings become what a platform is handed: its address, its patience and the pacer that this process shares."""

from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from backend.platforms import registry
from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.platform import OAuth, Platform

WORKER_RETRY_AFTER_WAIT = 20.0


def pacer() -> Pacer:
    """Of this process alone, or of all that share a Redis."""
    return _pacer(settings.REDIS_URL)


@cache
def _pacer(redis_url: str) -> Pacer:
    if not redis_url:
        return Pacer()
    # Nothing of Redis is loaded where there is none.
    from backend.infrastructure.shared_pacer import SharedPacer

    return SharedPacer(redis_url)


def platform_config(slug: str, *, interactive: bool) -> PlatformConfig:
    """`interactive`: a person waits for the answer, so a Retry-After is waited for in place only where it is short."""
    base_url = settings.PLATFORM_BASE_URLS.get(slug)
    config = PlatformConfig(base_url=base_url, ca_bundle=settings.OUTBOUND_CA_BUNDLE or None)
    if base_url:
        # Another host is one's own or a test's: the platform's politeness is owed to the platform.
        config = replace(config, min_interval=0.0, concurrency=0)
    return config if interactive else replace(config, retry_after_wait=WORKER_RETRY_AFTER_WAIT)


def open_platform(slug: str, *, interactive: bool) -> Platform:
    """Raises KeyError for a platform that is not in the registry."""
    return registry.get_class(slug)(platform_config(slug, interactive=interactive), pacer())


def calls_at_once(slug: str) -> int:
    """How many calls may be open to the platform's host at a time; 0: any number."""
    given = platform_config(slug, interactive=False).concurrency
    return registry.get_class(slug).concurrency if given is None else given


def pause_between_calls(slug: str) -> float:
    given = platform_config(slug, interactive=False).min_interval
    return registry.get_class(slug).min_interval if given is None else given


def oauth_of(slug: str) -> OAuth | None:
    """Where to send a person to connect; a base URL of one's own stands for the platform's hosts here as well."""
    declared, base_url = registry.get_class(slug).oauth, settings.PLATFORM_BASE_URLS.get(slug)
    if declared is None or not base_url:
        return declared
    return replace(declared, authorize_url=base_url.rstrip("/") + urlsplit(declared.authorize_url).path)
