"""``python -m flows.cli``: the command without its installed script."""

from __future__ import annotations

from flows.cli.main import main

main()
