"""What docs/operations.md tells an operator to type, and the settings that it names, are the real ones."""

import os
import re
import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from backend.test_common.postgres import PostgresServer, find_binaries
from tests.deploy.image import ROOT
from tests.test_env_example import named_in_example

PAGE = ROOT / "docs" / "operations.md"
# Of gunicorn itself.
FOREIGN = {"WEB_CONCURRENCY"}


def test_every_setting_that_the_page_names_is_one() -> None:
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)(?:=[^`]*)?`", PAGE.read_text()))

    assert len(named) > 15
    assert named - FOREIGN <= named_in_example()


def test_every_link_of_the_page_leads_somewhere() -> None:
    text = PAGE.read_text()
    headings = {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in headings_of(text)}

    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in headings, target
        else:
            assert (PAGE.parent / target).exists(), target


def headings_of(text: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)


def test_the_lines_that_copy_and_restore_in_containers_do_so(
    database: PostgresServer, tmp_path: Path
) -> None:
    write(database, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('before')")
    copy, *restore = lines_for_the_database()

    run(copy, database, tmp_path)
    write(database, "UPDATE kept SET word = 'after'")
    assert word(database) == "after"
    for line in restore:
        run(line, database, tmp_path)

    assert word(database) == "before"


def test_a_copy_that_is_broken_is_not_put_in_the_place_of_the_database(
    database: PostgresServer, tmp_path: Path
) -> None:
    write(database, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('before')")
    copy, create, restore, *_ = lines_for_the_database()
    run(copy, database, tmp_path)
    whole = (tmp_path / "copy.dump").read_bytes()
    (tmp_path / "copy.dump").write_bytes(whole[: len(whole) // 2])

    run(create, database, tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        run(restore, database, tmp_path)

    assert word(database) == "before"


def test_the_two_commands_of_the_product_copy_and_restore(database: PostgresServer, tmp_path: Path) -> None:
    for address in (database.url, f"sqlite:///{tmp_path}/skilltracker.sqlite3"):
        folder = tmp_path / address.partition(":")[0]
        manage(address, folder, "migrate", "--verbosity=0")

        made = manage(address, folder, *told_words("backup")).split(" (")[0]
        put_back = manage(address, folder, *told_words("restore"), made, "--yes")

        assert f"Restored {made}" in put_back


def told_words(command: str) -> list[str]:
    """The command as the page has it, without the name of a copy and without the remark."""
    (line,) = (line for line in shell_lines() if f"manage.py {command}" in line)
    return [word for word in shlex.split(line, comments=True)[2:] if not word.startswith("backups/")]


def manage(address: str, folder: Path, *arguments: str) -> str:
    surroundings = {**os.environ, "DATABASE_URL": address, "DATA_DIR": str(folder), "PORT": "1", **programs()}
    told = subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments], env=surroundings, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def shell_lines() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def lines_for_the_database() -> list[str]:
    """In the page's order: the copy, the new database, the restore, the change of names, the end of the old one."""
    lines = [line for line in shell_lines() if "exec -T database" in line]
    assert [line.split()[5] for line in lines] == ["pg_dump", "createdb", "pg_restore", "psql", "dropdb"]
    return lines


def run(line: str, database: PostgresServer, folder: Path) -> None:
    """The line without the container around it."""
    address = urlsplit(database.url)
    surroundings = {"PGHOST": "127.0.0.1", "PGPORT": str(address.port), "PGPASSWORD": address.password or ""}
    bare = line.removeprefix("docker compose exec -T database ")
    subprocess.run(["/bin/sh", "-c", bare], cwd=folder, env={**surroundings, **programs()}, check=True)


def programs() -> dict[str, str]:
    return {"PATH": f"{find_binaries()}:{os.environ['PATH']}"}


def write(database: PostgresServer, *statements: str) -> None:
    with closing(psycopg2.connect(database.url)) as connection, connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def word(database: PostgresServer) -> str:
    with closing(psycopg2.connect(database.url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM kept")
        return str(cursor.fetchone()[0])
