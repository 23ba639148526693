from django.db.models.functions import Now

from backend.profiles.models import PlatformProfile


def verified_profile(*, user_id: int, platform: str, username: str) -> PlatformProfile:
    """The user's profile of that name, made where there is none; the platform has just answered for it."""
    profile = PlatformProfile.objects.filter(
        user_id=user_id, platform=platform, username__iexact=username
    ).first() or PlatformProfile.objects.create(user_id=user_id, platform=platform, username=username)
    if profile.verified_at is None:
        PlatformProfile.objects.filter(pk=profile.pk).update(verified_at=Now())
    return profile


def note_sync(profile_id: int) -> None:
    PlatformProfile.objects.filter(pk=profile_id).update(
        last_synced_at=Now(), last_error_code="", last_error_at=None
    )


def note_failure(profile_id: int, code: str) -> None:
    PlatformProfile.objects.filter(pk=profile_id).update(last_error_code=code, last_error_at=Now())
