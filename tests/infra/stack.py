"""Terraform on a copy of `infra/terraform`, so that nothing it writes lies beside the sources.

Terraform itself is looked for on the PATH. The AWS provider comes from a folder in the shape of Terraform's mirrors:
the one that TF_PLUGIN_DIR names, else one of the usual places, else whatever `terraform init` does by itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCES: Final = ROOT / "infra" / "terraform"
PROVIDER: Final = "registry.terraform.io/hashicorp/aws"
NOT_COPIED: Final = shutil.ignore_patterns(".terraform*", "*.tfstate*", "*.tfvars", "backend.tf")
# What init says where the provider cannot be had; whatever else it says is a fault of the configuration.
NO_PROVIDER: Final = ("Failed to query available provider packages", "Failed to install provider")


class Missing(Exception):
    """Terraform, or the provider, is not on this machine."""


@dataclass(frozen=True)
class Stack:
    """An initialised copy; each call is one process of Terraform."""

    folder: Path
    binary: str

    def run(self, *words: str, seconds: float = 300, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.binary, *words],
            cwd=self.folder,
            env=environment(**more),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def copy_to(self, folder: Path) -> Stack:
        """Another initialised copy, to be changed."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Stack(folder, self.binary)


def make_stack(folder: Path) -> Stack:
    """Raises Missing, and AssertionError where the configuration itself is what init refuses."""
    binary = shutil.which("terraform")
    if binary is None:
        raise Missing("Terraform is not on the PATH: its checks are skipped")
    shutil.copytree(SOURCES, folder, ignore=NOT_COPIED)
    stack = Stack(folder, binary)
    mirror = next(provider_folders(), None)
    done = stack.run("init", "-input=false", "-no-color", *([f"-plugin-dir={mirror}"] if mirror else []))
    told = done.stdout + done.stderr
    if done.returncode and any(words in told for words in NO_PROVIDER):
        raise Missing("Terraform's AWS provider is not on this machine (TF_PLUGIN_DIR may name it): skipped")
    assert done.returncode == 0, told
    return stack


def provider_folders() -> Iterator[Path]:
    named = os.environ.get("TF_PLUGIN_DIR")
    usual = [
        Path.home() / ".terraform.d" / "plugins",
        *(Path(folder) / "terraform" / "plugins" for folder in ("/usr/local/share", "/usr/share")),
        *sorted(Path("/opt").glob("*")),
    ]
    for folder in [Path(named)] if named else usual:
        if (folder / PROVIDER).is_dir():
            yield folder


def environment(**more: str) -> dict[str, str]:
    """No account of this machine's owner, no call home, and no settings of theirs where a mirror is at hand."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_VAR_"))}
    if next(provider_folders(), None):
        kept["TF_CLI_CONFIG_FILE"] = os.devnull
    return {
        **kept,
        "CHECKPOINT_DISABLE": "1",
        "TF_IN_AUTOMATION": "1",
        "TF_REGISTRY_CLIENT_TIMEOUT": "5",
        "TF_REGISTRY_DISCOVERY_RETRY": "0",
        "AWS_EC2_METADATA_DISABLED": "true",
        **more,
    }
