"""Dates as sources print them, as ISO strings of what is known."""

import re

from lxml import etree

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905
}
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d|21\d\d)\b")
_WORD = re.compile(r"[A-Za-z]{3,}")
_DAY = re.compile(r"\b([0-3]?\d)\b")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")


def iso_date(element: etree._Element) -> str:
    """The date of an element with Year, Month, Day or MedlineDate children, empty where it holds none."""
    year = month = day = ""
    for child in element:
        tag, text = child.tag, (child.text or "").strip()
        if tag == "Year":
            year = text
        elif tag == "Month":
            month = text
        elif tag == "Day":
            day = text
        elif tag == "MedlineDate":
            return read_date(text)
    return join_date(year, month, day)


def join_date(year: str, month: str, day: str) -> str:
    """An ISO date from its parts as printed; what is unknown or impossible is left off.

    >>> join_date("2025", "Apr", "9"), join_date("2025", "", "9"), join_date("2025", "13", "")
    ('2025-04-09', '2025', '2025')
    """
    if not (year.isdigit() and len(year) == 4):
        return ""
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
    if not 1 <= number <= 12:
        return year
    if day.isdigit() and 1 <= int(day) <= 31:
        return f"{year}-{number:02d}-{int(day):02d}"
    return f"{year}-{number:02d}"


def read_date(text: str) -> str:
    """An ISO date from free text, from the first year on; seasons and ranges give what is certain.

    >>> read_date("2000 Nov-Dec"), read_date("2013 Jul 31"), read_date("Spring 1998"), read_date("2017/03/04 06:00")
    ('2000-11', '2013-07-31', '1998', '2017-03-04')
    """
    if match := _ISO.search(text):
        return join_date(match[1], match[2], match[3] or "")
    if not (year := _YEAR.search(text)):
        return ""
    word = _WORD.search(text)
    month = word[0] if word and word[0][:3].lower() in _MONTHS else ""
    day = _DAY.search(text[: year.start()] + text[year.end() :]) if month and "-" not in text else None
    return join_date(year[1], month, day[1] if day else "")


def year_of(date: str) -> int | None:
    """The year of an ISO date, None where there is none."""
    return int(date[:4]) if date else None
