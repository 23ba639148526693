"""nginx and Caddy with the files of deploy/, on ports and certificates of their own, before a web process."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from backend.test_common.fault_server import closed_port
from backend.test_common.processes import wait_until
from tests.deploy.image import ROOT

NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
# The machine's own trust is left alone, and no certificate is asked for out there.
CADDY = "{{\n\tadmin off\n\tskip_install_trust\n\thttp_port {plain}\n}}\n"


@dataclass
class Front:
    """What a visitor reaches. `host` is the name he types."""

    secure: str
    plain: str
    host: str
    trusted: Path

    def visit(self, method: str, url: str, *, source: str = "127.0.0.1", **more: Any) -> requests.Response:
        """From one of this machine's own addresses."""
        with self.session(source) as session:
            return session.request(method, url, allow_redirects=False, timeout=30, **more)

    def session(self, source: str = "127.0.0.1") -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.verify = str(self.trusted)
        session.headers["Host"] = self.host
        session.mount("https://", From(source))
        return session


class From(HTTPAdapter):
    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, source_address=(self._address, 0), **kwargs)


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[Front]:
    program = found("nginx")
    secure, plain = closed_port(), closed_port()
    certificate(folder)
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    site = site.replace(":443 ", f":{secure} ").replace("listen 443 ", f"listen 127.0.0.1:{secure} ")
    site = site.replace(":80;", f":{plain};").replace("listen 80;", f"listen 127.0.0.1:{plain};")
    site = site.replace(":8000", f":{upstream}").replace("/etc/ssl/practice.example", str(folder))
    (folder / "site.conf").write_text(site)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user))
    front = Front(
        f"https://127.0.0.1:{secure}",
        f"http://127.0.0.1:{plain}",
        "practice.example",
        folder / "fullchain.pem",
    )
    with started(
        [program, "-e", f"{folder}/error.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"], front
    ):
        yield front


@contextmanager
def caddy(folder: Path, upstream: int, secure: int) -> Iterator[Front]:
    """For an address that is a number, Caddy is its own authority."""
    program = found("caddy")
    plain = closed_port()
    file = folder / "Caddyfile"
    file.write_text(CADDY.format(plain=plain) + (ROOT / "deploy" / "Caddyfile").read_text())
    environment = {
        "PUBLIC_BASE_URL": f"https://127.0.0.1:{secure}",
        "UPSTREAM": f"127.0.0.1:{upstream}",
        "XDG_DATA_HOME": str(folder),
        "HOME": str(folder),
    }
    trusted = folder / "caddy/pki/authorities/local/root.crt"
    front = Front(f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}", f"127.0.0.1:{secure}", trusted)
    command = [program, "run", "--config", str(file), "--adapter", "caddyfile"]
    with started(command, front, environment):
        yield front


@contextmanager
def started(command: list[str], front: Front, environment: dict[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(process, front), "the proxy answers", seconds=20, every=0.1)
        yield
    finally:
        process.terminate()
        process.wait(10)


def answers(process: subprocess.Popen[bytes], front: Front) -> bool:
    assert process.poll() is None, "the proxy ended at its start"
    if not front.trusted.is_file():
        return False
    try:
        return front.visit("GET", f"{front.secure}/health/").status_code == 200
    except requests.ConnectionError:
        return False


def certificate(folder: Path) -> None:
    names = "subjectAltName=DNS:practice.example,IP:127.0.0.1"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=practice.example", "-addext", names]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([found("openssl"), *command[1:], *files], check=True, capture_output=True)


def found(program: str) -> str:
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if not path:
        pytest.skip(f"{program} is not on this machine")
    return path
