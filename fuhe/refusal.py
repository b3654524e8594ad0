"""What ends a command in one sentence: nothing is wrong with how it was called, but something around it is."""

from __future__ import annotations

import errno
import re

import click

from extract.message import Message
from fuhe.language import say


class RefusalError(click.ClickException):
    """The command cannot go on: a disk, a folder, a store. Exit code 2, without a hint at --help."""

    exit_code = 2

    def __init__(self, message: Message) -> None:
        super().__init__(say(message.zh, message.en))


def cause(error: OSError) -> Message:
    """Why the system refused, in words."""
    said = error.strerror or type(error).__name__
    return Message(_CAUSES.get(error.errno or 0, f"系统报错“{said}”"), said)


def unreadable(error: OSError | ValueError) -> Message:
    """Why a text file cannot be read, in words."""
    if isinstance(error, OSError):
        return cause(error)
    if isinstance(error, UnicodeDecodeError):
        return Message("不是 UTF-8 文本", "no UTF-8 text")
    said = str(error)
    where = _IN_TOML.search(said)
    return Message(f"第 {where[1]} 行第 {where[2]} 列不合 TOML 的写法" if where else said, said)


def unwritable(target: object, error: OSError) -> RefusalError:
    """An output that cannot be written."""
    why = cause(error)
    return RefusalError(Message(f"无法写入 {target}：{why.zh}", f"cannot write {target}: {why.en}"))


_IN_TOML = re.compile(r"\(at line (\d+), column (\d+)\)$")
_CAUSES = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件不存在",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "上级不是文件夹",
    errno.ELOOP: "链接绕回自身",
    errno.EIO: "读写设备出错",
    errno.ESTALE: "网络文件夹已断开",
    errno.ENAMETOOLONG: "路径过长",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过磁盘配额",
    errno.EROFS: "磁盘只读",
    errno.EFBIG: "超过文件大小的上限",
    errno.ENOMEM: "内存不足",
    errno.EMFILE: "打开的文件过多",
    errno.EBUSY: "正被占用",
    errno.ECONNREFUSED: "对方没有应答",
    errno.ETIMEDOUT: "等待超时",
    errno.EHOSTUNREACH: "无法连到对方",
    errno.ENETUNREACH: "网络不通",
}
