"""Goals of several years: what a text aims at by a later year, or within some years, is no target of this one."""

import re

ENDS = re.compile(r"[。；;\n]")
TIME = re.compile(
    r"(?P<own>[本当今]年|本年度|年内|其中)"
    r"|(?P<long>[两二三四五六]年(?:内|期间|累计|行动|规划|目标|建设期)|十[三四五六]五|规划期|实施期|建设期|中长期)"
    r"|(?<!\d)(?P<year>20\d\d)(?:年?[-—~～–至到]{1,2}(?P<last>20\d\d)年?|年)"
)


def beyond_year(text: str, start: int, year: int | None) -> bool:
    """Whether what stands at `start` in a text is aimed at beyond a year: its sentence named a later time before it.

    The last time named decides: 三年内建成15万亩，其中2022年新建5.2万亩.
    """
    sentence = ENDS.split(text[:start])[-1]
    named = list(TIME.finditer(sentence))
    if not named or named[-1]["own"]:
        return False
    first, last = named[-1]["year"], named[-1]["last"]
    if first is None or (last is not None and last != first):
        return True
    return year is not None and int(first) > year
