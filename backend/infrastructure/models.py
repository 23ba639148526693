from django.db import models
from django.db.models.functions import Now


class Outbox(models.Model):
    """Waiting work: one row a task that has to be run, written in the transaction that decided on it.

    A row is free when `due_at` has come and no unexpired `claimed_until` stands on it, both by the database's clock.
    It is deleted when its task has been run to its end; one whose task raised time and again is set aside (`dead_at`).
    """

    task = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True, default="")
    due_at = models.DateTimeField(db_default=Now())
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True, default="")
    dead_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="outbox_due")]
        verbose_name_plural = "outbox"

    def __str__(self) -> str:
        return f"{self.task} {self.args}"
