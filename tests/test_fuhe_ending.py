"""A run that is asked to end, at whatever moment: one exit code, one sentence, nothing half done, no process left."""

import fcntl
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from results import CORPUS, FUHE, SEED, fuhe

if sys.platform == "win32":
    pytest.skip("signals as POSIX has them", allow_module_level=True)

CODES = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}
SENDING = """
import os, shutil, signal, sys, click
from fuhe import cli, ending, pool
from fuhe.store import recording

def send(*_):
    os.kill(os.getpid(), signal.{name})

def before(home, name):
    whole = getattr(home, name)
    def sending(*words, **more):
        send()
        return whole(*words, **more)
    setattr(home, name, sending)

def twice(*_):
    try:
        send()
    finally:
        send()

def converted(*_):
    try:
        send()
    except BaseException as error:  # as Python 3.11 does in __set_name__
        raise OSError("no space left") from error

class Last:
    def __del__(self):
        send()

def swallowed():
    ending.obey()
    Last()  # what is raised here, Python only remarks on

{moment}
cli.main({words})
"""
CHECK = ["check", "in", "-o", "out.txt", "-j", "2"]
SCAN = ["scan", "in", "--store", "s.db", "-o", "out.txt", "-j", "2"]
CONVERT = ["convert", "in.zip", "-o", "out"]
ANNOTATE = ["annotate", "in/a.docx", "-o", "out.docx"]
MOMENTS = {
    "what is raised is swallowed": "swallowed()",
    "a child is started": "os.register_at_fork(after_in_parent=send, after_in_child=send)",
    "a child has its task": "before(pool._Worker, 'hear')",
    "the children are ended": "before(pool._Worker, 'end')",
    "the drafts are cleared": "before(shutil, 'rmtree')",
    "all is written": "os.fsync = twice",
    "the output takes its place": "before(os, 'replace')",
    "it says that it ends": "swallowed(); before(click, 'echo')",
    "what is raised becomes an error": "cli.configuration = converted",
    "what is raised becomes a refusal": "os.replace = converted",
    "a file is recorded": "before(recording, 'astuple')",
}


@pytest.fixture(autouse=True)
def _attentive() -> Iterator[None]:
    """What is started here hears its signals, though a shell that tests in the background had them ignored."""
    kept = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in CODES}
    yield
    for name, handler in kept.items():
        signal.signal(getattr(signal, name), handler)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for name in ("a", "b"):
            (tmp_path / "in" / f"{name}.docx").write_bytes(SEED.read_bytes() + b"\0" * ord(name))
            archive.write(SEED, f"{name}.docx")
    return tmp_path


def at_work(folder: Path) -> list[int]:
    """The processes that live in a folder; waits for those that are about to go."""
    until = time.monotonic() + 60
    while (found := [pid for pid in _processes() if _lives_in(pid, folder)]) and time.monotonic() < until:
        time.sleep(0.02)
    return found


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()] if os.path.isdir("/proc") else []


def _lives_in(pid: int, folder: Path) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z" and os.readlink(f"/proc/{pid}/cwd") == str(folder)
    except OSError:
        return False


def hidden(folder: Path) -> list[str]:
    return [name for _, folders, files in os.walk(folder) for name in (*folders, *files) if name.startswith(".")]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        *((moment, words) for moment in list(MOMENTS)[:5] for words in (CHECK, SCAN, CONVERT)),
        *(("all is written", words) for words in (CHECK, ANNOTATE)),
        *(("the output takes its place", words) for words in (CHECK, CONVERT, ANNOTATE)),
        *(("it says that it ends", words) for words in (CHECK, SCAN)),
        ("what is raised becomes an error", CHECK),
        ("what is raised becomes a refusal", CHECK),
        ("a file is recorded", SCAN),
    ],
    ids=lambda one: one[0] if isinstance(one, list) else one.replace(" ", "-"),
)
def test_a_wish_to_end_is_heeded_whenever_it_comes(folder: Path, moment: str, words: list[str]) -> None:
    name = "SIGTERM" if words is SCAN else "SIGINT"
    script = SENDING.format(name=name, moment=MOMENTS[moment], words=words)
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if not line.startswith(("已记入的都在", "已加注", "文件 "))]
    assert (said, done.returncode) == (["已中断"], CODES[name])
    assert not hidden(folder)
    assert not at_work(folder)
    if moment != "the drafts are cleared":
        assert not (folder / words[words.index("-o") + 1]).is_file()
    if words is SCAN and (folder / "s.db").exists():
        base = sqlite3.connect(folder / "s.db")
        assert base.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        base.close()
        assert fuhe(*SCAN, cwd=folder).returncode in (0, 1)


@pytest.mark.parametrize("name", CODES)
def test_a_run_that_waits_for_a_file_ends_with_its_readers(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "never.docx")  # its reader waits for someone to write
    words = [str(FUHE), "check", "never.docx", str(SEED), "-o", "out.txt"]
    with subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as going:
        while len([pid for pid in _processes() if _lives_in(pid, tmp_path)]) < 2:
            assert going.poll() is None
            time.sleep(0.01)
        going.send_signal(getattr(signal, name))
        assert going.communicate()[1] == "已中断\n"
    assert going.returncode == CODES[name]
    assert not at_work(tmp_path)
    assert os.listdir(tmp_path) == ["never.docx"]


def test_a_signal_before_the_command_line_is_loaded_just_ends_the_process() -> None:
    script = """
import os, signal, sys
class Loading:
    def find_spec(self, name, *_):
        if name == "fuhe.cli":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Loading())
import fuhe.entry
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


def test_it_ends_though_nobody_reads_what_it_says(tmp_path: Path) -> None:
    words = [str(FUHE), "check", str(CORPUS), "--format", "json", "-q"]
    told, said = os.pipe(), os.pipe()  # the one is soon full, the other one has nobody at its end
    going = subprocess.Popen(words, cwd=tmp_path, stdout=told[1], stderr=said[1])
    os.close(said[0])
    os.close(said[1])
    while not struct.unpack("i", fcntl.ioctl(told[0], termios.FIONREAD, b"\0" * 4))[0]:
        assert going.poll() is None
        time.sleep(0.01)
    going.send_signal(signal.SIGHUP)
    assert going.wait() == CODES["SIGHUP"]
    os.close(told[0])
    os.close(told[1])
    assert not at_work(tmp_path)


DRAWING = """
from pathlib import Path
from fuhe.drafts import drafts
with drafts(Path(".")) as folder:
    (folder / "out.txt").write_text("half")
    print(flush=True)
    input()
"""


def test_what_a_killed_run_left_is_cleared_by_the_next_and_what_is_at_work_stays(tmp_path: Path) -> None:
    words = [sys.executable, "-c", DRAWING]
    with subprocess.Popen(words, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as going:
        assert going.stdout
        going.stdout.readline()
        assert len(hidden(tmp_path)) == 1
        assert fuhe("check", SEED, "-o", "out.txt", cwd=tmp_path).returncode == 1
        assert len(hidden(tmp_path)) == 1
        going.kill()
    assert len(hidden(tmp_path)) == 1
    assert fuhe("convert", SEED, "-o", ".", cwd=tmp_path).returncode == 0
    assert not hidden(tmp_path)
    assert (tmp_path / "out.txt").stat().st_size > 1000


def test_a_pipe_is_written_to_and_a_link_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    words = [str(FUHE), "check", str(SEED), "-o", "pipe"]
    with subprocess.Popen(words, cwd=tmp_path) as going:
        assert "A01" in (tmp_path / "pipe").read_text("utf-8")
    assert going.returncode == 1
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "there").mkdir()
    (tmp_path / "latest.txt").symlink_to("there/1.txt")
    fuhe("check", SEED, "-o", "latest.txt", cwd=tmp_path)
    assert (tmp_path / "latest.txt").is_symlink()
    assert "A01" in (tmp_path / "there" / "1.txt").read_text("utf-8")
