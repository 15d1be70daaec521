"""Who says what in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.speech import Attribution, Speech

_VERBS = (
    r"(?:回忆|补充|解释|坦言|承认|强调|指出|表示|认为|透露|介绍|警告|宣布|回应|告诉|写|问|喊|笑"
    r"|答|对[^，。：]{1,10}?"
    r"|在[^，。：]{1,12}?[上中里时])?(?:[说道称]|表示|指出|强调|认为|坦言|承认|写道|回应"
    r"|告诉(?:[^，。：“]{1,10})?|宣布|警告|透露|呼吁"
    r"|反驳|解释|补充|回忆)(?:[说道称])?"
)
_BEHIND = re.compile(
    rf"^\s*(?P<subject>[^，。！？；“”：]{{0,40}}?)(?P<verb>{_VERBS})(?=[，。！？；：\s]|$)"
)
_CALLED = re.compile(
    r"(?P<subject>[^，。！？；：“”]{1,40}?)(?P<verb>将[^，。“]{0,14}?称为|称[^，。“]{0,12}?[为是]"
    r"|形容[^，。“]{0,12}?[为是])\s*$"
)
_BEFORE = re.compile(
    rf"(?:^"
    rf"|[，。！？；”])\s*(?P<subject>[^，。！？；“”：]{{0,40}}?)(?P<verb>{_VERBS})\s*[：，:]?\s*$"
)
_TITLES = re.compile(
    r"(?:镇长|市长|省长|州长|县长|区长|村长|部长|局长|行长|院长|校长|司长|处长|厅长|署长|会长"
    r"|社长|站长|船长|矿长|机长|队长|警长|董事长"
    r"|所长|科长|组长|主席|总统|总理|首相|大臣|国务卿|议员|发言人|负责人|经理|总监|总裁"
    r"|首席执行官|首席技术官|首席财务官|首席经济学家|指挥官"
    r"|代表|教师|老师|律师|护士|医生|乘客|助产士|检察官|法官|教练|教授|专家|分析师|经济学家|学家"
    r"|牧民|居民|村民|农民|渔民|工人|市民"
    r"|书记|主任|秘书|秘书长|司令|创始人|球员|门将|前锋|队员|记者|领袖|领导人|候选人|官员|警官"
    r"|馆长|策展人|修女|店主|老板|员工|学生"
    r"|游客|家属|丈夫|妻子|儿子|女儿|父亲|母亲|研究员|工程师|消防员|志愿者|成员|先生|女士)"
)
_ADVERBS = re.compile(
    r"(?:\d{1,2}日|当天|周[一二三四五六日]|随后|当日|则|却|也|还|又|再次|曾|仍|都|事后|此前|日前"
    r"|近日|同时|进一步|对此"
    r"|会先|先|(?:在|对|向|于|接受|就|通过)[^，。的]{1,20})+$"
)
_UNNAMED = re.compile(r"^(?:(?:[^，。]{0,8})?(?:一[名位个]|有|多名|数名|几名|两名|该)).*")
_PRONOUN = re.compile(r"^(?:他|她|他们|她们)$")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,5}(?:·[\u4e00-\u9fffA-Z]{1,6})+")


def _attribute(before: str, after: str) -> Attribution | None:
    for match in (
        _BEHIND.match(after[:80]),
        _BEFORE.search(before[-80:]),
        _CALLED.search(before[-80:]),
    ):
        if match and (found := _speaker(match["subject"], match["verb"])):
            return found
    return None


def _speaker(subject: str, verb: str) -> Attribution | None:
    subject = _ADVERBS.sub("", subject.strip())
    if not subject:
        return Attribution("", verb)
    if _PRONOUN.match(subject):
        return Attribution(subject, verb, pronoun=True)
    name = subject
    for title in _TITLES.finditer(subject):
        name = subject[title.end() :]
    name = name.rsplit("的", 1)[-1].strip("、 （）")
    name = re.sub(r"^[兼前原]", "", name) if "·" in name else name
    if _UNNAMED.match(subject) and ("·" not in name) and not _is_name_after_title(subject, name):
        return Attribution(subject, verb)
    return Attribution(name or subject, verb)


def _is_name_after_title(subject: str, name: str) -> bool:
    return bool(name) and name != subject and len(name) in {2, 3} and "的" not in subject


def _names(text: str) -> Sequence[str]:
    return [match.group() for match in _NAME.finditer(text)]


SPEECH = Speech(
    marks=(("“", "”"), ("「", "」"), ('"', '"')),
    attribute=_attribute,
    names=_names,
    least=4,
    characters=True,
)
"""How Chinese marks direct speech."""
