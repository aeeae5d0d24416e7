"""What is written for operators holds: settings, metrics, verbs, files; nothing runs as root."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import app
from bot.figures import measures
from bot.figures.prometheus import Counter, Histogram
from bot.settings import names

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")
DEPLOYED = [ROOT / "Dockerfile", ROOT / "docs" / "operating.md", *sorted((ROOT / "deploy").iterdir())]


@pytest.mark.parametrize("path", DEPLOYED, ids=lambda path: path.name)
def test_every_setting_named_is_one(path: Path) -> None:
    assert set(re.findall(r"\bCODIBOT_[A-Z_]+", path.read_text("utf-8"))) <= set(names())


def test_every_metric_is_explained() -> None:
    measured = {each.name for each in vars(measures).values() if isinstance(each, Counter | Histogram)}
    named = set(re.findall(r"`(codibot_\w+)`", OPERATING))
    gauges = set(
        re.findall(r'Gauge\("(codibot_\w+)"', (ROOT / "bot" / "figures" / "metrics.py").read_text("utf-8"))
    )
    assert named == measured | gauges


def test_every_verb_named_is_one() -> None:
    verbs = {
        command.name or command.callback.__name__.replace("_", "-") for command in app.registered_commands
    }
    assert set(re.findall(r"`codibot ([a-z-]+)", OPERATING)) <= verbs


def test_the_container_is_not_root_and_is_asked_for_its_health() -> None:
    last_stage = DOCKERFILE.rsplit("FROM ", 1)[1]
    assert re.search(r"^USER codibot$", last_stage, re.MULTILINE)
    assert "/healthz" in last_stage
    assert re.search(r"^HEALTHCHECK", last_stage, re.MULTILINE)


def test_annoy_is_built_for_any_processor() -> None:
    arguments = re.search(r"ANNOY_COMPILER_ARGS=(\S+)", DOCKERFILE)
    assert arguments
    assert "native" not in arguments[1]


def test_what_the_image_copies_is_there_and_let_through() -> None:
    let_through = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for line in re.findall(r"^COPY ([^-].*)$", DOCKERFILE, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists()
            assert f"!{source}" in let_through


def test_the_disk_is_read_only_and_rights_are_given_up() -> None:
    compose = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    assert "read_only: true" in compose
    assert "cap_drop: [ALL]" in compose
    unit = (ROOT / "deploy" / "codibot.service").read_text("utf-8")
    assert {"DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes"} <= set(unit.splitlines())


def composed(name: str) -> list[dict[str, Any]]:
    """The services of a compose file that run codibot."""
    services = yaml.safe_load((ROOT / "deploy" / name).read_text("utf-8"))["services"]
    return [each for each in services.values() if "build" in each]


@pytest.mark.parametrize("name", ["compose.yaml", "compose.many.yaml"])
def test_a_copied_example_does_not_change_what_the_image_is_built_for(name: str) -> None:
    built_for = set(re.findall(r"(CODIBOT_[A-Z_]+)=(\S+)", DOCKERFILE))
    assert built_for
    for service in composed(name):
        assert built_for <= {(key, str(value)) for key, value in service["environment"].items()}


@pytest.mark.parametrize("name", ["compose.yaml", "compose.many.yaml"])
def test_codibot_is_not_the_first_process_of_its_container(name: str) -> None:
    assert all(service["init"] is True for service in composed(name))


def test_a_stop_is_told_to_the_bot_and_not_to_its_models() -> None:
    unit = (ROOT / "deploy" / "codibot.service").read_text("utf-8").splitlines()
    assert "KillMode=mixed" in unit


def test_the_data_folder_is_for_its_owners_eyes_alone() -> None:
    assert "install -d -o codibot -m 0700 /data" in DOCKERFILE
    unit = (ROOT / "deploy" / "codibot.service").read_text("utf-8").splitlines()
    assert "StateDirectoryMode=0700" in unit
