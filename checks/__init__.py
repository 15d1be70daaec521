"""Checks: named verdicts on one sentence.

A check is a small frozen dataclass in a module of ``checks.summary`` or ``checks.translation``; its
fields are the settings that a profile can tune. A line in ``checks.registry`` makes it known.
"""
