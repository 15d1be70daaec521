"""``polydigest profiles``."""

from __future__ import annotations

from flows.cli.output import print_table


def profiles() -> None:
    """List the shipped profiles."""
    from digests.profile import load_profile, profile_names

    rows = []
    for name in profile_names():
        profile = load_profile(name)
        translators = dict.fromkeys(
            f"{target}: {spec.name}" for target, spec in profile.translators.items()
        )
        rows.append((name, profile.summariser.name, "\n".join(translators), profile.description))
    print_table(("profile", "summariser", "translators", "for"), rows)
