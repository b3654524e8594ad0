"""Stock phrases of reasons, and whether a reason says anything besides."""

import re

from normalize.words.text import fold

CAUSES = re.compile(
    r"受.{0,4}疫情.{0,6}影响|疫情(?:原因|影响|防控)|(?:由于|因)(?:客观|特殊|历史|工作|其他|种种|多方面)?原因|客观原因|客观因素|不可抗力|上级安排|政策(?:原因|影响)"
    r"|资金紧张|财政困难|人手不足|工作繁忙|时间(?:紧|不足)"
)
PROMISES = re.compile(
    r"正在(?:推进|进行|实施|办理|完善)|(?:进一步|继续|不断|持续)(?:加强|加大|提高|完善|推进|强化|做好|努力)|加强(?:管理|监督|监管|宣传|沟通|协调|学习|领导|技术指导)"
    r"|加大(?:宣传|工作|执行|推进)?力度|加快(?:推进|进度|支付|执行|支出)|有待(?:提高|加强|改善|完善|提升)|下一?步.{0,4}(?:加强|改进|完善)|严格按照|严格执行|厉行节约|提高认识"
    r"|引起重视|高度重视|认真(?:落实|整改|总结)|今后|按要求|尽快"
)
OWN_CAUSE = re.compile(
    r"因为?[^，。；原]{3,}|由于[^，。；原客特工]{3,}|导致|造成|致使|使得|缘于|[未没]能?(?:按|及时|如期)|[一-鿿]{2,}(?:受阻|滞后|延期|延误|取消|变更|[^提]下降|减少|损坏|未完工|未到位)"
)
FIGURE = re.compile(r"\d|[一二三四五六七八九十]+(?:月|日|次|人|个|家|户|批|天|年|季度)")


def stock(text: str) -> str | None:
    """The stock phrase a reason lives by, or None if it has a figure, a date, or a cause of its own."""
    flat = fold(text)
    found = CAUSES.search(flat) or PROMISES.search(flat)
    if found is None or FIGURE.search(flat):
        return None
    own = OWN_CAUSE.search(CAUSES.sub("", flat))
    return None if own else found[0]
