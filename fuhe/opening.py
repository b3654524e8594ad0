"""A file's bytes opened, with the passwords that were given."""

from extract.errors import UnreadableError
from extract.model import Document
from extract.reading import read


def opened(data: bytes, name: str, passwords: tuple[str, ...] = ()) -> Document:
    """The document in the bytes; encrypted ones are tried with each password. Raises UnreadableError."""
    try:
        return read(data, name)
    except UnreadableError as error:
        if error.code != "encrypted" or not passwords:
            raise
        return _decrypted(data, name, passwords)


def _decrypted(data: bytes, name: str, passwords: tuple[str, ...]) -> Document:
    for password in passwords[:-1]:
        try:
            return read(data, name, password=password)
        except UnreadableError as error:
            if error.code != "encrypted":
                raise
    return read(data, name, password=passwords[-1])
