from collections.abc import Collection

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from backend.core.models import Outcome, Question, QuestionLog


def refresh_aggregates(question_ids: Collection[int]) -> None:
    """Count the attempts of these questions anew, in one statement; the caller holds the writer's lock."""
    if not question_ids:
        return
    logs = QuestionLog.objects.filter(question=OuterRef("pk")).order_by().values("question")
    Question.objects.filter(pk__in=question_ids).update(
        attempts_count=Coalesce(Subquery(logs.annotate(n=Count("pk")).values("n")), 0),
        solved_count=Coalesce(
            Subquery(logs.annotate(n=Count("pk", filter=Q(outcome=Outcome.SOLVED))).values("n")), 0
        ),
        last_attempted_at=Subquery(logs.annotate(at=Max("date_attempted")).values("at")),
    )
