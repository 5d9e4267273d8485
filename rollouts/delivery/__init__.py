"""From a planned row to a posted message: claiming, recording, searching, resolving, paused channels."""
