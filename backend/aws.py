"""The only module that knows boto3, which is imported where a client is made: nobody pays for it without AWS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

if TYPE_CHECKING:
    from botocore.config import Config
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

CONNECT_SECONDS: Final = 1.0
# Of a call that a person waits for, and of one that nobody does: a long poll lasts 20 s by itself.
SHORT_SECONDS: Final = 1.5
LONG_SECONDS: Final = 30.0


class AwsError(Exception):
    """AWS refused, failed or did not answer; `code` is its own name for it and holds nothing secret."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@cache
def sqs() -> SQSClient:
    """For calls within a request: one try, and a moment for its answer."""
    client: SQSClient = _client("sqs", _patience(SHORT_SECONDS))
    return client


@cache
def patient_sqs() -> SQSClient:
    """For workers: polls that wait, and sends whose answer may take its time."""
    client: SQSClient = _client("sqs", _patience(LONG_SECONDS))
    return client


@cache
def s3() -> S3Client:
    client: S3Client = _client("s3", _patience(LONG_SECONDS, tries=3))
    return client


def read_secret(arn: str) -> dict[str, str]:
    """The JSON object in a secret of Secrets Manager or a SecureString parameter of SSM. Needs no settings.

    Raises AwsError, and ValueError where it holds something else, without a word of what.
    """
    from boto3.session import Session

    _, _, service, region, _ = arn.split(":", 4)
    client: Any = Session().client(
        service, region_name=region, config=_patience(5.0, tries=3)  # type: ignore[call-overload]
    )
    with aws_errors():
        if service == "ssm":
            text = client.get_parameter(Name=arn, WithDecryption=True)["Parameter"]["Value"]
        else:
            text = client.get_secret_value(SecretId=arn)["SecretString"]
    try:
        return {str(name): str(value) for name, value in json.loads(text).items()}
    except (AttributeError, ValueError):
        raise ValueError(f"{arn} does not hold a JSON object") from None


@contextmanager
def aws_errors() -> Iterator[None]:
    """Raises AwsError in the place of whatever botocore raises within the block."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise AwsError(error.response.get("Error", {}).get("Code", "unknown")) from error
    except BotoCoreError as error:
        raise AwsError(type(error).__name__) from error


def _patience(seconds: float, *, tries: int = 1) -> Config:
    from botocore.config import Config

    return Config(
        connect_timeout=CONNECT_SECONDS, read_timeout=seconds, retries={"total_max_attempts": tries}
    )


def _client(service: str, config: Config) -> Any:
    from boto3.session import Session

    # A session of its own: the default one may not be used by two threads at once.
    return Session().client(
        service,  # type: ignore[call-overload]
        region_name=settings.AWS_REGION,
        endpoint_url=settings.AWS_ENDPOINT_URL or None,
        config=config,
    )
