"""fuhe's package names belong to fuhe alone, and what the wheel needs is in it."""

import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("extract", "normalize", "validate", "fuhe")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_brings_our_package_names(package: str) -> None:
    assert set(packages_distributions().get(package, [])) <= {"fuhe"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "wheel", "--no-deps", "-w", str(folder)]
    subprocess.run([*pip, str(ROOT)], check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(path).namelist())


def test_the_wheel_holds_code_data_and_rule_pages(wheel: set[str]) -> None:
    for package in PACKAGES:
        sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*") if path.is_file()}
        assert {name for name in sources if "__pycache__" not in name} <= wheel
    pages = {f"fuhe/rule_pages/{path.name}" for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages
    assert pages <= wheel


def test_the_version_is_said_once() -> None:
    import fuhe

    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == fuhe.__version__
