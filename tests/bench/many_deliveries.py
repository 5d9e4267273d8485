"""Deliveries by the million: made by the database itself, most of them sent long ago."""

from datetime import datetime

from sqlalchemy import Engine, text

EACH_TOPIC = 1_000
"""Deliveries of one release: 100 channels, 5 announcements, 2 revisions."""

OPEN_EACH = 100
"""One of so many is planned for later; of a million one of a thousand, as plans don't grow with the past."""

TIMES = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', '{until}', '{sign}' || number || ' minutes')",
    "postgresql": "timestamptz '{until}+00' {sign} number * interval '1 minute'",
}

RESTS = {"sqlite": "({} % {})", "postgresql": "mod({}, {})"}
"""What is left after a division; psycopg would take a `%` for the place of a parameter."""

FILL = """
WITH RECURSIVE
    counted AS (SELECT 1 AS number UNION ALL SELECT number + 1 FROM counted WHERE number < {rows}),
    known AS (SELECT number, {step_rest} = 0 AS is_open FROM counted)
INSERT INTO deliveries (
    workspace, topic, channel, kind, server, number, revision, action,
    state, due_at, attempts, searches, started_at, finished_at,
    message_channel, message_id, thread, reason
)
SELECT
    'T0BENCH', 'release:' || (number / {each}), 'C' || {hundredth}, 'reminder', 'server ' || {fifth}, -1,
    {half}, 'post',
    CASE WHEN is_open THEN 'planned' WHEN {twentieth} = 1 THEN 'skipped' ELSE 'sent' END,
    CASE WHEN is_open THEN {later} ELSE {earlier} END,
    1, 0, {earlier}, {earlier},
    'C' || {hundredth}, '1790000000.' || number, NULL, ''
FROM known
"""


def fill(engine: Engine, *, rows: int, until: datetime) -> None:
    """Insert that many deliveries into the workspace `T0BENCH`; those not open were due before `until`."""
    kind = engine.dialect.name
    time = TIMES[kind].format
    rest = RESTS[kind].format
    until_text = f"{until:%Y-%m-%d %H:%M:%S}"
    statement = FILL.format(
        rows=rows,
        each=EACH_TOPIC,
        step_rest=rest("number", max(OPEN_EACH, rows // 1_000)),
        hundredth=rest("number", 100),
        twentieth=rest("number", 20),
        fifth=rest("number / 100", 5),
        half=rest("number / 500", 2),
        earlier=time(until=until_text, sign="-"),
        later=time(until=until_text, sign="+"),
    )
    with engine.begin() as connection:
        if kind == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.execute(text(statement))
    if kind == "postgresql":
        # The server does this by itself within a minute or so.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE deliveries")
