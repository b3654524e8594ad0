"""Recognition of one line of text, by RapidOCR with the models in its wheel: offline, without the angle classifier.

The classifier turns `95%` into `%5%`; lines cut from a level page need none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the raster needs OpenCV, which only the extra brings
    from extract.pdf.scan_raster import Image

_LEAST = 6  # pixels: smaller specks are no text
_LONGEST = 100  # times its height that a line may be long
_PARAMETERS = {"Global.log_level": "critical", "Global.use_cls": False, "Global.use_det": False}


@cache
def is_installed() -> bool:
    """True where the extra fuhe[ocr] is there and can be loaded (OpenCV needs system libraries some machines lack)."""
    try:
        import cv2  # noqa: F401
        import onnxruntime  # noqa: F401
        import rapidocr  # noqa: F401
    except ImportError:
        return False
    return True


def read_line(image: Image) -> tuple[str, float]:
    """The text of an image of one line, and how sure the recogniser is (0…1)."""
    height, width = image.shape[:2]
    if min(height, width) < _LEAST or width > _LONGEST * height:
        return "", 0.0
    result = _engine()(image, use_det=False, use_cls=False, use_rec=True, text_score=0.0)
    if not result.txts:
        return "", 0.0
    return str(result.txts[0]), float(result.scores[0])


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=_PARAMETERS)
