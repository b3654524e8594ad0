"""The nightly scan: incremental, resumable, with history; nothing lost, nothing half recorded."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections import Counter
from contextlib import suppress
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple, NoReturn

import pytest

from extract.errors import UnreadableError
from fuhe import versions
from fuhe.guard import Bounds
from fuhe.inputs import Input, find, read_bytes
from fuhe.notify import News, notify, shown
from fuhe.settings import Settings
from fuhe.store import recording, views
from fuhe.store.database import connect
from fuhe.store.scanning import Scan
from results import CORPUS, FUHE, SEED, fuhe

OTHER = CORPUS / "seed-running-on.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        put(SEED, tmp_path / "in" / f"{name}.docx")
    return tmp_path


def put(source: Path, target: Path, age: int = 60) -> None:
    """A copy that has lain there for a while."""
    shutil.copy(source, target)
    then = time.time() - age
    os.utime(target, (then, then))


def scan(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    told: subprocess.CompletedProcess[bytes] = fuhe("scan", "in", "--store", "s.db", "-q", *words, cwd=folder)
    return told


def query(folder: Path, sql: str) -> list[tuple[object, ...]]:
    base = sqlite3.connect(folder / "s.db")
    try:
        return base.execute(sql).fetchall()
    finally:
        base.close()


class Told(NamedTuple):
    """What the last run says: the findings themselves, and how many of the others."""

    new: tuple[views.Known, ...]
    gone: tuple[views.Known, ...]
    changed: tuple[views.Known, ...]
    unchanged: int
    stale: int
    decided: int


def difference(folder: Path) -> Told:
    base = connect(str(folder / "s.db"))
    run = views.run_named(base, None)
    diff = views.difference(base, run - 1 if run > 1 else None, run, "2026-01-01", most=10_000)
    sections = (diff.new, diff.gone, diff.changed)
    assert [one.open.total() for one in sections] == [len(one.shown) for one in sections]
    return Told(*(one.shown for one in sections), diff.unchanged, diff.stale, diff.decided)


def test_the_second_scan_reads_nothing_and_reports_nothing_new(folder: Path) -> None:
    first = scan(folder)
    assert first.returncode == 1
    assert "新增" in first.stdout.decode()
    assert query(folder, "SELECT count(*) FROM results") == [(1,)]  # twins are read once
    assert {row[0] for row in query(folder, "SELECT path FROM files")} == {"in/a.docx", "in/b.docx"}
    second = scan(folder, "--timeout", "0.0001")  # too short to read anything
    assert second.returncode == 0, second.stdout.decode()
    diff = difference(folder)
    assert not diff.new
    assert not diff.gone
    assert diff.unchanged
    digests = query(folder, "SELECT digest FROM runs")
    assert digests[0] == digests[1]


def test_new_gone_and_changed_findings_are_told_apart(folder: Path) -> None:
    (folder / "in" / "b.docx").unlink()
    scan(folder)
    put(OTHER, folder / "in" / "a.docx", age=50)
    told = scan(folder, "--fail-on", "warning")
    assert told.returncode == 1
    diff = difference(folder)
    assert {one.rule for one in diff.new} == {"D01"}
    put(SEED, folder / "in" / "a.docx", age=40)
    assert scan(folder).returncode == 0
    assert {one.rule for one in difference(folder).gone} == {"D01"}


def test_a_renamed_file_keeps_its_findings(folder: Path) -> None:
    (folder / "in" / "b.docx").unlink()
    scan(folder)
    (folder / "in" / "a.docx").rename(folder / "in" / "z.docx")
    assert scan(folder).returncode == 0
    assert not difference(folder).new
    assert not difference(folder).gone


def test_a_file_that_cannot_be_read_tonight_keeps_its_findings_as_stale(folder: Path) -> None:
    (folder / "in" / "b.docx").unlink()
    scan(folder)
    count = len(difference(folder).new)
    (folder / "in" / "a.docx").write_bytes(b"PK broken")
    assert scan(folder).returncode == 3
    diff = difference(folder)
    assert not diff.gone
    assert diff.unchanged == diff.stale == count
    put(SEED, folder / "in" / "a.docx", age=40)
    assert scan(folder).returncode == 0
    assert difference(folder).stale == 0


def test_a_finding_that_was_gone_does_not_come_back_with_an_unchanged_file(folder: Path) -> None:
    (folder / "in" / "b.docx").unlink()
    put(OTHER, folder / "in" / "a.docx")
    scan(folder)
    put(SEED, folder / "in" / "a.docx", age=40)
    scan(folder)
    scan(folder)
    base = connect(str(folder / "s.db"))
    assert "D01" not in {one.rule for one in views.findings(base, 3, "2026-01-01")}


def test_a_missing_root_fails_by_name_and_its_files_are_not_gone(folder: Path) -> None:
    (folder / "other").mkdir()
    put(OTHER, folder / "other" / "c.docx")
    words = ("scan", "in", "other", "--store", "s.db", "-q")
    assert fuhe(*words, cwd=folder).returncode == 1
    count = len(difference(folder).new)
    (folder / "other").rename(folder / "unmounted")
    told = fuhe(*words, cwd=folder)
    assert told.returncode == 3
    assert "other  not-found: 路径不存在" in told.stdout.decode()
    diff = difference(folder)
    assert (diff.new, diff.gone, diff.unchanged) == ((), (), count)
    assert diff.stale > 0
    (folder / "unmounted").rename(folder / "other")
    assert fuhe(*words, cwd=folder).returncode == 0
    assert (difference(folder).gone, difference(folder).stale) == ((), 0)


def test_what_stood_in_an_archive_is_not_gone_when_it_cannot_be_opened(folder: Path) -> None:
    archive = folder / "in" / "c.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.write(OTHER, "c.docx")
    scan(folder)
    whole = archive.read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])
    assert scan(folder).returncode == 3
    assert (difference(folder).new, difference(folder).gone) == ((), ())
    assert difference(folder).stale > 0
    archive.write_bytes(whole)
    assert scan(folder).returncode == 0
    assert (difference(folder).gone, difference(folder).stale) == ((), 0)


def test_a_store_in_a_missing_folder_is_refused_in_one_sentence(folder: Path) -> None:
    told = fuhe("scan", "in", "--store", "没有/s.db", cwd=folder)
    assert told.returncode == 2
    assert "文件夹不存在：没有" in told.stderr.decode()
    assert "Traceback" not in told.stderr.decode()
    assert not (folder / "没有").exists()


@pytest.mark.skipif(shutil.which("mount") is None or not hasattr(os, "geteuid") or os.geteuid(), reason="needs a mount")
def test_a_full_disk_is_told_in_one_sentence_and_the_next_scan_goes_on(folder: Path) -> None:
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk], check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        (disk / "full").write_bytes(b"x" * 300_000)
        words = ("scan", "in", "--store", "disk/s.db", "-q")
        told = fuhe(*words, cwd=folder)
        assert told.returncode == 2
        assert "无法写入" in told.stderr.decode()
        assert "Traceback" not in told.stderr.decode()
        (disk / "full").unlink()
        assert fuhe(*words, cwd=folder).returncode == 1
        base = sqlite3.connect(disk / "s.db")
        assert base.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert base.execute("SELECT count(*) FROM runs WHERE ended IS NOT NULL").fetchall() == [(1,)]
        base.close()
    finally:
        subprocess.run(["umount", disk], check=True)


def test_neither_store_nor_report_is_overwritten_by_the_summary(folder: Path) -> None:
    scan(folder)
    for name in ("s.db", "in/a.docx"):
        before = (folder / name).read_bytes()
        assert scan(folder, "-o", name).returncode == 2
        assert (folder / name).read_bytes() == before
    assert fuhe("diff", "--store", "s.db", "-o", "s.db", cwd=folder).returncode == 2


def test_two_scans_do_not_run_at_once(folder: Path) -> None:
    import fcntl

    with open(folder / "s.db.lock", "ab") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        told = scan(folder)
    assert told.returncode == 2
    assert "另一次扫描" in told.stderr.decode()


def test_a_change_of_rules_judges_anew_what_was_read_and_reads_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(settings: Settings) -> Counter[str]:
        version = versions.result(settings)
        number = recording.begin(base, version, ["in"], "2026-01-01")
        roomy = Bounds(memory=16_384)  # the child is a fork of the test runner, whatever that has loaded by then
        counts = Counter(Scan(base, number, settings, 1, roomy).all(find(("in",)).files))
        recording.finish(base, number, "2026-01-01")
        return counts

    def unexpected(*_: object) -> NoReturn:
        raise AssertionError("a file was opened")

    put(OTHER, folder / "in" / "b.docx")
    monkeypatch.chdir(folder)
    base = connect("s.db", create=True)
    assert run(Settings(codes=frozenset({"B01"}))) == {"ok": 2}
    monkeypatch.setattr("fuhe.examination.opened", unexpected)
    assert run(Settings()) == {"ok": 2}
    known = {(one.path, one.fingerprint) for one in views.findings(base, 2, "2026-01-01")}
    told = json.loads(fuhe("check", "in", "--format", "json", "--ignore", "G", cwd=folder).stdout)["reports"]
    alone = {(one["source"]["path"], each["fingerprint"]) for one in told for each in one["findings"]}
    assert {path for path, _ in known} == {"in/a.docx", "in/b.docx"}
    assert alone <= known


def test_reports_are_laid_side_by_side_as_check_does(folder: Path) -> None:
    retold(folder / "in" / "b.docx", "社会管理", "环境治理")
    retold(folder / "in" / "c.docx", "伍家岭", "四方坪")
    told = json.loads(fuhe("check", "in", "--format", "json", cwd=folder).stdout)["reports"]
    checked = {(one["source"]["path"], each["fingerprint"]) for one in told for each in one["findings"]}
    scan(folder)
    base = connect(str(folder / "s.db"))
    found = list(views.findings(base, 1, "2026-01-01"))
    assert {(one.path, one.fingerprint) for one in found} == checked
    assert {"G05", "G08", "G11"} <= {one.rule for one in found}
    scan(folder)
    assert (difference(folder).new, difference(folder).gone) == ((), ())
    (folder / "in" / "a.docx").unlink()
    scan(folder)
    assert {one.rule for one in difference(folder).gone if one.path != "in/a.docx"} >= {"G08", "G11"}


def test_a_file_that_took_too_long_is_let_alone_until_something_changes(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / "in" / f"{name}.docx").unlink()
    put(SEED.with_suffix(".pdf"), folder / "in" / "a.pdf")  # not read by the time anyone looks, on a busy machine too
    hurried = ("--timeout", "0.0001")
    assert "超过每个文件 0.0001 秒的时限\n" in scan(folder, *hurried).stdout.decode()
    again = scan(folder, *hurried)
    assert again.returncode == 3
    assert "自第 1 次扫描起隔离" in again.stdout.decode()
    assert "隔离" not in scan(folder, *hurried, "--retry").stdout.decode()
    assert scan(folder).returncode == 1
    assert query(folder, "SELECT * FROM quarantine") == []


def test_a_file_from_the_future_is_known_by_its_content_when_clocks_are_set_back(folder: Path) -> None:
    (folder / "in" / "b.docx").unlink()
    put(SEED, folder / "in" / "a.docx", age=-86_400)
    assert scan(folder).returncode == 1
    times = os.stat(folder / "in" / "a.docx")
    data = bytearray((folder / "in" / "a.docx").read_bytes())
    data[:4] = b"torn"  # the same size, and the same time of change once it is set again
    (folder / "in" / "a.docx").write_bytes(bytes(data))
    os.utime(folder / "in" / "a.docx", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert scan(folder).returncode == 3


def test_runs_follow_each_other_whatever_the_clock_says(folder: Path) -> None:
    clocks = ("4000000000", "1000000000", "2000000000")
    codes = [fuhe("scan", "in", "--store", "s.db", cwd=folder, SOURCE_DATE_EPOCH=one).returncode for one in clocks]
    assert codes == [1, 0, 0]
    assert len(set(query(folder, "SELECT digest FROM runs"))) == 1
    assert not difference(folder).new


def test_a_file_that_keeps_changing_is_no_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(b"first")
    kept, looks = os.fstat, iter(range(6))

    def growing(number: int) -> os.stat_result:
        with open(tmp_path / "a.docx", "ab") as file:
            file.write(b"." * next(looks))
        return kept(number)

    monkeypatch.setattr("fuhe.inputs.os.fstat", growing)
    with pytest.raises(UnreadableError) as caught:
        read_bytes(Input("a.docx", str(tmp_path / "a.docx")))
    assert caught.value.code == "unstable"
    monkeypatch.setattr("fuhe.inputs.os.fstat", kept)
    assert read_bytes(Input("a.docx", str(tmp_path / "a.docx"))).startswith(b"first.")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_a_scan_whose_processes_are_killed_at_any_moment_ends_as_a_calm_one(tmp_path: Path) -> None:
    names = ["seed.docx", "seed-running-on.docx", "seed.pdf"]
    hostile = ["bomb.docx", "span-huge.docx", "deep-tables.docx", "pages-loop.pdf", "many-lines.pdf", "cut-off.docx"]
    for home in ("calm", "chaos"):
        (tmp_path / home / "in").mkdir(parents=True)
        for n in range(12):
            target = tmp_path / home / "in" / f"{n:02}.{names[n % 3].rpartition('.')[2]}"
            put(CORPUS / names[n % 3], target)
            if n % 3 == 2:
                target.write_bytes(target.read_bytes() + b"\n%" + str(n).encode())
                os.utime(target, (time.time() - 60,) * 2)
        for name in hostile:
            put(CORPUS.parent / "hostile" / name, tmp_path / home / "in" / name)
    assert scan(tmp_path / "calm").returncode == 3
    dice = random.Random(7)
    for _ in range(5):
        words = [str(FUHE), "scan", "in", "--store", "s.db", "-q"]
        quiet = subprocess.DEVNULL
        going = subprocess.Popen(words, cwd=tmp_path / "chaos", stdout=quiet, stderr=quiet)
        for _ in range(dice.randrange(4)):
            time.sleep(dice.uniform(0.1, 0.6))
            kill_one_of(children(going.pid), dice)
        kill_one_of([going.pid], dice)
        going.wait()
    assert scan(tmp_path / "chaos").returncode == 3
    assert query(tmp_path / "chaos", "PRAGMA quick_check") == [("ok",)]
    told = "SELECT path, status, cause FROM files WHERE last_run = (SELECT max(id) FROM runs) ORDER BY path"
    assert query(tmp_path / "chaos", told) == query(tmp_path / "calm", told)
    calm, chaos = (
        query(tmp_path / home, "SELECT digest FROM runs ORDER BY id DESC LIMIT 1") for home in ("calm", "chaos")
    )
    assert calm == chaos


def test_what_failed_before_a_run_was_broken_off_is_tried_again_when_it_goes_on(folder: Path) -> None:
    scan(folder)
    (folder / "in" / "c.docx").write_bytes(b"PK broken")
    base = sqlite3.connect(folder / "s.db")
    with base:
        base.execute("UPDATE runs SET ended = NULL")
        base.execute("UPDATE files SET status = 'failed', cause = 'killed', key = 'unread:' WHERE path = 'in/a.docx'")
    base.close()
    assert scan(folder).returncode == 3
    told = query(folder, "SELECT path, status, first_run, last_run FROM files ORDER BY path")
    assert told == [("in/a.docx", "ok", 1, 1), ("in/b.docx", "ok", 1, 1), ("in/c.docx", "failed", 1, 1)]


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in listed.read_text().split()] if listed.exists() else []


def kill_one_of(pids: list[int], dice: random.Random) -> None:
    with suppress(ProcessLookupError):
        if pids:
            os.kill(dice.choice(pids), signal.SIGKILL)


def retold(target: Path, words: str, others: str) -> None:
    """The seed with other words in it."""
    with zipfile.ZipFile(SEED) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, source.read(name).replace(words.encode(), others.encode()))


def test_decisions_hold_until_the_values_change_and_the_log_shows_tampering(folder: Path) -> None:
    scan(folder)
    listed = fuhe("triage", "--store", "s.db", cwd=folder).stdout.decode()
    name = next(line.split()[0] for line in listed.splitlines() if "F19" in line)
    refused = fuhe("triage", name, "--dismiss", "--store", "s.db", cwd=folder)
    assert refused.returncode == 2
    done = fuhe("triage", name, "--dismiss", "--reason", "口径说明", "--by", "张三", "--store", "s.db", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert name not in fuhe("triage", "--store", "s.db", cwd=folder).stdout.decode()
    assert fuhe("verify-log", "--store", "s.db", cwd=folder).returncode == 0
    fuhe("triage", name, "--reopen", "--store", "s.db", cwd=folder)
    assert name in fuhe("triage", "--store", "s.db", cwd=folder).stdout.decode()
    base = sqlite3.connect(folder / "s.db")
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("UPDATE decisions SET reason = 'x'")
    base.execute("DROP TRIGGER decisions_stay")
    base.execute("UPDATE decisions SET reason = 'x' WHERE seq = 1")
    base.commit()
    base.close()
    assert fuhe("verify-log", "--store", "s.db", cwd=folder).returncode == 1


def test_runs_and_diff_answer(folder: Path) -> None:
    scan(folder)
    scan(folder)
    assert len(fuhe("runs", "--store", "s.db", cwd=folder).stdout.splitlines()) == 2
    assert "新增 0" in fuhe("diff", "--store", "s.db", cwd=folder).stdout.decode()
    assert fuhe("diff", "7", "9", "--store", "s.db", cwd=folder).returncode == 2
    assert fuhe("runs", "--store", "没有.db", cwd=folder).returncode == 2
    told = fuhe("runs", "--store", "in/a.docx", cwd=folder)
    assert (told.returncode, told.stderr.decode()) == (2, "错误：库文件 in/a.docx 无法使用：不是库文件\n")


def test_a_store_answers_in_the_language_it_is_asked_in(folder: Path) -> None:
    (folder / "in" / "c.docx").write_bytes(b"PK broken")
    assert scan(folder, "--lang", "en").returncode == 3
    assert scan(folder).returncode == 3
    assert query(folder, "SELECT count(DISTINCT digest), count(*) FROM runs") == [(1, 2)]
    for words in (("triage",), ("diff", "1", "1"), ("diff", "1")):
        zh, en = (fuhe(*words, "--store", "s.db", "--lang", lang, cwd=folder).stdout.decode() for lang in ("zh", "en"))
        assert len(zh.splitlines()) == len(en.splitlines())
        assert '["' not in zh + en
        assert ("请核对是否为同一项目" in zh) == ("F02" in zh) == (words != ("diff", "1", "1"))
        assert "请核对" not in en
        if words[0] == "diff":
            assert "not-what-it-claims: 扩展名为 .docx，内容实为纯文本" in zh
            assert "not-what-it-claims: named .docx, but its content is plain text" in en


def version(target: Path, rate: str, age: int = 60) -> None:
    """The seed with another execution rate: of one unit, project and year, but not the same report."""
    retold(target, "313.4%", rate)
    os.utime(target, (time.time() - age,) * 2)


def rates(found: tuple[views.Known, ...]) -> list[tuple[str, bool, bool]]:
    """Of the findings A01: the file, and which of the two wrong rates is spoken of."""
    return sorted((one.path, "331.4" in one.message, "399.9" in one.message) for one in found if one.rule == "A01")


def test_two_versions_of_a_report_in_a_folder_each_keep_their_findings(folder: Path) -> None:
    version(folder / "in" / "a.docx", "331.4%")
    version(folder / "in" / "b.docx", "399.9%")
    told = scan(folder).stdout.decode()
    assert rates(difference(folder).new) == [("in/a.docx", True, False), ("in/b.docx", False, True)]
    assert told.count("A01 in/") == 2
    version(folder / "in" / "b.docx", "388.8%", age=50)
    assert "~ [错误] A01 in/b.docx" in scan(folder).stdout.decode()
    assert [one.path for one in difference(folder).changed if one.rule == "A01"] == ["in/b.docx"]
    put(SEED, folder / "in" / "b.docx", age=40)
    scan(folder)
    assert [one.path for one in difference(folder).gone if one.rule == "A01"] == ["in/b.docx"]
    (folder / "in" / "a.docx").unlink()
    scan(folder)
    assert {one.path for one in difference(folder).gone} == {"in/a.docx"}
    assert rates(difference(folder).gone) == [("in/a.docx", True, False)]


def test_a_copy_that_is_moved_away_is_neither_new_nor_gone_but_a_further_copy_is_new(folder: Path) -> None:
    scan(folder)
    count = difference(folder).new
    (folder / "in" / "b.docx").rename(folder / "in" / "c.docx")
    scan(folder)
    assert (difference(folder).new, difference(folder).gone) == ((), ())
    assert difference(folder).unchanged == len(count)
    put(SEED, folder / "in" / "d.docx")
    scan(folder)
    assert {one.path for one in difference(folder).new} == {"in/d.docx"}
    assert len(difference(folder).new) * 2 == len(count)


def test_a_decision_on_one_of_two_versions_names_the_file(folder: Path) -> None:
    version(folder / "in" / "a.docx", "331.4%")
    version(folder / "in" / "b.docx", "399.9%")
    scan(folder, "--select", "A01")
    listed = fuhe("triage", "--store", "s.db", cwd=folder).stdout.decode().splitlines()
    assert listed[0].startswith("指纹")
    assert listed[-1] == "尚未处理的问题 2 个，涉及文件 2 个"
    name = listed[1].split()[0]
    words = ("triage", name, "--dismiss", "--reason", "口径", "--store", "s.db")
    refused = fuhe(*words, cwd=folder)
    assert refused.returncode == 2
    assert "--path" in refused.stderr.decode()
    assert fuhe(*words, "--path", "in/b.docx", cwd=folder).returncode == 0
    left = fuhe("triage", "--store", "s.db", cwd=folder).stdout.decode()
    assert "in/a.docx" in left
    assert "in/b.docx" not in left
    assert difference(folder).decided == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--confirm", "--dismiss", "--reason", "x"),
        ("--confirm", "--defer", "2999-01-01"),
        ("--defer", "2020-01-01"),
        ("--defer", "29990101"),
        (),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    scan(folder)
    listed = fuhe("triage", "--store", "s.db", cwd=folder).stdout.decode()
    name = next(line.split()[0] for line in listed.splitlines() if "F19" in line)
    assert fuhe("triage", name, *words, "--store", "s.db", cwd=folder).returncode == 2
    assert query(folder, "SELECT count(*) FROM decisions") == [(0,)]
    assert fuhe("triage", name, "--defer", "2999-01-01", "--store", "s.db", cwd=folder).returncode == 0


def test_someone_is_told_of_news_in_counts_alone(folder: Path) -> None:
    (folder / "in" / "b.docx").unlink()
    command = f"exec:{sys.executable} -c \"import sys; open('news.json','a').write(sys.stdin.read())\""
    assert scan(folder, "--notify", command, "-o", "latest.html", "--format", "html").returncode == 1
    scan(folder, "--notify", command)
    (line,) = (folder / "news.json").read_text("utf-8").splitlines()
    news = json.loads(line)
    assert news.keys() == {"tool", "run", "files", "failed", "new", "new_errors", "changed", "gone", "report"}
    assert (news["files"], news["failed"]) == (1, 0)
    told = query(folder, "SELECT count(*), total(severity = 'error') FROM findings")
    assert [(news["new"], news["new_errors"])] == told
    page = (folder / "latest.html").read_text("utf-8")
    assert news["report"].endswith("latest.html")
    assert "61.06%" in page
    assert "<script" not in page
    assert scan(folder, "--notify", "nowhere").returncode == 2
    told = scan(folder, "--notify", "exec:false", "--select", "B01,A01")
    assert (told.returncode, told.stderr.decode()) == (0, "")
    put(OTHER, folder / "in" / "c.docx")
    assert scan(folder, "--notify", "exec:false").stderr.decode() == "通知未送达（exec:false）：对方答复 1\n"


def test_a_mail_speaks_to_people_and_a_web_address_gets_json(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[EmailMessage] = []

    class Service:
        """What stands for the mail service of this machine."""

        def __init__(self, host: str, timeout: float) -> None:
            assert host == "localhost"

        def __enter__(self) -> "Service":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def send_message(self, mail: EmailMessage) -> None:
            sent.append(mail)

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    posted: list[dict[str, object]] = []
    news = News(run=3, files=9, failed=2, new=4, new_errors=1, changed=0, gone=5, report="/srv/摘要.html")
    monkeypatch.setattr("smtplib.SMTP", Service)
    notify("mailto:a@b.c", news)
    (mail,) = sent
    assert (mail["To"], mail["Subject"]) == ("a@b.c", "复核：新增 4（错误 1），未能读取 2")
    assert "文件 9，未能读取 2" in mail.get_content()
    assert "摘要：/srv/摘要.html" in mail.get_content()
    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.handle_request).start()
        address = f"http://127.0.0.1:{server.server_port}/secret"
        notify(address, news)
    assert [one["new"] for one in posted] == [4]
    assert shown(address) == f"http://127.0.0.1:{server.server_port}"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_units_are_sound() -> None:
    deploy = Path(__file__).parent.parent / "deploy"
    for unit in ("fuhe-nightly.service", "fuhe-nightly.timer"):
        told = subprocess.run(["systemd-analyze", "verify", deploy / unit], capture_output=True, check=False)
        wrong = [
            line
            for line in told.stderr.decode().splitlines()
            if "fuhe-nightly" in line and "not executable" not in line
        ]
        assert not wrong
