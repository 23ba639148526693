from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from backend.profiles.models import PlatformProfile


class JobKind(models.TextChoices):
    PLATFORM = "platform"
    FILE = "file"


class JobState(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    NEEDS_REVIEW = "needs_review"
    PREVIEWED = "previewed"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE = (JobState.QUEUED, JobState.RUNNING)


class JobPhase(models.TextChoices):
    """Where a job's records come from: its source, or the rows of it that already wait in the staging table."""

    FETCH = "fetch"
    STAGED = "staged"


class RowOutcome(models.TextChoices):
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"
    INVALID = "invalid"


class RowState(models.TextChoices):
    WAITING = "waiting"
    COMMITTED = "committed"
    DISCARDED = "discarded"
    UNDONE = "undone"


class IssueState(models.TextChoices):
    OPEN = "open"
    RESOLVED = "resolved"


class ImportJob(models.Model):
    """One import. `fence` counts its claims: only the latest holder may write, and only while `lease_until` stands."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_jobs")
    kind = models.CharField(max_length=8, choices=JobKind, default=JobKind.PLATFORM)
    platform = models.CharField(max_length=30, blank=True, default="")
    username = models.CharField(max_length=100, blank=True, default="")
    profile = models.ForeignKey(
        PlatformProfile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    record_type = models.CharField(max_length=20, default="solve")
    filename = models.CharField(max_length=255, blank=True, default="")
    options = models.JSONField(default=dict, blank=True)

    state = models.CharField(max_length=12, choices=JobState, default=JobState.QUEUED)
    phase = models.CharField(max_length=6, choices=JobPhase, default=JobPhase.FETCH)
    preview = models.BooleanField(default=False)
    cancel_requested = models.BooleanField(default=False)
    total = models.PositiveIntegerField(null=True, blank=True)
    read_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    duplicate_count = models.PositiveIntegerField(default=0)
    ignored_count = models.PositiveIntegerField(default=0)
    invalid_count = models.PositiveIntegerField(default=0)
    events = models.JSONField(default=list, blank=True)
    undo = models.JSONField(null=True, blank=True)

    error_code = models.CharField(max_length=60, blank=True, default="")
    error_detail = models.CharField(max_length=500, blank=True, default="")
    error_at = models.DateTimeField(null=True, blank=True)
    request_id = models.CharField(max_length=64, blank=True, default="")

    cursor = models.JSONField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)  # claims so far
    stalled = models.PositiveIntegerField(default=0)  # claims since the last page that was committed
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "user",
                "platform",
                Lower("username"),
                name="one_live_import_per_account",
                condition=Q(kind=JobKind.PLATFORM, state__in=LIVE),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="job_newest_first"),
            models.Index(fields=["state", "not_before"], name="job_live", condition=Q(state__in=LIVE)),
        ]

    def __str__(self) -> str:
        return f"{self.platform or self.filename} {self.username} ({self.state})"

    @property
    def is_sync(self) -> bool:
        """Whether it keeps a profile in sync, rather than having been asked for as an import."""
        return bool(self.options.get("sync"))


class ImportPage(models.Model):
    """The keys that a page of a running job brought: 8 bytes of hash each, to know a key that comes twice in one run.

    The pages of a job are dropped when it ends.
    """

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="pages")
    keys = models.BinaryField()


class StagedRow(models.Model):
    """One row of an import that waits for a person or had an effect on the journal.

    `effects` is what undo reverts: ids of what the row created, old and new values of what it changed.
    """

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows", db_index=False)
    row_number = models.PositiveIntegerField()
    raw = models.JSONField(null=True, blank=True)
    values = models.JSONField(default=dict, blank=True)
    outcome = models.CharField(max_length=9, choices=RowOutcome)
    state = models.CharField(max_length=9, choices=RowState, default=RowState.WAITING)
    effects = models.JSONField(default=dict, blank=True)
    kept_mine = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "row_number"], name="row_number_unique_per_job")
        ]

    def __str__(self) -> str:
        return f"row {self.row_number} ({self.outcome})"


class Issue(models.Model):
    """One thing about a row that a person has to decide. `fingerprint` keeps the next import from asking again."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="issues")
    row = models.OneToOneField(StagedRow, on_delete=models.CASCADE, related_name="issue")
    code = models.CharField(max_length=60)
    field = models.CharField(max_length=60, blank=True, default="")
    detail = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=32, db_index=True)
    state = models.CharField(max_length=8, choices=IssueState, default=IssueState.OPEN)
    resolution = models.CharField(max_length=9, blank=True, default="")  # edited or discarded
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.code} ({self.state})"
