from datetime import date
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from backend.accounts.services import lock_user
from backend.common.errors import invalid
from backend.core.models import Activity
from backend.core.services.tombstones import remember_deletion


class ActivityChanges(TypedDict, total=False):
    date: date
    service: str
    minutes: int
    title: str


@transaction.atomic
def create_activity(
    *, user_id: int, service: str, minutes: int, date: date | None = None, title: str = ""
) -> Activity:
    """Practice without a date was today, as the person counts days."""
    user = lock_user(user_id)
    day = date or timezone.now().astimezone(ZoneInfo(user.time_zone)).date()
    return Activity.objects.create(user=user, date=day, service=service, minutes=minutes, title=title)


@transaction.atomic
def update_activity(*, user_id: int, activity_id: int, **changes: Unpack[ActivityChanges]) -> Activity:
    """Take over what differs, and note that a person edited it; nothing is written where nothing differs.

    Minutes that a person changes are no estimate any more. Raises Activity.DoesNotExist, and ValidationError at
    `service` for an imported one, which stays with the service that it came from.
    """
    lock_user(user_id)
    activity = Activity.objects.get(pk=activity_id, user_id=user_id)
    changed = {name: value for name, value in changes.items() if getattr(activity, name) != value}
    if not changed:
        return activity
    if "service" in changed and activity.external_id:
        raise invalid("service", "Imported practice stays with its service.", "imported")
    if "minutes" in changed:
        changed["is_estimated"] = False
    for name, value in changed.items():
        setattr(activity, name, value)
    activity.edited_at = timezone.now()
    activity.save(update_fields=[*changed, "edited_at", "updated_at"])
    return activity


@transaction.atomic
def delete_activity(*, user_id: int, activity_id: int) -> None:
    """One that was imported stays away from later imports. Raises Activity.DoesNotExist."""
    lock_user(user_id)
    activity = Activity.objects.get(pk=activity_id, user_id=user_id)
    remember_deletion(activity)
    activity.delete()
