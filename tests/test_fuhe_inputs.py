"""The files a command line names."""

import io
import os
from pathlib import Path

import pytest

from extract.errors import UnreadableError
from fuhe.inputs import Input, MissingPathError, find, printable, read_bytes
from fuhe.progress import line, watched
from fuhe.stash import Stash


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b/2.docx", "b/1.PDF", "a.docm", "说明.txt", "b/旧.doc", "b/旧.wps", "~$a.docm", "c/x.dotx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_searched_in_order_and_what_is_passed_over_is_said(folder: Path) -> None:
    inputs = find(["."])
    assert [one.path for one in inputs.files] == ["a.docm", "b/1.PDF", "b/2.docx", "c/x.dotx"]
    remarks = [remark.zh for remark in inputs.remarks]
    assert remarks == ["跳过 Office 锁定文件：~$a.docm", ". 中有 2 个文件的格式暂不支持，未读取（.doc 1，.wps 1）"]


def test_pictures_archives_and_files_without_an_extension_are_counted_too(tmp_path: Path) -> None:
    for name in ("扫描.jpg", "全部.rar", "网页.mht", "自评表", ".DS_Store", "说明.txt"):
        (tmp_path / name).write_bytes(b"x")
    (remark,) = find([str(tmp_path)]).remarks
    assert remark.zh.endswith("中有 4 个文件的格式暂不支持，未读取（无扩展名 1，.jpg 1，.mht 1，.rar 1）")
    assert remark.en.endswith("(no extension 1, .jpg 1, .mht 1, .rar 1)")


def test_a_named_file_is_taken_whatever_its_name_and_each_path_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    inputs = find(["说明.txt", "b", "b/2.docx", "-", "-"])
    assert [one.path for one in inputs.files] == ["说明.txt", "b/1.PDF", "b/2.docx", "-"]
    assert list(inputs.files)[-1] == Input("-", None, b"x")


def test_a_path_that_does_not_exist_fails_by_name_and_costs_no_other(folder: Path) -> None:
    there, missing = find(["a.docm", "没有"]).files
    assert read_bytes(there) == b"x"
    with pytest.raises(UnreadableError) as caught:
        read_bytes(missing)
    assert (missing.path, caught.value.code) == ("没有", "not-found")


def test_paths_none_of_which_exists_are_refused(folder: Path) -> None:
    with pytest.raises(MissingPathError):
        find(["没有.docx", "也没有"])


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
def test_links_to_folders_are_not_followed_and_pipes_not_opened(folder: Path) -> None:
    os.symlink(folder, folder / "c" / "loop")
    os.symlink(folder / "gone", folder / "c" / "gone.docx")
    os.mkfifo(folder / "c" / "pipe.docx")
    os.symlink("self.docx", folder / "c" / "self.docx")
    inputs = find(["c"])
    assert [one.path for one in inputs.files] == ["c/gone.docx", "c/self.docx", "c/x.dotx"]
    assert [remark.zh for remark in inputs.remarks] == ["跳过指向文件夹的链接：c/loop"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_utf_8_can_be_printed_and_opened(folder: Path) -> None:
    raw = os.fsencode(folder) + b"/" + "自评".encode("gbk") + b".docx"
    with open(raw, "wb") as file:
        file.write(b"x")
    (one,) = [one for one in find([str(folder)]).files if "\\x" in one.path]
    assert one.path.endswith("\\xd7\\xd4\\xc6\\xc0.docx")
    assert read_bytes(one) == b"x"
    assert printable("./b//2.docx") == "b/2.docx"


def test_a_file_above_the_limit_is_not_read_whole(folder: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(next(iter(find(["a.docm"]).files)), most=0)
    assert caught.value.code == "too-large"


def test_a_stash_gives_back_what_it_was_given_as_often_as_it_is_asked() -> None:
    values = [Input(f"{n}/自评\udcff.docx", None, b"x" * n) for n in range(600)]
    stash = Stash(values)
    assert (len(stash), list(stash), list(stash)) == (600, values, values)
    stash.add(values[0])
    assert list(stash)[-1] == values[0]


def test_progress_says_how_many_how_fast_and_how_long() -> None:
    assert line(50, 500, 10.0) == "50/500，每秒 5.0 个，约剩 90秒"
    assert line(50, 5000, 10.0) == "50/5000，每秒 5.0 个，约剩 16分"
    assert list(watched(iter("abc"), 3, show=True)) == ["a", "b", "c"]


def test_progress_is_told_as_files_are_read_and_stands_while_the_next_one_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    moments = iter(range(0, 1000, 20))
    monkeypatch.setattr("fuhe.progress.time.monotonic", lambda: next(moments))
    results = watched(iter("abc"), 3, show=True)
    assert next(results) == "a"
    assert capsys.readouterr().err == ""
    assert next(results) == "b"
    assert capsys.readouterr().err.startswith("1/3")
