from django.apps import apps

if apps.is_installed("django.contrib.admin"):
    from django.contrib import admin

    from backend.imports.models import ImportJob, Issue, StagedRow

    class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
        """Imports are told, not edited: what changes them is in the services."""

        def has_add_permission(self, request, obj=None):  # type: ignore[no-untyped-def]
            return False

        def has_change_permission(self, request, obj=None):  # type: ignore[no-untyped-def]
            return False

    @admin.register(ImportJob)
    class ImportJobAdmin(ReadOnly):
        list_display = [
            "id",
            "user",
            "platform",
            "username",
            "state",
            "read_count",
            "new_count",
            "error_code",
            "created_at",
        ]
        list_filter = ["state", "platform", "kind"]
        search_fields = ["username", "user__username"]
        date_hierarchy = "created_at"
        list_select_related = ["user"]

    @admin.register(StagedRow)
    class StagedRowAdmin(ReadOnly):
        list_display = ["id", "job", "row_number", "outcome", "state"]
        list_filter = ["outcome", "state"]
        list_select_related = ["job"]

    @admin.register(Issue)
    class IssueAdmin(ReadOnly):
        list_display = ["id", "job", "code", "field", "state", "resolution"]
        list_filter = ["state", "code"]
        list_select_related = ["job"]
