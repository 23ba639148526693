"""Loaded by Django's admin alone, which is installed only with `ADMIN_ENABLED`."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from backend.accounts import attempts, events
from backend.accounts.limits import client_address
from backend.accounts.models import RateBucket, Session, User
from backend.common.errors import TooMany


class LimitedSignInForm(AdminAuthenticationForm):
    """The admin's own way in counts tries as the API does."""

    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        account = self.cleaned_data.get("username", "").lower()
        try:
            slots = attempts.begin_sign_in(account, client_address(self.request))
        except TooMany:
            raise ValidationError("Too many tries. Come back later.", code="throttled") from None
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            events.warn("sign_in_failed", account=events.account_mark(account))
            raise
        attempts.return_slots(slots)
        return cleaned


admin.site.login_form = LimitedSignInForm


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "email", "time_zone", "is_active", "is_staff", "last_login", "date_joined")
    search_fields = ("username", "email")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("email", "time_zone")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    """Without the keys: whoever knows one is signed in as its user."""

    list_display = ("public_id", "user", "user_agent", "created_at", "last_used_at", "expire_date")
    list_display_links = None
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = list_display
    actions = None  # the boxes of the list would carry the keys


@admin.register(RateBucket)
class RateBucketAdmin(ReadOnlyAdmin):
    list_display = ("key", "count", "expires_at")
    ordering = ("-expires_at",)
