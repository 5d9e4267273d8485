"""Weekends and public holidays of a country."""

from datetime import date


class CountryDaysOff:
    """The weekend and public holidays of a country, or of a region of it ("DE-BY").

    Where the weekend is not Saturday and Sunday, and where a Saturday is worked for a bridge day, `holidays`
    knows it.
    """

    def __init__(self, code: str) -> None:
        import holidays  # noqa: PLC0415 - slow to load, and for a country alone

        country, _, region = code.partition("-")
        self._days = holidays.country_holidays(country, subdiv=region or None)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and not self._days.is_working_day(day)
