"""Quantities in text: numbers, money, percentages, dates and times, in digits and in words."""
