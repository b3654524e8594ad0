"""A lock that goes with its process, however that ends."""

import os


def lock(file: int) -> None:
    """Lock an open file, by its number, against all other processes. Raises OSError where one of them holds it."""
    if os.name == "nt":
        import msvcrt

        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # unlike flock's, not held on by children of a killed run
