"""NCBI's off-peak hours: weekends, and 21:00 to 05:00 US Eastern on weekdays; large jobs belong there."""

from datetime import UTC, datetime, timedelta

_EVENING, _MORNING = 21, 5


def is_off_peak(moment: datetime) -> bool:
    """True at weekends and between 21:00 and 05:00 US Eastern.

    >>> is_off_peak(datetime(2026, 11, 20, 17, 0, tzinfo=UTC))  # a Friday noon in New York
    False
    """
    local = eastern(moment)
    return local.weekday() >= 5 or local.hour >= _EVENING or local.hour < _MORNING


def next_off_peak(moment: datetime) -> datetime:
    """The moment itself if it is off-peak, else the next 21:00 US Eastern, in UTC."""
    if is_off_peak(moment):
        return moment
    local = eastern(moment)
    return moment + (local.replace(hour=_EVENING, minute=0, second=0, microsecond=0) - local)


def eastern(moment: datetime) -> datetime:
    """The clock of New York, without a time zone: UTC-5, and UTC-4 in summer.

    Summer time runs from 02:00 standard time on March's second Sunday to 02:00 daylight time on November's first
    (the Energy Policy Act of 2005). Computed here, because a slim container has no time zone database.
    """
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    begins = _sunday(utc.year, 3, 2) + timedelta(hours=7)
    ends = _sunday(utc.year, 11, 1) + timedelta(hours=6)
    return utc - timedelta(hours=4 if begins <= utc < ends else 5)


def _sunday(year: int, month: int, number: int) -> datetime:
    first = datetime(year, month, 1)  # noqa: DTZ001 - a day of the calendar, not a moment
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))
