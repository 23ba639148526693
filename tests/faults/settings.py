"""The product's settings for processes that are killed: what a dead worker held is free after a moment."""

from backend.settings import *  # noqa: F401, F403

IMPORT_LEASE_SECONDS = 1.0
