from django.conf import settings
from django.db import models
from django.db.models.functions import Lower


class PlatformProfile(models.Model):
    """A user's account on a platform. `verified_at` stays empty until the platform itself answered for the name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profiles")
    platform = models.CharField(max_length=30)
    username = models.CharField(max_length=100)
    verified_at = models.DateTimeField(null=True, blank=True)
    last_synced_at = models.DateTimeField(null=True, blank=True)
    last_error_code = models.CharField(max_length=60, blank=True, default="")
    last_error_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "platform", Lower("username"), name="profile_natural_key"),
        ]

    def __str__(self) -> str:
        return f"{self.username} on {self.platform}"
