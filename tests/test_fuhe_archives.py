"""Zip archives read in place."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from extract.errors import UnreadableError
from fuhe import archives
from fuhe.inputs import find, read_bytes
from results import SEED, fuhe


def archive(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in members.items():
            target.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def gbk_named(path: Path, name: str, data: bytes) -> Path:
    """An archive as Chinese Windows writes it: the name in GBK, not marked as UTF-8."""
    stand_in = "x" * len(name.encode("gbk"))
    with zipfile.ZipFile(path, "w") as target:
        target.writestr(stand_in, data)
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), name.encode("gbk")))
    return path


def test_members_are_read_in_place_in_order_of_their_names(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", b_pdf=b"2", a__c_docx=b"1", 说明_txt=b"", 旧_doc=b"")
    inputs = find([str(path)])
    assert [one.path for one in inputs.files] == [f"{path}/a/c.docx", f"{path}/b.pdf"]
    assert [read_bytes(one) for one in inputs.files] == [b"1", b"2"]
    assert ["暂不支持" in remark.zh for remark in inputs.remarks] == [True]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_archives_in_archives_and_in_folders(tmp_path: Path) -> None:
    archive(tmp_path / "外.zip", 内_zip=zipped(深_docx=b"deep"), z_docx=b"z")
    inputs = find([str(tmp_path)])
    assert [one.path.removeprefix(f"{tmp_path}/") for one in inputs.files] == ["外.zip/z.docx", "外.zip/内.zip/深.docx"]
    assert read_bytes(list(inputs.files)[1]) == b"deep"


def test_an_archive_nested_too_deep_fails_by_that_name(tmp_path: Path) -> None:
    inner = zipped(a_docx=b"x")
    for _ in range(2):
        inner = zipped(b_zip=inner)
    path = archive(tmp_path / "a.zip", b_zip=inner)
    (one,) = find([str(path)]).files
    with pytest.raises(UnreadableError) as caught:
        read_bytes(one)
    assert caught.value.code == "too-deep"


def test_members_of_the_same_name_are_all_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", a_docx=b"1", b_docx=b"2")
    path.write_bytes(path.read_bytes().replace(b"b.docx", b"a.docx"))
    inputs = find([str(path)])
    assert [one.path for one in inputs.files] == [f"{path}/a.docx", f"{path}/a.docx (2)"]
    assert [read_bytes(one) for one in inputs.files] == [b"1", b"2"]


def test_gbk_names_are_restored(tmp_path: Path) -> None:
    path = gbk_named(tmp_path / "a.zip", "绩效自评表.docx", b"x")
    (one,) = find([str(path)]).files
    assert one.path.endswith("a.zip/绩效自评表.docx")


@pytest.mark.parametrize("name", ["../../etc/x.docx", "/etc/x.docx", "a\\..\\x.docx"])
def test_names_never_lead_out_of_the_archive(name: str) -> None:
    assert archives.true_name(zipfile.ZipInfo(name)).split("/")[-1] == "x.docx"
    assert ".." not in archives.true_name(zipfile.ZipInfo(name))


def test_bombs_and_damage_cost_their_member_alone(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", bomb_docx=bytes(20 << 20), good_docx=SEED.read_bytes())
    (tmp_path / "b.zip").write_bytes(path.read_bytes()[:100])
    told = fuhe("check", tmp_path, "--format", "json", "--fail-on", "never")
    assert told.returncode == 3
    found = {one["source"]["path"].rpartition("/")[2]: one for one in json.loads(told.stdout)["reports"]}
    assert {name: one["status"] for name, one in found.items()} == {
        "bomb.docx": "failed",
        "good.docx": "ok",
        "b.zip": "failed",
    }
    assert found["bomb.docx"]["problems"][0]["code"] == "too-large"


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(a_docx=b"x" * 1000, b_docx=b"y"))
    at = data.rindex(b"PK\x01\x02")
    data[at + 42 : at + 46] = (0).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(bytes(data))
    with pytest.raises(UnreadableError):
        list(archives.members(str(tmp_path / "a.zip"), 1 << 20))


def test_an_encrypted_member_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped(a_docx=b"x"))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    (one,) = find([str(tmp_path / "a.zip")]).files
    with pytest.raises(UnreadableError) as caught:
        read_bytes(one)
    assert caught.value.code == "encrypted"


def test_an_archive_is_read_from_standard_input_as_from_a_path(tmp_path: Path) -> None:
    data = zipped(好_docx=SEED.read_bytes(), 内_zip=zipped(深_docx=SEED.read_bytes()), bad_pdf=b"no pdf", 旧_doc=b"")
    told = fuhe("check", "-", "--format", "json", stdin=data)
    assert told.returncode == 3
    assert "暂不支持" in told.stderr.decode()
    found = {one["source"]["path"]: one["status"] for one in json.loads(told.stdout)["reports"]}
    assert found == {"-/bad.pdf": "failed", "-/内.zip/深.docx": "ok", "-/好.docx": "ok"}


def test_what_cannot_be_unpacked_from_standard_input_fails_alone() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("bomb.docx", bytes(20 << 20))
        target.writestr("good.docx", SEED.read_bytes())
    reports = json.loads(fuhe("check", "-", "--format", "json", stdin=out.getvalue()).stdout)["reports"]
    assert [one["status"] for one in reports] == ["failed", "ok"]
    assert reports[0]["problems"][0]["code"] == "too-large"
    cut = json.loads(fuhe("check", "-", "--format", "json", stdin=out.getvalue()[:100]).stdout)["reports"]
    assert [(one["source"]["path"], one["status"]) for one in cut] == [("-", "failed")]
