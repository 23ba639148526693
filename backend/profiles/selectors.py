"""Reads of profiles; what a list needs takes the same few statements for one profile and for a hundred."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count, QuerySet

from backend.core.models import DeletedImport, Question
from backend.profiles.models import PlatformProfile
from backend.profiles.status import JournalFacts


def profiles() -> QuerySet[PlatformProfile]:
    """By platform, then as they were added."""
    return PlatformProfile.objects.select_related("user").order_by("platform", "id")


def journal_facts(profiles: Sequence[PlatformProfile]) -> dict[int, JournalFacts]:
    """What the journal knows of these profiles of one user.

    A question that came with no account still there counts for each account of its platform: nobody else can claim it.
    """
    if not profiles:
        return {}
    user_id, slugs = profiles[0].user_id, {profile.platform for profile in profiles}
    solved = Question.objects.filter(user=user_id, platform__in=slugs, solved_count__gt=0)
    rows = solved.order_by().values_list("platform", "profile_id").annotate(number=Count("pk"))
    counts = {(slug, profile_id): number for slug, profile_id, number in rows}
    totals: Counter[str] = Counter()
    for (slug, _), number in counts.items():
        totals[slug] += number
    deleted = dict(
        DeletedImport.objects.filter(user=user_id, platform__in=slugs, log_external_id="")
        .order_by()
        .values_list("platform")
        .annotate(number=Count("pk"))
    )
    return {
        profile.pk: _facts(profile, counts, totals[profile.platform], deleted.get(profile.platform, 0))
        for profile in profiles
    }


def _facts(
    profile: PlatformProfile, counts: dict[tuple[str, int | None], int], total: int, deleted: int
) -> JournalFacts:
    here = counts.get((profile.platform, profile.pk), 0) + counts.get((profile.platform, None), 0)
    return JournalFacts(here=here, of_others=total - here, deleted=deleted)
