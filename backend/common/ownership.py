"""The one place where a request is bound to its owner's rows."""

from typing import Any

from django.db.models import Model, QuerySet


class OwnedQuerysetMixin:
    """Narrow a view to the rows of the person who asks, so that a foreign id is as absent as one never given.

    `owner_field` is the look-up from the row to its user.
    """

    owner_field = "user"

    def get_queryset(self) -> QuerySet[Any, Any]:
        rows: QuerySet[Model] = super().get_queryset()  # type: ignore[misc]
        if getattr(self, "swagger_fake_view", False):
            return rows.none()
        return owned(rows, self.request.user.pk, self.owner_field)  # type: ignore[attr-defined]


def owned(rows: QuerySet[Any, Any], user_id: int, owner_field: str = "user") -> QuerySet[Any, Any]:
    return rows.filter(
        **{f"{owner_field}_id": user_id} if "__" not in owner_field else {owner_field: user_id}
    )
