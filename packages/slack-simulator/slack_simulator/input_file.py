"""Reads what somebody wrote in YAML or JSON, and names the place of what is wrong in it."""

from collections.abc import Collection
from pathlib import Path

import yaml

from slack_simulator.records import JSON


class InputError(ValueError):
    """What somebody wrote cannot be used; the message is a sentence for them."""


def load(file: Path) -> JSON:
    """Return the mapping that a file holds. Raises InputError with a sentence that names the file."""
    try:
        content: object = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{file} is not a text file in UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
        raise InputError(f"{file} is not valid YAML or JSON{line}: {error.problem}.") from None
    except yaml.YAMLError as error:
        raise InputError(f"{file} is not valid YAML or JSON: {error}.") from None
    if not isinstance(content, dict):
        raise InputError(f"{file} does not hold a mapping of names to values.")
    return content


class Section:
    """One mapping of the file, which knows where it stands, such as ``features.slash_commands[0]``.

    What is asked for and absent, or of another type, raises InputError with a sentence.
    """

    def __init__(self, content: object, place: str = "") -> None:
        if not isinstance(content, dict):
            raise InputError(f"{place or 'The file'} is not a mapping of names to values.")
        self._content = content
        self._place = place

    def has(self, name: str) -> bool:
        """Whether there is anything under that name."""
        return self._content.get(name) is not None

    def section(self, name: str) -> "Section":
        """Return the mapping under that name; an empty one when there is none."""
        return Section(self._content[name] if self.has(name) else {}, self.place_of(name))

    def sections(self, name: str) -> list["Section"]:
        """Return the mappings in the list under that name."""
        place = self.place_of(name)
        return [Section(one, f"{place}[{number}]") for number, one in enumerate(self._list(name))]

    def texts(self, name: str) -> list[str]:
        """Return the list of texts under that name."""
        found = self._list(name)
        if not all(isinstance(one, str) for one in found):
            raise InputError(f"{self.place_of(name)} is not a list of texts.")
        return [str(one) for one in found]

    def text(self, name: str, default: str | None = None) -> str:
        """Return the text under that name. Without a default there has to be one."""
        value = self._content.get(name)
        if value is None and default is not None:
            return default
        if value is None or value == "":
            raise InputError(f"{self.place_of(name)} is missing.")
        if not isinstance(value, str):
            raise InputError(f"{self.place_of(name)} is not a text; put it into quotation marks.")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return the truth value under that name."""
        value = self._content.get(name, default)
        if not isinstance(value, bool):
            raise InputError(f"{self.place_of(name)} is neither true nor false.")
        return value

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Raise InputError when there is a name that nobody reads: it was probably mistyped."""
        for name in self._content:
            if name not in known:
                raise InputError(f"{self.place_of(name)} is not known. There is: {', '.join(known)}.")

    def place_of(self, name: object) -> str:
        """Return where the name stands in the file."""
        return f"{self._place}.{name}" if self._place else str(name)

    def _list(self, name: str) -> list[object]:
        found = self._content.get(name)
        if found is None:
            return []
        if not isinstance(found, list):
            raise InputError(f"{self.place_of(name)} is not a list.")
        return found
