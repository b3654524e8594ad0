"""Recognition of one line of text with the model in RapidOCR's wheel, run by onnxruntime: offline, one thread.

Only recognition: the ruling lines give the cells, and the angle classifier would turn `95%` into `%5%`. Several files
are read by several processes, so that a process takes one thread and never spins while it waits.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # the raster needs OpenCV, which only the extra brings
    from extract.pdf.scan_raster import Image

_HEIGHT = 48  # pixels: what the model was trained on
_LEAST = 6  # pixels: smaller specks are no text
_LONGEST = 100  # times its height that a line may be long
_ROUND = "0Oo"  # forms hold no lone letters: alone, each of these is a nought


class Reading(NamedTuple):
    """The text of a line, and of each of its characters how sure it is (0…1)."""

    text: str
    sure: tuple[float, ...]


@cache
def is_installed() -> bool:
    """True where the extra fuhe[ocr] is there and can be loaded (OpenCV needs system libraries some machines lack)."""
    try:
        import cv2  # noqa: F401
        import onnxruntime  # noqa: F401
    except ImportError:
        return False
    return _model() is not None


def _model() -> Path | None:
    spec = find_spec("rapidocr")
    folders = spec.submodule_search_locations if spec else None
    return min((path for folder in folders or () for path in Path(folder, "models").glob("*_rec_*.onnx")), default=None)


def read_line(image: Image) -> Reading:
    """What stands on an image of one line, dark on light."""
    height, width = image.shape[:2]
    if min(height, width) < _LEAST or width > _LONGEST * height:
        return Reading("", ())
    session, name, signs = _engine()
    return _decoded(session.run(None, {name: _prepared(image)})[0][0], signs)


def _prepared(image: Image) -> Any:
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    scaled = cv2.resize(image, (max(1, round(_HEIGHT * width / height)), _HEIGHT)).astype(np.float32)
    return np.broadcast_to(scaled / 127.5 - 1.0, (1, 3, *scaled.shape)).copy()


def _decoded(chances: Any, signs: tuple[str, ...]) -> Reading:
    """chances: for each place along the line the probability of each sign, the first being none."""
    import numpy as np

    best = chances.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best, prepend=-1, append=-1))
    kept = [(start, end) for start, end in pairwise(edges) if best[start]]
    if len(kept) == 1 and signs[best[kept[0][0]]] in _ROUND:
        start, end = kept[0]
        alike = [signs.index(shape) for shape in _ROUND]
        return Reading("0", (float(chances[start:end, alike].sum(axis=1).max()),))
    text = "".join(signs[best[start]] for start, _ in kept)
    return Reading(text, tuple(float(chances[start:end, best[start]].max()) for start, end in kept))


@cache
def _engine() -> tuple[Any, str, tuple[str, ...]]:
    """The model, the name of what goes in, and the signs it tells apart."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(_model()), options, providers=["CPUExecutionProvider"])
    signs = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return session, session.get_inputs()[0].name, ("", *signs, " ")
