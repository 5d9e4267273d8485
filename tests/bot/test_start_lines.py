"""The image's start line runs without Docker, as its user with a read-only root; systemd takes the unit."""

import asyncio
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.slack.manifest import as_dict
from slack_simulator import Server, Workspace, serve
from tests.bot.test_http_port import free_port

ROOT = Path(__file__).parent.parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("FROM ")[2]
TOOLS = ("unshare", "setpriv", "mount")
INSIDE = """
set -e
mount --make-rprivate /
# Python itself may be where this user may not look.
mount --bind "$BASE" "$HELD"
mount -t tmpfs -o mode=755 tmpfs "/$(echo "$BASE" | cut -d/ -f2)"
mkdir -p "$BASE"
mount --bind "$HELD" "$BASE"
mount -t tmpfs -o mode=755 tmpfs /opt
mkdir /opt/fortnight
mount --bind "$VENV" /opt/fortnight
mount --bind "$DATA" "$DATA"
mount -o remount,bind,ro /
cd "$DATA"
exec setpriv --reuid "$USER_ID" --regid "$USER_ID" --clear-groups --no-new-privs --inh-caps=-all "$@"
"""

pytestmark = pytest.mark.deep


def words(instruction: str) -> list[str]:
    """Return the words of an instruction that has them as JSON."""
    found = re.search(rf"{instruction} (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert found, instruction
    return [str(word) for word in json.loads(found[1])]


def user_id() -> str:
    """Return the number of the user whom the image names."""
    found = re.search(r"useradd --uid (\d+) .*\n(?:.*\n)*USER \1\n", DOCKERFILE)
    assert found, "the image names a user of its own"
    return found[1]


@pytest.fixture
async def slack() -> AsyncIterator[tuple[Workspace, Server]]:
    workspace = Workspace(manifest=as_dict(), now=SystemClock().now, paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
    server = await serve(workspace)
    yield workspace, server
    await server.close()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others may enter, as pytest's own are not."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


def why_not() -> str:
    """Say why it cannot be tried here; empty where it can."""
    if os.geteuid() != 0 or not all(map(shutil.which, TOOLS)):
        return "the image's start line is tried by root, with unshare, setpriv and mount"
    apart = subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True)  # noqa: S607 - the system's
    return "this machine gives no mount namespace for a read-only root" if apart.returncode else ""


def user_of(process: int) -> str:
    return Path(f"/proc/{process}/status").read_text(encoding="utf-8").split("Uid:")[1].split()[0]


async def is_healthy(looks: list[str]) -> bool:
    """Run the image's health check once."""
    looking = await asyncio.create_subprocess_exec(
        sys.executable, *looks[1:], stderr=asyncio.subprocess.DEVNULL
    )
    return await looking.wait() == 0


async def test_the_image_starts_as_its_user_with_a_root_that_is_read_only(
    slack: tuple[Workspace, Server], folder: Path
) -> None:
    if reason := why_not():
        pytest.skip(reason)
    workspace, server = slack
    for name in ("data", "held"):
        (folder / name).mkdir()
    os.chown(folder / "data", int(user_id()), int(user_id()))
    port = str(free_port())
    (set_by_the_image,) = re.findall(r"^ENV (.*)$", DOCKERFILE, re.MULTILINE)
    surroundings = {
        "PATH": os.environ["PATH"],
        "VENV": sys.prefix,
        "BASE": sys.base_prefix,
        "HELD": str(folder / "held"),
        "DATA": str(folder / "data"),
        "USER_ID": user_id(),
        "HOME": str(folder / "data"),
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "FORTNIGHT_SLACK_API_URL": server.api_url,
    } | dict(pair.split("=", 1) for pair in re.findall(r"\w+=\S+", set_by_the_image))
    surroundings["FORTNIGHT_HTTP"] = surroundings["FORTNIGHT_HTTP"].replace("3000", port)
    start = ("unshare", "--mount", "--", "sh", "-c", INSIDE, "sh")
    looks = [word.replace("3000", port) for word in words("CMD")]

    process = await asyncio.create_subprocess_exec(
        *start, *words("ENTRYPOINT"), *words("^CMD"), env=surroundings, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(50):
            while not server.socket_mode.is_connected and process.returncode is None:
                await workspace.changes.next()
        uid = user_of(process.pid)
        async with asyncio.timeout(20):
            while not await is_healthy(looks):
                pass
        touch = await asyncio.create_subprocess_exec(
            *start, "touch", "/etc/hostname", env=surroundings, stderr=asyncio.subprocess.DEVNULL
        )
        assert await touch.wait() != 0, "the root is read-only"
    finally:
        if process.returncode is None:
            process.terminate()
        _, said = await process.communicate()

    assert uid == user_id()
    assert process.returncode == 0, said.decode()[-2000:]
    assert (folder / "data/fortnight.db").exists()


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here (Debian: systemd)")
    text = (ROOT / "examples/fortnight.service").read_text(encoding="utf-8")
    unit = tmp_path / "fortnight.service"
    command = shlex.quote(str(Path(sys.prefix) / "bin/fortnight"))
    unit.write_text(text.replace("/opt/fortnight/.venv/bin/fortnight", command), encoding="utf-8")

    verified = subprocess.run(  # noqa: S603 - our own words
        ["systemd-analyze", "verify", str(unit)],  # noqa: S607 - the system's
        check=False,
        capture_output=True,
        text=True,
    )

    assert (verified.returncode, verified.stderr) == (0, "")
