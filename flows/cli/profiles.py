"""``polydigest profiles``."""

from __future__ import annotations


def profiles() -> None:
    """List the shipped profiles."""
    from rich.console import Console
    from rich.table import Table

    from digests.profile import load_profile, profile_names

    table = Table("profile", "summariser", "translators", "for")
    for name in profile_names():
        profile = load_profile(name)
        translators = dict.fromkeys(
            f"{target}: {spec.name}" for target, spec in profile.translators.items()
        )
        table.add_row(name, profile.summariser.name, "\n".join(translators), profile.description)
    Console().print(table)
