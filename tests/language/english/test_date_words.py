from __future__ import annotations

from language.date_words import RelativeDate
from language.english.date_words import DATES


def test_days_weeks_months_and_years_from_now() -> None:
    said = "Yesterday he spoke of next week, this month and last year; today is the day."
    assert set(DATES.relative(said)) == {
        RelativeDate("day", -1),
        RelativeDate("week", 1),
        RelativeDate("month", 0),
        RelativeDate("year", -1),
        RelativeDate("day", 0),
    }
    assert not list(DATES.relative("The last days of the yearlings"))
