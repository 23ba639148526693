from typing import Any

from django.apps import apps
from django.http import HttpRequest

if apps.is_installed("django.contrib.admin"):
    from django.contrib import admin

    from backend.profiles.models import PlatformProfile, PlatformState

    class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
        def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
            return False

        def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
            return False

    @admin.register(PlatformProfile)
    class PlatformProfileAdmin(ReadOnly):
        """Not a word of a credential, nor what the platform left for the next sync."""

        exclude = ["credential", "credential_last4", "sync_state"]
        list_display = [
            "id",
            "user",
            "platform",
            "username",
            "last_synced_at",
            "last_error_code",
            "is_paused",
        ]
        list_filter = ["platform", "is_paused", "last_error_code"]
        search_fields = ["username", "user__username"]
        list_select_related = ["user"]

    @admin.register(PlatformState)
    class PlatformStateAdmin(ReadOnly):
        list_display = ["slug", "is_off", "reason", "outage_since", "retry_at"]
