"""What a result depends on besides the content of a file, named so that it changes by itself when the code does."""

from __future__ import annotations

import json
import os
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from fuhe import __version__
from fuhe.settings import Settings

_SUFFIXES = (".py", ".toml")
_READERS = ("lxml", "pypdfium2", "rapidfuzz", "rapidocr", "onnxruntime")


@cache
def reader() -> str:
    """The name of all that turns bytes into a Report: our code and the libraries that read."""
    return _name(_code("extract"), _code("normalize"), *map(_installed, _READERS))


@cache
def result(settings: Settings) -> str:
    """The name of all that turns bytes into findings: the reader, the rules, what was asked for."""
    some = [[one.glob, one.profile, sorted(one.codes or ()), sorted(one.ignored)] for one in settings.overrides]
    return _name(__version__, reader(), _code("validate"), settings.profile, sorted(settings.codes), some)


def _name(*parts: object) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()[:16]


@cache
def _code(package: str) -> str:
    """A digest of the files of one of our packages."""
    digest = sha256()
    for place in import_module(package).__path__:
        for folder, folders, names in os.walk(place):
            folders.sort()
            for name in sorted(names):
                if name.endswith(_SUFFIXES):
                    with open(os.path.join(folder, name), "rb") as file:
                        digest.update(file.read())
    return digest.hexdigest()


def _installed(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
