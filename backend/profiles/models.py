import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower


class CredentialState(models.TextChoices):
    UNKNOWN = ""
    OK = "ok"
    REJECTED = "rejected"


class PauseReason(models.TextChoices):
    NONE = ""
    USER = "user"
    CREDENTIAL = "needs_credential"


class PlatformProfile(models.Model):
    """A user's account on a platform. `verified_at` stays empty until the platform itself answered for the name.

    `credential` is a secret under our own keys (see credentials.py). `known_until` is when the last good read of the
    history began: what is older is here. `next_sync_at` empty: never planned, so due at once; `next_stats_at` empty:
    the next sync looks at the numbers. Columns that are not null have a default of the database's own, so that the
    version before this one can go on writing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profiles")
    platform = models.CharField(max_length=30)
    username = models.CharField(max_length=100)
    platform_user_id = models.CharField(max_length=100, blank=True, default="", db_default="")
    verified_at = models.DateTimeField(null=True, blank=True)

    credential = models.TextField(blank=True, default="", db_default="", editable=False)
    credential_kind = models.CharField(max_length=10, blank=True, default="", db_default="")
    credential_last4 = models.CharField(max_length=4, blank=True, default="", db_default="")
    credential_set_at = models.DateTimeField(null=True, blank=True)
    credential_state = models.CharField(
        max_length=8, choices=CredentialState, blank=True, default="", db_default=""
    )

    rating = models.BigIntegerField(null=True, blank=True)
    rank = models.CharField(max_length=100, blank=True, default="", db_default="")
    problems_solved = models.BigIntegerField(null=True, blank=True)
    by_difficulty = models.JSONField(null=True, blank=True)
    raw_stats = models.JSONField(null=True, blank=True)
    stats_at = models.DateTimeField(null=True, blank=True)
    stale_since = models.DateTimeField(null=True, blank=True)  # the numbers could not be had again since
    next_stats_at = models.DateTimeField(null=True, blank=True)

    last_synced_at = models.DateTimeField(null=True, blank=True)
    last_counts = models.JSONField(null=True, blank=True)
    last_job_id = models.BigIntegerField(null=True, blank=True)
    last_error_code = models.CharField(max_length=60, blank=True, default="")
    last_error_detail = models.CharField(max_length=500, blank=True, default="", db_default="")
    last_error_at = models.DateTimeField(null=True, blank=True)
    last_error_during = models.CharField(max_length=5, blank=True, default="", db_default="")  # sync or stats
    failures = models.PositiveIntegerField(default=0, db_default=0)  # in a row
    backfilled_at = models.DateTimeField(null=True, blank=True)
    known_until = models.DateTimeField(null=True, blank=True)
    sync_state = models.JSONField(null=True, blank=True)
    sync_note = models.CharField(max_length=300, blank=True, default="", db_default="")
    next_sync_at = models.DateTimeField(null=True, blank=True)
    next_sync_reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    sync_interval_seconds = models.PositiveIntegerField(null=True, blank=True)
    is_paused = models.BooleanField(default=False, db_default=False)
    pause_reason = models.CharField(max_length=20, choices=PauseReason, blank=True, default="", db_default="")
    # What a removal with the history has done so far; empty where none was asked for.
    removal = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "platform", Lower("username"), name="profile_natural_key"),
        ]
        indexes = [
            models.Index(
                fields=["next_sync_at", "id"],
                name="profile_due",
                condition=models.Q(is_paused=False, removal__isnull=True),
            ),
            models.Index(
                fields=["next_stats_at", "id"],
                name="profile_stats_due",
                condition=models.Q(is_paused=False, removal__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.username} on {self.platform}"


class PlatformState(models.Model):
    """What concerns a platform as a whole: switched off by whoever runs this, or out of order for everybody.

    A platform without a row is on and well. `failing` maps the accounts that failed of late to the time of it, in
    seconds since 1970; `retry_at` is when one of them may try again.
    """

    slug = models.CharField(max_length=30, primary_key=True)
    is_off = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True, default="")
    off_at = models.DateTimeField(null=True, blank=True)
    failing = models.JSONField(default=dict, blank=True)
    outage_since = models.DateTimeField(null=True, blank=True)
    outage_code = models.CharField(max_length=60, blank=True, default="")
    probes = models.PositiveIntegerField(default=0)  # failed since the outage began
    retry_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.slug} {'off' if self.is_off else 'on'}"


class PendingConnection(models.Model):
    """Somebody was sent to a platform to connect an account, and is expected back before `expires_at`, once.

    Of the state and of the session there are digests alone; the verifier is under our own keys.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    session = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    platform = models.CharField(max_length=30)
    profile = models.ForeignKey(PlatformProfile, null=True, on_delete=models.CASCADE, related_name="+")
    verifier = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.platform} until {self.expires_at:%H:%M}"


class UnusedToken(models.Model):
    """A token of a profile that is gone, until its platform has taken it back; sealed, and bound to this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    platform = models.CharField(max_length=30)
    token = models.TextField()
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.platform} after {self.tries} tries"
