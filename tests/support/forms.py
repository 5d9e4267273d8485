"""Forms that open at once and are filled in a moment later."""

from slack_simulator import Message, View, Workspace
from slack_simulator.testing import Driver, Person


async def ready_form(workspace: Workspace, person: Person, opened: Message | View) -> View:
    """Wait until the window that the person opened has become a form, and return it."""
    assert isinstance(opened, View), "that opens no form"
    await Driver(workspace).until(lambda: any(block["type"] == "input" for block in opened.blocks))
    form = person.form()
    assert form is opened
    return form


async def resolves(
    workspace: Workspace, person: Person, case: Message, line: str = "The cache was full"
) -> None:
    """Let the person resolve the case whose first message that is, as fixed by the vendor."""
    form = await ready_form(workspace, person, await person.clicks("Resolve", on=case))
    await person.fills(form, {"In one line": line})
    assert (await person.submits(form)).closed
