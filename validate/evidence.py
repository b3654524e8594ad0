"""Whether a text speaks of what an indicator is about, by the words they share."""

import re

from normalize.words.text import fold

# What says nothing of the matter itself.
STOCK = re.compile(
    r"指标\d*[:：]?|情况|工作|程度|水平|能力|效果|效益|作用|影响|有效|显著|明显|良好|整体|状况|保障|保证|确保|促进|提高|提升|改善|增强|加强|推动|推进|持续"
    r"|不断|逐步|进一步|是否|建立|健全|完善|开展|实施|完成|达到|实现|满足|需求|相关|主要|年度|全年|本年|项目|资金|单位|人民|群众|社会|经济|发展|对|的|和|与|及|在|于"
)


def speaks_of(text: str, name: str) -> bool:
    """True if a pair of neighbouring characters of the name's own words occurs in the text; or if it has none."""
    flat, words = fold(text), [part for part in STOCK.split(fold(name)) if part]
    pairs = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    pairs = {pair for pair in pairs if re.fullmatch(r"\w\w", pair)}
    return not pairs or any(pair in flat for pair in pairs)
