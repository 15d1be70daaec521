"""The process of the ``polydigest`` command; ``python -m flows.cli`` is the same."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until the command answers signals itself, Ctrl-C ends it without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from flows.cli.main import main

if __name__ == "__main__":
    main()
