"""What the apps above may ask of profiles; how it is done is in the modules beside this."""

from backend.profiles.services.accounts import account_of, profile_of, verified_profile
from backend.profiles.services.notes import due_profiles, note_failure, note_stats, note_sync
from backend.profiles.services.platforms import (
    PlatformOff,
    is_out,
    note_platform_failure,
    note_platform_success,
    notices,
    require_on,
    slugs_off,
)
from backend.profiles.services.statistics import ask_platform, look_before_sync, refresh_stats

__all__ = [
    "PlatformOff",
    "account_of",
    "ask_platform",
    "due_profiles",
    "is_out",
    "look_before_sync",
    "note_failure",
    "note_platform_failure",
    "note_platform_success",
    "note_stats",
    "note_sync",
    "notices",
    "profile_of",
    "refresh_stats",
    "require_on",
    "slugs_off",
    "verified_profile",
]
