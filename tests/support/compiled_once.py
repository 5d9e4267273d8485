"""SQL that was compiled for one database of the tests is taken for all: a process of them opens a thousand.

Compiling was a sixth of what a test over a real file costs. Fortnight itself opens one database, and compiles
each statement once anyway.
"""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

_compiled: LRUCache[object, object] = LRUCache(2000)
_dialects: list[Dialect] = []


@event.listens_for(Engine, "engine_connect")
def _take_what_was_compiled(connection: Connection) -> None:
    """Give the engine the dialect of the first file: what was compiled is found by it."""
    engine = connection.engine
    if engine.dialect.name != "sqlite" or engine.get_execution_options().get("compiled_cache") is _compiled:
        return
    _dialects[:] = _dialects or [engine.dialect]
    (engine.dialect,) = _dialects
    engine.update_execution_options(compiled_cache=_compiled)
