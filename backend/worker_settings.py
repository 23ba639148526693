"""The settings where nothing but background work is done: what serves requests is neither loaded nor packed."""

from backend.settings import *  # noqa: F401, F403
from backend.settings import INSTALLED_APPS as _ALL_APPS

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    *(app for app in _ALL_APPS if app.startswith("backend.")),
]
MIDDLEWARE = []
