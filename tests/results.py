"""Results of files built by hand, and the installed command, for the tests of what people are shown."""

import os
import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from extract.message import Message
from extract.reading import read
from forms import report
from fuhe.results import FileResult, Origin, failed
from normalize.model import Form
from normalize.recognise import recognise
from validate.audit import audit

FUHE = Path(sys.executable).parent / "fuhe"
CORPUS = Path(__file__).parent.parent / "corpus" / "documents"
SEED = CORPUS / "seed.docx"


def result(*forms: Form, path: str = "2022/report.docx", **prose: Any) -> FileResult:
    """The result of a file that holds these forms."""
    name = path.rpartition("/")[2]
    return FileResult(Origin(path, name, "ab" * 32, "docx", 47295), "ok", (), audit(report(*forms, **prose)))


@cache
def _seed() -> tuple[Form, ...]:
    return recognise(read(SEED.read_bytes(), SEED.name)).forms


def seed(number: int) -> Form:
    """Form 1 (社会管理) or 2 (公共服务) of the seed as it is read."""
    return _seed()[number - 1]


def broken(path: str = "bad.docx") -> FileResult:
    """The result of a file that could not be read."""
    return failed(Origin(path, path, "cd" * 32, None, 12), "damaged", Message("文件已损坏", "the file is damaged"))


def with_rate(form: Form, text: str) -> Form:
    """The form with another printed execution rate."""
    line = form.funds[0]
    assert line.execution_rate is not None
    rate = replace(line.execution_rate, text=text, number=Decimal(text.rstrip("%")))
    return replace(form, funds=(replace(line, execution_rate=rate), *form.funds[1:]))


def fuhe(*words: str | Path, cwd: Path | None = None, stdin: bytes = b"", **environ: str) -> Any:
    """The installed command run with these words; texts are UTF-8."""
    clean = {key: one for key, one in os.environ.items() if not key.startswith(("FUHE_", "COVERAGE"))}
    return subprocess.run(
        [str(FUHE), *map(str, words)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=clean | {"PYTHONUTF8": "1"} | environ,
        check=False,
    )
