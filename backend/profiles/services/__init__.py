"""What the apps above may ask of profiles; how it is done is in the modules beside this."""

from backend.profiles.services.accounts import account_of, profile_of, verified_profile
from backend.profiles.services.looks import Looked, look_at_all
from backend.profiles.services.notes import (
    note_cancelled,
    note_failure,
    note_stats,
    note_sync,
    note_trouble,
)
from backend.profiles.services.platforms import (
    PlatformOff,
    is_out,
    note_platform_failure,
    note_platform_success,
    notices,
    person,
    require_on,
    require_turn,
    seconds_out,
    slugs_in_outage,
    slugs_off,
)
from backend.profiles.services.schedule import (
    claim_sync,
    due_profiles,
    least_pause,
    readable_slugs,
    stale_profiles,
)
from backend.profiles.services.statistics import ask_platform, look_before_sync, refresh_stats

__all__ = [
    "PlatformOff",
    "Looked",
    "account_of",
    "ask_platform",
    "claim_sync",
    "due_profiles",
    "is_out",
    "least_pause",
    "look_at_all",
    "look_before_sync",
    "note_cancelled",
    "note_failure",
    "note_platform_failure",
    "note_platform_success",
    "note_stats",
    "note_sync",
    "note_trouble",
    "notices",
    "person",
    "profile_of",
    "readable_slugs",
    "refresh_stats",
    "require_on",
    "require_turn",
    "seconds_out",
    "slugs_in_outage",
    "slugs_off",
    "stale_profiles",
    "verified_profile",
]
