"""Two accounts of one person, imported through a queue, and all that can happen to that: events by name.

Nothing here is by chance or by the clock: an event does what its number says, and time passes when it is told to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from itertools import count
from typing import Any, Final

from django.db import connection
from django.db.models.functions import Now

from backend.core.models import Question
from backend.core.services.logs import create_log
from backend.core.services.questions import update_question
from backend.imports.models import LIVE, ImportJob, JobState
from backend.infrastructure import worker
from backend.infrastructure.models import Outbox
from backend.profiles.models import PlatformState
from backend.test_common.aws import MotoServer, Queue, event_of
from backend.test_common.fault_server import Response, throttled
from backend.test_common.people import make_user
from tests.faults import invariants
from tests.faults.house import begin
from tests.faults.invariants import Story, violations
from tests.faults.puppets import Death, Post, Puppet
from tests.faults.upstream import Upstream

KATA, PAGE = 9, 3
MOST_ROUNDS = 25
LONG_AGO = timedelta(days=1)
BROKEN = (throttled("60"), throttled("86400"), Response(500))
# What also holds in the middle, whatever the upstream says by now.
ALWAYS = (
    invariants.doubled_rows,
    invariants.wrong_aggregates,
    invariants.wrong_counts,
    invariants.wrong_cursors,
)
_numbers = count()


class World:
    """What all examples of a test share."""

    def __init__(self, server: MotoServer, upstream: Upstream, post: Post, settings: Any) -> None:
        self.server, self.upstream, self.post, self.settings = server, upstream, post, settings

    def new_queue(self) -> Queue:
        """Its messages come back when they are told to, not by the clock."""
        queue = Queue(self.server, visibility=3600)
        self.settings.IMPORT_QUEUE_URL = queue.url
        return queue


class Imports:
    def __init__(self, world: World) -> None:
        number = next(_numbers)
        self.world, self.post, self.queue = world, world.post, world.new_queue()
        self.post.reset()
        forget_the_last_story()
        self.user = make_user(f"somebody{number}")
        self.names = [f"bob{number}", f"rob{number}"]
        for name in self.names:
            world.upstream.make_history(name, KATA)
        self.puppets: list[Puppet] = []
        self.in_hand: list[dict[str, Any]] = []
        self.titles: dict[str, str] = {}
        for which in range(len(self.names)):
            self.the_person_asks(which)

    @property
    def kata(self) -> list[dict[str, Any]]:
        return [kata for name in self.names for kata in self.world.upstream.people[name].completed]

    @property
    def jobs(self) -> list[ImportJob]:
        return list(ImportJob.objects.filter(user=self.user).order_by("pk"))

    @property
    def story(self) -> Story:
        return Story(self.user.pk, self.kata, [job.pk for job in self.jobs], self.titles)

    # --- The queue

    def a_message_is_delivered(self, which: int) -> None:
        """Not always the oldest one."""
        found = self.queue.receive(1 + which % 3)
        if not found:
            return
        message = found.pop(which % len(found))
        for other in found:
            self.queue.show_again(other)
        self.in_hand.append(message)
        self.puppets.append(Puppet(message, self.queue.arn()))
        self.clear()

    def a_message_is_delivered_twice(self, which: int) -> None:
        if self.in_hand:
            self.puppets.append(Puppet(self.in_hand[which % len(self.in_hand)], self.queue.arn()))
            self.clear()

    def the_next_letter_is_in_trouble(self, which: int) -> None:
        """The queue refuses it, or its sender dies before it is sent, or after."""
        self.post.refusals += which % 3 == 0
        self.post.crashes, self.post.after = int(which % 3 > 0), which % 3 == 2

    def letters_for_later_come(self, which: int = 0) -> None:
        """Perhaps early: the clocks of queue and database are two."""
        self.post.let_go()

    def the_relay_runs(self, which: int = 0) -> None:
        self.mortal(lambda: worker.bring_back())

    # --- Workers

    def a_worker_goes_on(self, which: int) -> None:
        """A few pages; now and then it dies when all is done, before its message is deleted."""
        if self.puppets:
            puppet = self.puppets[which % len(self.puppets)]
            for _ in range(1 + which % 4):
                before = self.job_of(puppet)
                puppet.step()
                self.assert_only_the_holder_wrote(puppet, before)
            self.clear(is_acknowledged=which % 5 > 0)

    def a_worker_dies(self, which: int) -> None:
        if self.puppets:
            self.puppets.pop(which % len(self.puppets)).kill()

    def a_worker_is_asked_to_stop(self, which: int) -> None:
        if self.puppets:
            self.puppets[which % len(self.puppets)].stopping = True

    def time_is_up(self, which: int) -> None:
        one, all_of_it = self.leases_run_out, self.all_time_passes
        others = (self.messages_show_again, self.rows_are_given_up, self.waiting_is_over)
        kinds = (one, one, *others, all_of_it, all_of_it, all_of_it)
        kinds[which % len(kinds)]()

    # --- The upstream and the person

    def the_upstream_breaks(self, which: int) -> None:
        name = self.names[which % len(self.names)]
        answer = BROKEN[which % len(BROKEN)]
        self.world.upstream.fault(lambda request: f"/{name}/" in request.path, answer, times=3)

    def the_upstream_changes(self, which: int) -> None:
        upstream, name = self.world.upstream, self.names[which % len(self.names)]
        kata = upstream.people[name].completed[which % KATA]
        if which % 3 == 0:
            upstream.add_kata(name)
        elif which % 3 == 1:
            upstream.rename_kata(name, kata["id"], f"Theirs {which}")
        elif "zig" not in kata["completedLanguages"]:
            upstream.add_language(name, kata["id"], "zig")

    def the_person_asks(self, which: int) -> None:
        self.mortal(lambda: begin(self.user, self.names[which % len(self.names)]))

    def the_person_writes(self, which: int) -> None:
        """Another title, or an attempt of their own."""
        question = self.question(which)
        if question is not None and which % 2:
            title = self.titles[question.external_id] = f"Mine {which}"
            update_question(user_id=self.user.pk, question_id=question.pk, title=title)
        elif question is not None:
            create_log(user_id=self.user.pk, question_id=question.pk, outcome="Failed")

    # --- What holds

    def assert_nothing_is_wrong(self) -> None:
        story = self.story
        found = [problem for check in ALWAYS for problem in check(story)]
        assert not found, found
        stored = {one.external_id: one.title for one in story.questions()}
        kept = {key: stored.get(key) for key in self.titles}
        assert kept == self.titles, f"{kept} instead of {self.titles}"

    def leave(self) -> None:
        """Whoever still works is killed, and the trouble is over."""
        self.world.upstream.heal()
        self.post.refusals = self.post.crashes = 0
        while self.puppets:
            self.puppets.pop().kill()

    def end(self) -> None:
        """However it stands, honest workers and a relay bring all to an end, and one more import tells all."""
        self.to_the_end()
        for which in range(len(self.names)):
            self.the_person_asks(which)
        self.to_the_end()
        states = [job.state for job in self.jobs[-2:]]
        assert states == [JobState.COMPLETED] * 2, f"the last imports are {states}"
        found = violations(self.story)
        assert not found, found
        self.queue.remove()

    def to_the_end(self) -> None:
        for _ in range(MOST_ROUNDS):
            self.all_time_passes()
            self.the_relay_runs()
            while found := self.queue.receive():
                event = event_of(found, self.queue.arn())
                answer = worker.run_batch(event, seconds_left=lambda: 60.0)
                if answer == {"batchItemFailures": []}:
                    self.queue.delete(found[0])
                else:
                    self.in_hand += found
            if not (self.live() or self.queue.size() or Outbox.objects.filter(dead_at=None).exists()):
                return
        raise AssertionError(
            f"no end: {[(job.pk, job.state) for job in self.jobs]}, {self.queue.size()} left"
        )

    # --- Parts

    def live(self) -> bool:
        return ImportJob.objects.filter(user=self.user, state__in=LIVE).exists()

    def all_time_passes(self) -> None:
        self.messages_show_again()
        self.letters_for_later_come()
        self.leases_run_out()
        self.rows_are_given_up()
        self.waiting_is_over()

    def messages_show_again(self) -> None:
        for message in self.in_hand:
            with self.unless_it_is_dead():
                self.queue.show_again(message)
        self.in_hand.clear()

    def leases_run_out(self) -> None:
        mine = ImportJob.objects.filter(user=self.user, state=JobState.RUNNING)
        mine.update(lease_until=Now() - timedelta(seconds=1))

    def rows_are_given_up(self) -> None:
        """Who had them is silent for longer than anybody waits."""
        Outbox.objects.update(claimed_until=Now() - timedelta(seconds=1))

    def waiting_is_over(self) -> None:
        waiting = ImportJob.objects.filter(user=self.user, state=JobState.QUEUED, not_before__isnull=False)
        waiting.update(not_before=Now() - LONG_AGO)
        ImportJob.objects.filter(user=self.user).update(created_at=Now() - LONG_AGO)
        Outbox.objects.filter(due_at__gt=Now()).update(due_at=Now() - timedelta(seconds=1))

    def clear(self, is_acknowledged: bool = True) -> None:
        """Who has ended is gone; its message too, unless it died in the moment between."""
        for puppet in [one for one in self.puppets if one.ended]:
            self.puppets.remove(puppet)
            if is_acknowledged and puppet.may_be_deleted:
                with self.unless_it_is_dead():
                    self.queue.delete(puppet.message)
                gone = puppet.message["MessageId"]
                self.in_hand = [one for one in self.in_hand if one["MessageId"] != gone]

    def unless_it_is_dead(self) -> AbstractContextManager[None]:
        """A message that is received too often moves to the dead letters under the hands of who has it."""
        return suppress(self.world.server.sqs.exceptions.ReceiptHandleIsInvalid)

    def job_of(self, puppet: Puppet) -> ImportJob | None:
        return ImportJob.objects.filter(pk=puppet.job_id or 0).first()

    def assert_only_the_holder_wrote(self, puppet: Puppet, before: ImportJob | None) -> None:
        if before is None or (before.state == JobState.RUNNING and before.fence == puppet.fence):
            return
        after = ImportJob.objects.get(pk=before.pk)
        wrong = [
            column.attname
            for column in ImportJob._meta.concrete_fields
            if getattr(before, column.attname) != getattr(after, column.attname)
        ]
        assert not wrong, f"a worker without the claim wrote {wrong}"

    def question(self, which: int) -> Question | None:
        questions = list(Question.objects.filter(user=self.user).order_by("pk"))
        return questions[which % len(questions)] if questions else None

    def mortal(self, call: Callable[[], object]) -> None:
        """Something that a process does which may die at it."""
        try:
            call()
        except Death:
            connection.close()


def forget_the_last_story() -> None:
    """One that went wrong leaves work behind, which is none of the next one's."""
    PlatformState.objects.all().delete()
    Outbox.objects.all().delete()
    ImportJob.objects.filter(state__in=LIVE).update(state=JobState.CANCELLED)


# How often each happens, beside the others.
EVENTS: Final[Mapping[Callable[[Imports, int], None], int]] = {
    Imports.a_message_is_delivered: 5,
    Imports.a_message_is_delivered_twice: 2,
    Imports.a_worker_goes_on: 6,
    Imports.a_worker_dies: 2,
    Imports.a_worker_is_asked_to_stop: 1,
    Imports.time_is_up: 5,
    Imports.the_relay_runs: 2,
    Imports.letters_for_later_come: 1,
    Imports.the_next_letter_is_in_trouble: 1,
    Imports.the_upstream_breaks: 1,
    Imports.the_upstream_changes: 2,
    Imports.the_person_asks: 1,
    Imports.the_person_writes: 2,
}
