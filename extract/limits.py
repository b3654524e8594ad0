"""How much a file may ask for before reading stops: hostile and broken files are refused, never suffered."""

from msgspec import Struct

MIB = 1024 * 1024


class Limits(Struct, frozen=True):
    """Upper bounds, all on by default; sizes in bytes, the rest counts.

    What breaks a bound of the file, its parts or its elements is refused with ``too-large``; what breaks a bound of
    one table is cut or clamped there and noted.
    """

    file_bytes: int = 64 * MIB
    # Word: the container
    parts: int = 2_000
    part_bytes: int = 64 * MIB
    package_bytes: int = 256 * MIB
    expansion_ratio: int = 100  # inflated : stored, looked at only beyond expansion_free bytes
    expansion_free: int = MIB
    # Word: the XML
    elements: int = 500_000  # of one part, formatting not counted
    streamed_bytes: int = 4 * MIB  # larger main parts are read and freed block by block
    # Word: one table, and all of them
    tables: int = 10_000
    span: int = 63  # Word's own limit of columns
    columns: int = 256
    rows: int = 20_000
    cells: int = 20_000
    document_cells: int = 200_000
    document_squares: int = 2_000_000
    nesting: int = 8
    # PDF
    pages: int = 2_000
    page_characters: int = 200_000
    page_objects: int = 200_000  # paths, pictures and text objects drawn on one page
    page_pixels: int = 25_000_000  # of a page drawn for OCR
    page_lines: int = 4_000  # ruling lines of one page, pieces joined


LIMITS = Limits()
