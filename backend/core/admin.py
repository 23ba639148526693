"""Loaded by Django's admin alone, which is installed only with `ADMIN_ENABLED`.

Writes go through the services, as a person's own do: under the lock, with aggregates, and noted as an edit.
What only imports and the server set is shown and not changed.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest

from backend.core.models import Activity, DeletedImport, Question, QuestionLog, Tag
from backend.core.services import activities, logs, questions, tags

_IMPORT_FIELDS = ("imported", "profile_id", "created_by_job", "changed_by_job")
_DATES = ("edited_at", "created_at", "updated_at")


class JournalAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """`key` is how the services name the row."""

    list_select_related: ClassVar[tuple[str, ...]] = ("user",)
    list_per_page = 50
    show_full_result_count = False  # counting a table of millions would take seconds
    raw_id_fields = ("user",)
    key: ClassVar[str]
    update: ClassVar[Callable[..., Model]]
    delete: ClassVar[Callable[..., None]]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: "forms.ModelForm[Any]", change: bool) -> None:
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        type(self).update(user_id=obj.user_id, **{self.key: obj.pk}, **changed)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        type(self).delete(user_id=obj.user_id, **{self.key: obj.pk})

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)


@admin.register(Question)
class QuestionAdmin(JournalAdmin):
    list_display = (
        "title",
        "user",
        "platform",
        "difficulty",
        "attempts_count",
        "last_attempted_at",
        "is_active",
    )
    list_filter = ("platform", "difficulty", "is_active", "created_at")
    search_fields = ("title", "slug", "external_id", "user__username")
    readonly_fields = (
        *("user", "slug", "tags", "platform", "external_id"),
        *("attempts_count", "solved_count", "last_attempted_at"),
        *(*_IMPORT_FIELDS, *_DATES),
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "user",
                    "title",
                    "slug",
                    "source",
                    "url",
                    "difficulty",
                    "is_active",
                    "tags",
                    "content",
                )
            },
        ),
        ("Attempts", {"fields": ("attempts_count", "solved_count", "last_attempted_at")}),
        ("Import", {"fields": ("platform", "external_id", *_IMPORT_FIELDS)}),
        ("Dates", {"fields": _DATES}),
    )
    key = "question_id"
    update = questions.update_question
    delete = questions.delete_question


@admin.register(QuestionLog)
class QuestionLogAdmin(JournalAdmin):
    list_display = ("question", "user", "date_attempted", "outcome", "time_spent_min", "time_is_estimated")
    list_filter = ("outcome", "time_is_estimated", "date_attempted")
    list_select_related = ("user", "question")
    search_fields = ("question__title", "external_id", "user__username")
    readonly_fields = ("user", "question", "time_is_estimated", "external_id", *_IMPORT_FIELDS, *_DATES)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "user",
                    "question",
                    "date_attempted",
                    "outcome",
                    "time_spent_min",
                    "time_is_estimated",
                )
            },
        ),
        ("Notes", {"fields": ("languages", "solution_approach", "self_notes")}),
        ("Import", {"fields": ("external_id", *_IMPORT_FIELDS)}),
        ("Dates", {"fields": _DATES}),
    )
    key = "log_id"
    update = logs.update_log
    delete = logs.delete_log


@admin.register(Activity)
class ActivityAdmin(JournalAdmin):
    list_display = ("date", "user", "service", "minutes", "is_estimated", "title")
    list_filter = ("platform", "is_estimated", "date")
    search_fields = ("title", "service", "external_id", "user__username")
    readonly_fields = (
        *("user", "service", "is_estimated", "platform", "external_id"),
        *(*_IMPORT_FIELDS, *_DATES),
    )
    fieldsets = (
        (None, {"fields": ("user", "date", "service", "minutes", "is_estimated", "title")}),
        ("Import", {"fields": ("platform", "external_id", *_IMPORT_FIELDS)}),
        ("Dates", {"fields": _DATES}),
    )
    key = "activity_id"
    update = activities.update_activity
    delete = activities.delete_activity


class TagForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_name(self) -> str:
        """The form does not know the constraint, since it does not hold the user."""
        name = str(self.cleaned_data["name"]).strip()
        others = Tag.objects.filter(user=self.instance.user_id).exclude(pk=self.instance.pk)
        if others.annotate(key=Lower("name")).filter(key=name.lower()).exists():
            raise forms.ValidationError("The user has a tag of this name already.", code="unique")
        return name


@admin.register(Tag)
class TagAdmin(JournalAdmin):
    list_display = ("name", "user", "description", "created_at")
    search_fields = ("name", "user__username")
    readonly_fields = ("user", "created_at", "updated_at")
    form = TagForm
    key = "tag_id"
    update = tags.update_tag
    delete = tags.delete_tag


@admin.register(DeletedImport)
class DeletedImportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Deleting one lets the next import bring its row back."""

    list_display = ("platform", "external_id", "log_external_id", "user", "deleted_at")
    list_filter = ("platform",)
    list_select_related = ("user",)
    search_fields = ("external_id", "user__username")
    readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
