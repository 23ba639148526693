from django.db import models
from django.db.models.functions import Now


class Outbox(models.Model):
    """Waiting work: one row a task that has to be run, written in the transaction that decided on it.

    A row is free when `due_at` has come and no unexpired `claimed_until` stands on it, both by the database's clock.
    It is deleted when its task has been run to its end; one whose task raised time and again is set aside (`dead_at`).

    With a queue a free row is one to publish: `sent_at` says since when it is on its way or there, and `claimed_until`
    when it is to be sent again should nobody have taken it. The worker that takes it clears `sent_at` and claims it.
    """

    task = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True, default="")
    trace = models.JSONField(default=dict, db_default={}, blank=True)  # what a Datadog trace goes on with
    due_at = models.DateTimeField(db_default=Now())
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    sends = models.PositiveIntegerField(default=0, db_default=0)
    error = models.CharField(max_length=200, blank=True, default="")
    dead_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="outbox_due")]
        verbose_name_plural = "outbox"

    def __str__(self) -> str:
        return f"{self.task} {self.args}"
