"""Opening a zip that nobody vouches for: counted, measured and checked for overlaps before a byte is inflated."""

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from struct import error as StructError
from urllib.parse import unquote

from extract.errors import UnreadableError
from extract.limits import LIMITS, Limits
from extract.message import Message

_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, StructError, NotImplementedError)


_CUT_OFF = "File is not a zip file"  # the zip directory at the end is missing
_AGAIN = Message("请重新取得原件", "please get the original again")


def _broken(error: Exception) -> UnreadableError:
    reason = "".join(char for char in str(error) if char.isprintable())[:200]  # it may quote the bytes of the file
    if reason == _CUT_OFF:
        return _damaged(
            "末尾缺失，可能在复制或上传时中断", "its end is missing; it may have been cut off in a transfer"
        )
    return _damaged("内容校验不符" if "CRC" in reason else "压缩数据有误", reason)


def _damaged(zh: str, en: str) -> UnreadableError:
    return UnreadableError(
        "damaged",
        Message(f"文件已损坏（{zh}）。{_AGAIN.zh}", f"the file is damaged ({en}); {_AGAIN.en}"),
    )


def _too_large(zh: str, en: str) -> UnreadableError:
    return UnreadableError("too-large", Message(zh, en))


class Zip:
    """A checked zip in memory. Names keep their order; reading by name ignores case, kind of slash and percent escapes.

    Raises UnreadableError: ``damaged`` (no directory, overlapping members, bad checksums), ``too-large`` (members,
    sizes or expansion beyond the limits), ``encrypted`` (a member asked for is locked by a zip password).
    """

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise _broken(error) from error
        self._limits = limits
        infos = self._zip.infolist()
        _check_counts(infos, limits)
        _check_overlaps(infos, self._zip.start_dir)
        self.names = [info.filename for info in infos]
        self._infos = {_key(info.filename): info for info in infos}
        self._twice = {key for key, n in Counter(map(_key, self.names)).items() if n > 1}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._infos

    def size(self, name: str) -> int:
        """The inflated size in bytes; KeyError if there is no such member."""
        return self._infos[_key(name)].file_size

    def read(self, name: str) -> bytes:
        """A whole member; KeyError if there is none."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member in pieces of up to 256 KiB; KeyError if there is none."""
        key = _key(name)
        info = self._infos[key]
        if key in self._twice:
            raise _damaged(f"部件 {info.filename} 出现两次", f"part {info.filename} occurs twice")
        _check_member(info, self._limits)
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise _broken(error) from error


def _key(name: str) -> str:
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def _check_counts(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.parts:
        raise _too_large(
            f"压缩包内有 {len(infos)} 个部件，超过上限 {limits.parts}",
            f"the container holds {len(infos)} parts, more than the limit of {limits.parts}",
        )
    total = sum(info.file_size for info in infos)
    if total > limits.package_bytes:
        raise _too_large(
            f"解压后共 {total} 字节，超过上限 {limits.package_bytes}",
            f"the parts inflate to {total} bytes, more than the limit of {limits.package_bytes}",
        )


def _check_overlaps(infos: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse members that share bytes: each needs at least its header and its own compressed bytes."""
    starts = sorted((info.header_offset, info.compress_size) for info in infos)
    following = [offset for offset, _ in starts[1:]] + [end]
    for (offset, size), limit in zip(starts, following, strict=True):
        if offset + 30 + size > limit:
            raise _damaged("部件相互重叠", "overlapping members")


def _check_member(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise UnreadableError("encrypted", Message("压缩包设有密码", "the container is locked by a zip password"))
    if info.file_size > limits.part_bytes:
        raise _too_large(
            f"部件 {info.filename} 解压后 {info.file_size} 字节，超过上限 {limits.part_bytes}",
            f"part {info.filename} inflates to {info.file_size} bytes, more than the limit of {limits.part_bytes}",
        )
    stored = max(info.compress_size, 1)
    if info.file_size > limits.expansion_free and info.file_size > stored * limits.expansion_ratio:
        raise _too_large(
            f"部件 {info.filename} 由 {stored} 字节膨胀到 {info.file_size} 字节，疑为压缩炸弹",
            f"part {info.filename} expands from {stored} to {info.file_size} bytes, like a zip bomb",
        )
