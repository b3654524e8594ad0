"""The gold of the corpus, read and compared as the tests do it (tests/gold.py)."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent.parent


@cache
def gold() -> ModuleType:
    path = ROOT / "tests" / "gold.py"
    spec = importlib.util.spec_from_file_location("gold", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("gold", module)
    spec.loader.exec_module(module)
    return module
