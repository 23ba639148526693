from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

# The foreign keys to the user have no index of their own: each table has one that begins with the user.


class Difficulty(models.TextChoices):
    EASY = "Easy"
    MEDIUM = "Medium"
    HARD = "Hard"


class Outcome(models.TextChoices):
    SOLVED = "Solved"
    PARTIAL = "Partial"
    FAILED = "Failed"


class Imported(models.Model):
    """What every row that may come from an import carries; all of it is empty on rows that a person made.

    `imported` holds the values as the platform last gave them, the base of the three-way comparison that lets
    a person's edits win. `profile_id` and the job ids are plain numbers: this layer knows nothing above it.
    """

    imported = models.JSONField(null=True, blank=True)
    profile_id = models.BigIntegerField(null=True, blank=True)
    created_by_job = models.BigIntegerField(null=True, blank=True)
    changed_by_job = models.BigIntegerField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Tag(models.Model):
    """A user's own label, unique ignoring case."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tags", db_index=False
    )
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint("user", Lower("name"), name="tag_unique_per_user")]

    def __str__(self) -> str:
        return self.name


class Question(Imported):
    """Something one practises. The three aggregates are kept by the write path, never by hand."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="questions", db_index=False
    )
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=100, blank=True, default="")
    url = models.URLField(max_length=500, blank=True, default="")
    content = models.TextField(max_length=50_000, blank=True, default="")
    slug = models.SlugField(max_length=320, allow_unicode=True, db_index=False)
    difficulty = models.CharField(max_length=6, choices=Difficulty, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="questions")
    platform = models.CharField(max_length=30, blank=True, default="", editable=False)
    external_id = models.CharField(max_length=200, blank=True, default="", editable=False)
    attempts_count = models.PositiveIntegerField(default=0, editable=False)
    solved_count = models.PositiveIntegerField(default=0, editable=False)
    last_attempted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            # Sorted as bytes, so that a slug's numbered followers are a range of this index (see slugs.py).
            models.UniqueConstraint(
                fields=["user", "slug"],
                name="question_slug_unique_per_user",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
            models.UniqueConstraint(
                fields=["user", "platform", "external_id"],
                name="question_natural_key",
                condition=~Q(external_id=""),
            ),
        ]
        indexes = [models.Index(fields=["user", "-created_at", "-id"], name="question_newest_first")]

    def __str__(self) -> str:
        return self.title


class QuestionLog(Imported):
    """One attempt at a question. `user` is the question's, repeated so that a person's log needs no join."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="logs", db_index=False
    )
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="logs", db_index=False)
    date_attempted = models.DateTimeField()
    time_spent_min = models.PositiveIntegerField(null=True, blank=True)
    time_is_estimated = models.BooleanField(default=False)
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.SOLVED)
    solution_approach = models.TextField(max_length=20_000, blank=True, default="")
    self_notes = models.TextField(max_length=20_000, blank=True, default="")
    languages = models.JSONField(default=list, blank=True)
    external_id = models.CharField(max_length=200, blank=True, default="", editable=False)
    # Of the solve that was merged last: an equal one has nothing new to tell.
    imported_digest = models.CharField(max_length=16, blank=True, default="", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "external_id"], name="log_natural_key", condition=~Q(external_id="")
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-date_attempted", "-id"], name="log_newest_first"),
            models.Index(fields=["question", "-date_attempted"], name="log_of_question"),
            models.Index(
                fields=["created_by_job"], name="log_of_job", condition=Q(created_by_job__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.date_attempted:%Y-%m-%d}"


class Activity(Imported):
    """Practice time of one calendar day that belongs to no question.

    `date` is the day as the person, or the platform for them, counts it: no time zone moves it. `service` says where
    the time went, in the person's words; on an imported row it is the platform's slug, as `platform` is.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="activities", db_index=False
    )
    date = models.DateField()
    service = models.CharField(max_length=50)
    minutes = models.PositiveIntegerField()
    is_estimated = models.BooleanField(default=False)
    title = models.CharField(max_length=300, blank=True, default="")
    platform = models.CharField(max_length=30, blank=True, default="", editable=False)
    external_id = models.CharField(max_length=200, blank=True, default="", editable=False)
    # Of the practice that was merged last: an equal one has nothing new to tell.
    imported_digest = models.CharField(max_length=16, blank=True, default="", editable=False)

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "service", "external_id"],
                name="activity_natural_key",
                condition=~Q(external_id=""),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-date", "-id"], name="activity_newest_first"),
            models.Index(
                fields=["created_by_job"], name="activity_of_job", condition=Q(created_by_job__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.date:%Y-%m-%d}"


class DeletedImport(models.Model):
    """An imported row that its owner deleted and that no import brings back, until asked to.

    `log_external_id` is empty where a whole question or an activity was deleted.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    platform = models.CharField(max_length=30)
    external_id = models.CharField(max_length=200)
    log_external_id = models.CharField(max_length=200, blank=True, default="")
    deleted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "platform", "external_id", "log_external_id"],
                name="deleted_import_natural_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.external_id}"
