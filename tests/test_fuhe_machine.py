"""What fuhe doctor says of a machine."""

import sys

import pytest

from fuhe import machine


def test_every_ability_is_said_in_both_languages() -> None:
    found = {one.code: one for one in machine.abilities()}
    assert found.keys() >= {"python", "docx", "pdf", "encrypted", "ocr", "legacy", "limits", "parquet", "xlsx", "store"}
    for one in found.values():
        assert one.name.zh
        assert one.name.en
        assert one.message.zh
        assert one.message.en


def test_what_is_missing_is_named_with_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {"msoffcrypto", "rapidocr", "pyarrow", "resource"}
    monkeypatch.setattr(machine, "find_spec", lambda name: None if name in gone else sys)
    found = {one.code: one for one in machine.abilities()}
    assert found["encrypted"].status == found["ocr"].status == found["parquet"].status == "no"
    assert "fuhe[encrypted]" in found["encrypted"].message.zh
    assert found["limits"].status == "limited"
