"""What the module, the documents and the product call the same: variables, alarms, schedules, settings, the zip."""

import ast
import re
import runpy

from backend.infrastructure.worker import SCHEDULED
from tests.infra.stack import ROOT, SOURCES

LAMBDA = ROOT / "infra" / "lambda"


def test_every_variable_is_in_the_readme_and_no_other() -> None:
    text = (ROOT / "infra" / "README.md").read_text()
    table = text.partition("## Variables")[2].partition("**A key of yours**")[0]
    told = [name for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for name in row.split(", ")]

    assert [name.strip("`") for name in told] == blocks("variables.tf", "variable")


def test_every_alarm_is_explained_to_who_is_called_by_it() -> None:
    told = re.findall(r"^\| `([a-z-]+)` \|", section("Alarms"), re.MULTILINE)

    assert set(told) == set(re.findall(r'alarm_name +=  ?"\$\{var\.name\}-([a-z-]+)"', source("alarms.tf")))
    assert len(told) == 7


def test_what_is_scheduled_by_default_is_what_the_worker_can_do() -> None:
    default = source("variables.tf").partition('variable "schedules"')[2].partition("validation")[0]
    schedules = re.findall(r"^    (\w+) += \{ expression(.*)\}$", default, re.MULTILINE)

    assert {name for name, rest in schedules if "enabled = false" not in rest} <= set(SCHEDULED)
    assert set(SCHEDULED) <= {name for name, _ in schedules}


def test_the_zip_is_taken_from_where_it_is_built() -> None:
    build = runpy.run_path(str(LAMBDA / "build.py"))
    names = [
        build["Target"](python="3.13", architecture=one, bytecode=False).name for one in build["PLATFORMS"]
    ]

    assert sorted(names) == ["worker-3.13-arm64.zip", "worker-3.13.zip"]
    text = source("worker.tf")
    assert (
        'worker-${var.python_version}${var.architecture == "x86_64" ? "" : "-${var.architecture}"}.zip'
        in text
    )
    assert '"${path.module}/../lambda/build/${local.built_zip}"' in text
    assert build["HERE"] == LAMBDA


def test_the_function_calls_what_the_zip_has_at_its_top() -> None:
    (handler,) = re.findall(r'handler += "(\w+)\.lambda_handler"', source("worker.tf"))
    tree = ast.parse((LAMBDA / f"{handler}.py").read_text())

    assert "lambda_handler" in [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_the_worker_is_given_settings_that_there_are() -> None:
    given = source("worker.tf").partition("worker_environment = merge(")[2].partition("\n}\n")[0]
    names = set(re.findall(r"\b([A-Z][A-Z_]+) += ", given))
    known = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert len(names) == 9
    # The bucket is made already; uploads by file are not kept in it yet.
    assert names <= known | {"UPLOAD_BUCKET"}


def section(title: str) -> str:
    text = (ROOT / "docs" / "operations.md").read_text()
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def blocks(name: str, kind: str) -> list[str]:
    return re.findall(rf'^{kind} "(\w+)"', source(name), re.MULTILINE)


def source(name: str) -> str:
    return (SOURCES / name).read_text()
