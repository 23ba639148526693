"""Rows that are inserted in bulk come back as they went in, whatever is in them."""

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.common.bulk import append, insert
from backend.core.models import DeletedImport, Question, Tag
from backend.imports.models import ImportJob, ImportPage, RowState, StagedRow
from backend.imports.services.pages import ROW_COLUMNS

pytestmark = [pytest.mark.django_db, pytest.mark.data]

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, content=TEXT, imported=JSON)
def test_any_text_and_json_survives(alice, title, content, imported):
    Question.objects.all().delete()
    insert(Question, [Question(user=alice, title=title, content=content, imported=imported, slug="a")])
    found = Question.objects.get()
    assert (found.title, found.content, found.imported) == (title, content, imported)
    assert found.created_at is not None and found.attempts_count == 0 and found.difficulty is None


@pytest.mark.parametrize("text", ["\\N", "\\.", "a\tb\nc\rd\\e", "'\"; --", "é漢字\U0001f600", "\\x00", ""])
def test_what_copy_reads_as_its_own_is_plain_text(alice, text):
    insert(Question, [Question(user=alice, title=text, imported={"t": text}, slug="a")])
    found = Question.objects.get()
    assert (found.title, found.imported) == (text, {"t": text})


def test_rows_are_given_their_keys_and_can_be_used_on(alice):
    tags = [Tag(user=alice, name=f"tag {number}") for number in range(30)]
    insert(Tag, tags)
    assert {tag.pk: tag.name for tag in tags} == dict(Tag.objects.values_list("pk", "name"))
    tags[0].name = "another"
    tags[0].save()
    assert Tag.objects.count() == 30


def test_a_violated_constraint_is_an_integrity_error_and_inserts_nothing(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Tag, [Tag(user=alice, name="one"), Tag(user=alice, name="ONE")])
    assert not Tag.objects.exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(TEXT, JSON, max_size=3), kept=st.lists(JSON, max_size=2))
def test_what_is_appended_is_there_as_it_was_told(alice, values, kept):
    job = ImportJob.objects.create(user=alice, state="completed")
    rows = [
        (job.pk, number, None, values, "new", RowState.COMMITTED, {"n": number}, kept) for number in (1, 2)
    ]
    append(StagedRow, ROW_COLUMNS, rows)
    found = StagedRow.objects.filter(job=job).order_by("row_number")
    assert [(one.values, one.effects, one.kept_mine) for one in found] == [
        (values, {"n": 1}, kept),
        (values, {"n": 2}, kept),
    ]
    assert found[0].raw is None and found[0].created_at and found[0].pk != found[1].pk


def test_bytes_are_appended_as_they_are(alice):
    job, keys = ImportJob.objects.create(user=alice), bytes(range(256))
    append(ImportPage, ("job_id", "keys"), [(job.pk, keys)])
    assert bytes(ImportPage.objects.get().keys) == keys


def test_nothing_is_appended_where_there_is_nothing(alice, django_assert_num_queries):
    with django_assert_num_queries(0):
        append(StagedRow, ROW_COLUMNS, [])


def test_a_row_that_is_appended_twice_is_an_integrity_error_and_appends_nothing(alice):
    job = ImportJob.objects.create(user=alice)
    row = (job.pk, 1, None, {}, "new", RowState.COMMITTED, {}, [])
    with pytest.raises(IntegrityError), transaction.atomic():
        append(StagedRow, ROW_COLUMNS, [row, row])
    assert not StagedRow.objects.exists()


def test_a_column_that_is_forgotten_is_told(alice):
    if connection.vendor != "postgresql":
        pytest.skip("elsewhere the ORM fills in what is missing")
    with pytest.raises(TypeError, match="beside these: log_external_id"):
        append(DeletedImport, ("user_id", "platform", "external_id"), [(alice.pk, "codewars", "a")])
