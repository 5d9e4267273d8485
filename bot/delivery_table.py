"""The table of deliveries that `fortnight deliveries` prints."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.table import Table
from rich.text import Text

from rollouts.deliveries import Action, Delivery
from rollouts.servers import Server
from rollouts.usecases.upcoming import DeliveryList
from views.posts.deliveries import kind_words, subject

COLUMNS = ("due", "what", "where", "state", "tries", "finished", "reason")


def delivery_table(found: DeliveryList) -> Table:
    """Lay deliveries out, one line each; times are those of the workspace's zone."""
    timezone = found.policy.timezone
    zone = ZoneInfo(timezone)
    table = Table(box=None, pad_edge=False, header_style="bold", caption=f"Times are those of {timezone}.")
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for each in found.deliveries:
        table.add_row(
            _time(each.due_at, zone),
            Text(_what(each, found.servers)),
            Text(each.key.channel),
            _state(each, is_stuck=each in found.stuck),
            str(each.attempts),
            _time(each.finished_at, zone) if each.finished_at else "",
            Text(each.reason.replace("_", " ")),
        )
    return table


def _what(delivery: Delivery, servers: tuple[Server, ...]) -> str:
    update = f" (update {delivery.key.revision})" if delivery.action is Action.UPDATE else ""
    return f"{subject(delivery)} {kind_words(delivery.key.announcement, servers)}{update}"


def _state(delivery: Delivery, *, is_stuck: bool) -> Text:
    return Text(f"{delivery.state}, needs help", "bold") if is_stuck else Text(delivery.state)


def _time(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
