"""The module applied once to moto's server, and read back through boto3: what AWS would really be told.

Left out, because the server cannot do it: the dead-letter queue's own list of who may use it, and snapshots. The event
source is made but switched off: the server would feed the function by itself.
"""

import json
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import pytest

from backend.test_common.aws import AWS_ENVIRONMENT, REGION, MotoServer
from tests.infra.stack import Stack

pytestmark = [pytest.mark.deep, pytest.mark.infra]

SECRET: Final = f"arn:aws:secretsmanager:{REGION}:123456789012:secret:skilltracker-AbCdEf"
# The real provider, spoken to over HTTP, that finds no account behind its keys.
OVERRIDE: Final = """
provider "aws" {
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
  max_retries                 = 1
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  count = 0
}
"""


@pytest.fixture(scope="module")
def applied(
    stack: Stack, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[MotoServer, dict[str, Any]]]:
    """The server and the module's outputs. Over a minute, most of it the provider's own waiting."""
    mine = stack.copy_to(tmp_path_factory.mktemp("applied") / "stack")
    (mine.folder / "server_override.tf").write_text(OVERRIDE)
    with zipfile.ZipFile(mine.folder / "worker.zip", "w") as archive:
        archive.writestr("handler.py", "def lambda_handler(event, context): return None\n")
    variables = {
        "region": REGION,
        "public_base_url": "https://skilltracker.example",
        "settings_secret_arn": SECRET,
        "worker_zip": "worker.zip",
        "worker_enabled": "false",
        "subnet_ids": '["subnet-0a"]',
        "security_group_ids": '["sg-0a"]',
    }
    given = {f"TF_VAR_{name}": value for name, value in variables.items()}
    with MotoServer() as server:
        reach = {**AWS_ENVIRONMENT, "AWS_ENDPOINT_URL": server.url}
        words = ("-auto-approve", "-input=false", "-no-color", "-parallelism=30")
        done = mine.run("apply", *words, seconds=540, **reach, **given)
        assert done.returncode == 0, done.stderr
        told = json.loads(mine.run("output", "-json", **reach).stdout)
        yield server, {name: output["value"] for name, output in told.items()}


def test_the_queue_hides_keeps_encrypts_and_hands_on(applied: tuple[MotoServer, dict[str, Any]]) -> None:
    server, told = applied

    queue = attributes(server, told["queue_url"])
    dead = attributes(server, told["dead_letter_queue_url"])

    assert (queue["VisibilityTimeout"], queue["MessageRetentionPeriod"]) == ("360", "345600")
    assert (queue["SqsManagedSseEnabled"], dead["SqsManagedSseEnabled"]) == ("true", "true")
    assert dead["MessageRetentionPeriod"] == "1209600"
    redrive = json.loads(queue["RedrivePolicy"])
    assert (redrive["deadLetterTargetArn"], int(redrive["maxReceiveCount"])) == (dead["QueueArn"], 5)


@pytest.mark.parametrize("name", ["queue_url", "dead_letter_queue_url", "missed_runs_queue_url"])
def test_every_queue_refuses_what_is_not_encrypted_on_its_way(
    applied: tuple[MotoServer, dict[str, Any]], name: str
) -> None:
    server, told = applied

    (statement,) = json.loads(attributes(server, told[name])["Policy"])["Statement"]

    assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_message_that_nobody_can_read_ends_among_the_dead_letters(
    applied: tuple[MotoServer, dict[str, Any]],
) -> None:
    server, told = applied
    server.sqs.send_message(QueueUrl=told["queue_url"], MessageBody="{")

    for _ in range(6):
        server.sqs.receive_message(QueueUrl=told["queue_url"], VisibilityTimeout=0)

    answer = server.sqs.receive_message(QueueUrl=told["dead_letter_queue_url"])
    assert [message["Body"] for message in answer["Messages"]] == ["{"]


def test_the_function_is_the_one_promised(applied: tuple[MotoServer, dict[str, Any]]) -> None:
    server, told = applied

    made = server.client("lambda").get_function_configuration(FunctionName=told["worker_function_name"])

    assert (made["Runtime"], made["Handler"], made["Timeout"]) == ("python3.12", "handler.lambda_handler", 60)
    assert made["MemorySize"] == 512
    assert (made["VpcConfig"]["SubnetIds"], made["VpcConfig"]["SecurityGroupIds"]) == (
        ["subnet-0a"],
        ["sg-0a"],
    )
    settings = made["Environment"]["Variables"]
    assert settings["IMPORT_QUEUE_URL"] == told["queue_url"]
    assert settings["SETTINGS_SECRET_ARN"] == SECRET
    assert (settings["METRICS"], settings["UPLOAD_BUCKET"]) == ("emf", told["uploads_bucket"])


def test_the_queue_feeds_the_published_version_with_partial_answers(
    applied: tuple[MotoServer, dict[str, Any]],
) -> None:
    server, told = applied
    functions = server.client("lambda")

    (source,) = functions.list_event_source_mappings()["EventSourceMappings"]
    live = functions.get_alias(FunctionName=told["worker_function_name"], Name="live")

    assert source["EventSourceArn"] == attributes(server, told["queue_url"])["QueueArn"]
    # The server puts the version in the alias's place.
    assert source["FunctionArn"].endswith(f":function:skilltracker-worker:{live['FunctionVersion']}")
    assert (source["BatchSize"], source["FunctionResponseTypes"]) == (1, ["ReportBatchItemFailures"])
    assert source["ScalingConfig"] == {"MaximumConcurrency": 5}
    assert source["State"] == "Disabled"


def test_schedules_start_the_published_version_by_name(applied: tuple[MotoServer, dict[str, Any]]) -> None:
    server, _ = applied
    scheduler = server.client("scheduler")

    found = {
        one["Name"]: scheduler.get_schedule(GroupName="skilltracker", Name=one["Name"])
        for one in scheduler.list_schedules(GroupName="skilltracker")["Schedules"]
    }

    states = {name: schedule["State"] for name, schedule in found.items()}
    assert states == {"relay": "ENABLED", "tidy": "ENABLED", "sync": "ENABLED", "weekly_report": "DISABLED"}
    assert {name: json.loads(schedule["Target"]["Input"]) for name, schedule in found.items()} == {
        name: {"scheduled": name} for name in found
    }
    assert found["relay"]["ScheduleExpression"] == "rate(1 minute)"
    assert {schedule["Target"]["Arn"].rpartition(":")[2] for schedule in found.values()} == {"live"}


def test_uploads_are_private_encrypted_versioned_and_go(applied: tuple[MotoServer, dict[str, Any]]) -> None:
    server, told = applied
    s3, bucket = server.client("s3"), {"Bucket": told["uploads_bucket"]}

    encryption = s3.get_bucket_encryption(**bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    rules = {rule["ID"]: rule for rule in s3.get_bucket_lifecycle_configuration(**bucket)["Rules"]}

    assert set(s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"].values()) == {True}
    assert encryption[0]["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert s3.get_bucket_versioning(**bucket)["Status"] == "Enabled"
    assert rules["uploads-go"]["Expiration"]["Days"] == 90
    assert rules["uploads-go"]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert json.loads(s3.get_bucket_policy(**bucket)["Policy"])["Statement"][0]["Effect"] == "Deny"


def test_no_role_is_granted_more_than_is_named(applied: tuple[MotoServer, dict[str, Any]]) -> None:
    server, _ = applied
    iam = server.client("iam")

    roles = {role["RoleName"] for role in iam.list_roles()["Roles"]}
    statements = [
        statement
        for role in sorted(roles)
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]
        for statement in iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    ]

    assert roles == {"skilltracker-worker", "skilltracker-scheduler"}
    assert [action for one in statements for action in as_list(one["Action"]) if "*" in action] == []
    assert [one["Sid"] for one in statements if "*" in as_list(one["Resource"])] == ["LookAtTheNetwork"]


def test_every_alarm_reaches_the_topic(applied: tuple[MotoServer, dict[str, Any]]) -> None:
    server, told = applied

    alarms = server.client("cloudwatch").describe_alarms()["MetricAlarms"]

    assert {alarm["AlarmName"].removeprefix("skilltracker-") for alarm in alarms} == {
        "dead-letters",
        "missed-runs",
        "oldest-message",
        "outbox-lag",
        "set-aside",
        "worker-errors",
        "worker-throttles",
    }
    assert {action for alarm in alarms for action in alarm["AlarmActions"]} == {told["alarm_topic_arn"]}


def test_the_log_goes_after_a_month(applied: tuple[MotoServer, dict[str, Any]]) -> None:
    server, told = applied

    (group,) = server.client("logs").describe_log_groups()["logGroups"]

    assert group["logGroupName"] == f"/aws/lambda/{told['worker_function_name']}"
    assert group["retentionInDays"] == 30


def attributes(server: MotoServer, url: str) -> dict[str, str]:
    found: dict[str, str] = server.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])[
        "Attributes"
    ]
    return found


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
