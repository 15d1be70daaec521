"""The ``polydigest`` command: a module a command, each of which imports late what it needs."""

from __future__ import annotations

import os
import warnings

from flows import ROOMS

# Prefect reads its settings when it is first imported.
os.environ.setdefault("PREFECT_LOGGING_EXTRA_LOGGERS", ",".join(ROOMS))
os.environ.setdefault("TQDM_DISABLE", "1")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
# It goes on without; nothing of a run is kept there.
warnings.filterwarnings("ignore", "Failed to create the Prefect home directory")
