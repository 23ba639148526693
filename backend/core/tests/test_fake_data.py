from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Max, Q
from django.utils import timezone

from backend.accounts.models import User
from backend.core.management.fake_journal import make_up
from backend.core.management.fake_practice import make_up_practice
from backend.core.models import Activity, Question, QuestionLog

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def create(**options):
    out = StringIO()
    call_command("create_fake_data", stdout=out, **{"questions": 60, "days": 100, "seed": 1, **options})
    return out.getvalue()


@pytest.mark.data
@pytest.mark.django_db
def test_a_user_with_a_journal_is_made():
    create(username="dora", questions=80)
    user = User.objects.get()
    assert (user.username, user.questions.count()) == ("dora", 80)
    assert set(QuestionLog.objects.values_list("outcome", flat=True)) == {"Solved", "Partial", "Failed"}
    assert set(Question.objects.values_list("platform", flat=True)) == {"codewars", ""}


@pytest.mark.data
@pytest.mark.django_db
def test_there_is_practice_time_beside_the_questions():
    told = create(days=100)
    activities = Activity.objects.all()
    assert f", {activities.count()} activities," in told
    assert set(activities.values_list("platform", flat=True)) == {"wakatime", "github", ""}
    assert set(activities.values_list("is_estimated", flat=True)) == {True, False}
    assert not activities.exclude(platform="").filter(external_id="").exists()


@pytest.mark.data
@pytest.mark.django_db
def test_the_aggregates_are_right():
    create()
    logs = Count("logs"), Count("logs", filter=Q(logs__outcome="Solved")), Max("logs__date_attempted")
    for question in Question.objects.annotate(**dict(zip(("n", "solved", "last"), logs, strict=True))):
        counted = (question.attempts_count, question.solved_count, question.last_attempted_at)
        assert counted == (question.n, question.solved, question.last)


@pytest.mark.django_db
def test_the_password_that_is_printed_opens_the_account():
    password = create().rsplit("Password: ")[1].strip()
    assert User.objects.get().check_password(password)


@pytest.mark.django_db
def test_a_password_that_is_given_is_not_printed():
    assert "secret-word" not in create(password="secret-word")
    assert User.objects.get().check_password("secret-word")


@pytest.mark.django_db
def test_a_name_that_is_taken_is_refused(alice):
    with pytest.raises(CommandError, match="There is a user"):
        create(username="ALICE")
    assert not Question.objects.exists()


@pytest.mark.django_db
def test_production_is_refused(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        create()
    assert not User.objects.exists()


@pytest.mark.parametrize("option", [{"days": 0}, {"questions": 0}, {"questions": 10**9}])
def test_a_size_out_of_bounds_is_refused(option):
    with pytest.raises(CommandError, match="must be from 1"):
        create(**option)


@pytest.mark.django_db
def test_more_questions_cost_statements_by_the_thousand_alone(django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        create(questions=1500)


def test_the_same_seed_tells_the_same_story():
    one, two = (make_up(now=NOW, days=90, questions=50, seed=4) for _ in range(2))
    assert one == two != make_up(now=NOW, days=90, questions=50, seed=5)


def test_the_same_seed_tells_the_same_practice_time_within_its_days():
    one, two = (make_up_practice(today=NOW.date(), days=90, seed=4) for _ in range(2))
    assert one == two != make_up_practice(today=NOW.date(), days=90, seed=5)
    assert NOW.date() - timedelta(days=90) < min(fake.day for fake in one)
    assert max(fake.day for fake in one) <= NOW.date()


@pytest.mark.parametrize("days", [1, 2, 400])
def test_everything_happened_within_the_days_and_before_now(days):
    moments = [
        attempt.at for one in make_up(now=NOW, days=days, questions=300, seed=1) for attempt in one.attempts
    ]
    assert NOW - timedelta(days=days + 1) < min(moments) and max(moments) <= NOW


def test_there_are_streaks_and_gaps():
    made_up = make_up(now=timezone.now(), days=365, questions=2000, seed=1)
    days = sorted({attempt.at.date() for one in made_up for attempt in one.attempts[:1]})
    gaps = {(later - day).days for day, later in zip(days, days[1:], strict=False)}
    assert min(gaps) == 1 and max(gaps) > 4
