from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.utils import timezone

from backend.accounts.models import Session, User


def sessions_of(user: User, current_key: str | None) -> QuerySet[Session]:
    """The user's living sessions, last used first; `current` marks the one that `current_key` opens."""
    here = Case(
        When(session_key=current_key, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    living = Session.objects.filter(user=user, expire_date__gt=timezone.now())
    return living.annotate(current=here).order_by("-last_used_at", "public_id")
