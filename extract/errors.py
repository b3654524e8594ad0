"""The one way a file fails to be read."""

from extract.message import Message


class UnreadableError(Exception):
    """The file cannot be opened at all.

    code: machine name of the cause, e.g. ``encrypted``, ``damaged``, ``not-what-it-claims``, ``empty``,
          ``too-large``, ``scan``, ``unsupported``.
    message: the cause in words, without the file's name (the caller knows it and puts it in front).
    """

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(f"{code}: {message.en}")
        self.code = code
        self.message = message
