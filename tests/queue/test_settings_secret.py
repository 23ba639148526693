"""Secret settings come from AWS when a process starts, so that no template and no state has to hold them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from backend.test_common.aws import AWS_ENVIRONMENT, MotoServer

ROOT = Path(__file__).resolve().parents[2]
ASK = "from backend import settings; print(settings.SECRET_KEY, settings.DATABASES['default']['HOST'])"
HELD = {"SECRET_KEY": "from-aws", "DATABASE_URL": "postgres://hidden@db.example/skills"}


def in_secrets_manager(server: MotoServer, text: str) -> str:
    client = server.client("secretsmanager")
    arn: str = client.create_secret(Name=f"settings-{os.urandom(4).hex()}", SecretString=text)["ARN"]
    client.close()
    return arn


def in_parameter_store(server: MotoServer, text: str) -> str:
    client = server.client("ssm")
    name = f"/skilltracker/{os.urandom(4).hex()}"
    client.put_parameter(Name=name, Value=text, Type="SecureString")
    arn: str = client.get_parameter(Name=name)["Parameter"]["ARN"]
    client.close()
    return arn


def ask(server: MotoServer, arn: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process of its own: settings are read when it starts."""
    names = {"SETTINGS_SECRET_ARN": arn, "AWS_ENDPOINT_URL": server.url, "ENV_FILE": os.devnull}
    given = {"PATH": os.defpath, **AWS_ENVIRONMENT, **names, **environment}
    command = [sys.executable, "-c", ASK]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("keep", [in_secrets_manager, in_parameter_store])
def test_settings_are_read_from_the_secret(moto_server: MotoServer, keep: object) -> None:
    arn = keep(moto_server, json.dumps(HELD))  # type: ignore[operator]
    assert ask(moto_server, arn).stdout == "from-aws db.example\n"


def test_the_real_environment_wins(moto_server: MotoServer) -> None:
    arn = in_secrets_manager(moto_server, json.dumps(HELD))
    assert ask(moto_server, arn, SECRET_KEY="given").stdout == "given db.example\n"


@pytest.mark.parametrize("text", ['["hi"]', '["hidden"]', "SECRET_KEY=hidden", '"hidden"'])
def test_a_secret_that_is_no_object_ends_the_process_without_telling_it(
    moto_server: MotoServer, text: str
) -> None:
    done = ask(moto_server, in_secrets_manager(moto_server, text))
    assert done.returncode == 1
    assert "does not hold a JSON object" in done.stderr
    assert "hidden" not in done.stdout + done.stderr


def test_a_secret_that_is_not_there_is_told_by_its_code(moto_server: MotoServer) -> None:
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:nowhere"
    assert "AwsError: ResourceNotFoundException" in ask(moto_server, arn).stderr
