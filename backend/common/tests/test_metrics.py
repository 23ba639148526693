"""A number is one line of the embedded metric format, on standard output, where that was asked for."""

import json

import jsonschema
import pytest

from backend.common.context import telling
from backend.common.metrics import METRICS, emit
from backend.test_common.emf import Told, read_metrics


@pytest.fixture
def on(settings):
    settings.METRICS = "emf"


def test_nothing_is_printed_unless_it_is_asked_for(capsys):
    emit("OutboxLag", 3, source="relay")
    assert capsys.readouterr() == ("", "")


def test_a_value_is_told_with_its_unit_and_its_dimensions(on, capsys):
    emit("ImportSeconds", 2.5, platform="codewars")
    assert read_metrics(capsys.readouterr().out) == [
        Told("SkillTracker", "ImportSeconds", 2.5, "Seconds", {"Platform": "codewars"})
    ]


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_is_a_line_that_cloudwatch_takes(on, capsys, name):
    emit(name, 1, **{dimension.lower(): "x" for dimension in METRICS[name].by})
    (told,) = read_metrics(capsys.readouterr().out)
    assert (told.name, tuple(told.by)) == (name, METRICS[name].by)


def test_the_namespace_can_be_another(on, settings, capsys):
    settings.METRICS_NAMESPACE = "SkillTracker-Staging"
    emit("OutboxLag", 0, source="relay")
    assert read_metrics(capsys.readouterr().out)[0].namespace == "SkillTracker-Staging"


def test_a_line_says_whose_import_it_is_about(on, capsys):
    with telling("abc", job_id=12, platform="codewars"):
        emit("Imports", 1, platform="codewars", state="completed")
    line = json.loads(capsys.readouterr().out)
    assert (line["job_id"], line["request_id"], line["Imports"]) == (12, "abc", 1)


def test_an_empty_dimension_is_told_as_none(on, capsys):
    emit("UpstreamErrors", 1, platform="codewars", code="")
    assert read_metrics(capsys.readouterr().out)[0].by["Code"] == "none"


def test_other_dimensions_than_the_table_has_are_a_mistake():
    with pytest.raises(ValueError, match="Imports is told by Platform, State"):
        emit("Imports", 1, platform="codewars")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line.pop("_aws"),
        lambda line: line["_aws"].update(Timestamp="today"),
        lambda line: line["_aws"]["CloudWatchMetrics"][0].update(Dimensions=[]),
        lambda line: line["_aws"]["CloudWatchMetrics"][0].update(Namespace="Skill Tracker"),
        lambda line: line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0].update(Unit="Fortnights"),
        lambda line: line.pop("Source"),
        lambda line: line.update(Source=""),
        lambda line: line.update(OutboxLag="3"),
    ],
)
def test_the_reader_of_these_tests_refuses_what_cloudwatch_would(on, capsys, spoil):
    emit("OutboxLag", 3, source="relay")
    line = json.loads(capsys.readouterr().out)
    spoil(line)
    with pytest.raises((jsonschema.ValidationError, KeyError, AssertionError)):
        read_metrics(json.dumps(line))
