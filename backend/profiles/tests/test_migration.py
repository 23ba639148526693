"""The table is changed while the version before goes on writing to it."""

import pytest
from django.db import connection

from backend.profiles.models import PlatformProfile

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_the_version_before_can_go_on_writing(alice):
    """It names the columns that it knows and no others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO profiles_platformprofile"
            " (user_id, platform, username, last_error_code, created_at, updated_at)"
            " VALUES (%s, 'codewars', 'bob', '', '2026-01-01', '2026-01-01')",
            [alice.pk],
        )
    profile = PlatformProfile.objects.get()
    assert (profile.credential, profile.is_paused, profile.failures, profile.raw_stats) == (
        "",
        False,
        0,
        None,
    )
