"""What `manage.py check` says about the keys for people's platform secrets."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

HOW = 'One key: python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


@register(Tags.security)
def keys_are_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The key itself is not shown: it may be one with a letter missing."""
    bad = [place for place, key in enumerate(settings.CREDENTIAL_KEYS, start=1) if not _is_key(key)]
    return [
        Error(f"Key {place} of CREDENTIAL_KEYS is no Fernet key.", hint=HOW, id="profiles.E001")
        for place in bad
    ]


@register(Tags.security, deploy=True)
def production_has_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.CREDENTIAL_KEYS or not settings.PRODUCTION:
        return []
    text = "CREDENTIAL_KEYS is not set: no token, cookie or key of a platform can be kept."
    return [Error(text, hint=HOW, id="profiles.E002")]


def _is_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
