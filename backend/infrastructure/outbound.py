"""Settings become what a platform is handed: its address, its patience and the pacer that this process shares."""

from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from backend.platforms import registry
from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.platform import OAuth, Platform

WORKER_RETRY_AFTER_WAIT = 20.0


@cache
def pacer() -> Pacer:
    return Pacer()


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


def oauth_of(slug: str) -> OAuth | None:
    """Where to send a person to connect; a base URL of one's own stands for the platform's hosts here as well."""
    declared, base_url = registry.get_class(slug).oauth, settings.PLATFORM_BASE_URLS.get(slug)
    if declared is None or not base_url:
        return declared
    return replace(declared, authorize_url=base_url.rstrip("/") + urlsplit(declared.authorize_url).path)
