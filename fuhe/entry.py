"""Where the command begins: until the command line is loaded nothing is open, and a signal just ends the process."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started it has seen to it
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from fuhe.cli import main

__all__ = ["main"]
