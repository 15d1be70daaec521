"""Who does what to whom in Chinese, by the order of words and by what marks the passive.

There is no parser in this: 甲邀请乙, 甲对乙说, 乙被甲逮捕, 乙应甲邀请, 受甲邀请的乙.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from language.roles import Order, Roles, Span

_VERBS = {
    "accuse": "指责|指控|控告|控诉|谴责|怪罪|责怪|指摘",
    "appoint": "任命|委任|指派",
    "arrest": "逮捕|拘捕|拘留|扣押|抓捕|抓获|羁押",
    "ask": "要求|请求|询问|问|请",
    "attack": "袭击|攻击|入侵|轰炸|进攻|侵略|炮击|空袭",
    "buy": "收购|购买|买下|买入",
    "congratulate": "祝贺|恭喜|道贺",
    "criticise": "批评|谴责|抨击|指责|痛斥|斥责",
    "defeat": "击败|打败|战胜|力克|淘汰|击溃|大胜|完胜|险胜|大败|轻取",
    "defend": "保护|保卫|捍卫|辩护",
    "dismiss": "解雇|开除|罢免|解职|炒掉|免去|免职",
    "help": "帮助|协助|援助|帮",
    "invite": "邀请|邀约|约请|邀",
    "kill": "杀害|杀死|枪杀|刺杀|打死|击毙|谋杀|杀掉|暗杀|残杀|杀",
    "oppose": "反对|抵制",
    "order": "命令|下令|责令",
    "praise": "赞扬|称赞|表扬|赞赏|赞美|夸赞|盛赞",
    "remind": "提醒",
    "replace": "接替|取代|替代|代替|替换|换下|继任|接任",
    "sanction": "(?:实施|施加|采取)[^，。]{0,8}制裁|制裁",
    "shoot": "射杀|枪击|射击|射伤|开枪",
    "sue": "起诉|控告|状告",
    "support": "支持|力挺|拥护",
    "tell": "告诉|告知|说|表示|通知|讲|透露|介绍",
    "thank": "感谢|致谢|答谢",
    "threaten": "威胁|恐吓|恫吓",
    "urge": "敦促|呼吁|促请|催促|力劝|要求",
    "warn": "警告|告诫|提醒",
    "welcome": "迎接|欢迎|接见|接待|会见|迎候",
}
# Verbs whose subject is the one to whom it is done.
_SUFFERED = {"defeat": "输给|负于|不敌|败给|败于|惜败"}
_END = "。；！？!?;\n"
_PAUSE = f'，,：:、{_END}“”"「」（）()'
_TOWARDS = "对|向|把|将|给|同|跟|与|和"
_TAKING = "对|向|把|给"
# Where, when and in what: no part of how far a doer is from the verb.
_SETTING = re.compile(
    r"(?:[在于][^，,。]{1,24}?(?:中|上|里|内|期间|时|后|年|月|日|战役)|(?:通过|以)[^，,。]{1,8})"
)
_PASSIVE = "被|遭到?|(?<![接感享承])受到?|应|由|让|获得?|经|得到"
_WITHIN = 9
"""Characters, at most, between a verb and a name beside it."""
_TITLES = 18
"""Characters, at most, between a mark of the passive and the doer's name."""
_BEFORE = 16
"""Characters, at most, between a doer and the verb: when, where and how it is done."""
# What takes the verb away from the name before it: another speaker, thinker or sufferer.
_OTHER = re.compile(r"说|称|表示|认为|指出|相信|知道|希望|的|和|与|被|遭|受|由|应|让|使|令|对|向")
_DOT = r"[·•・‧∙]"
_FORENAMES = re.compile(rf"(?:[\u4e00-\u9fff]{{1,5}}{_DOT})+$")
_POSTS = ("的位置", "的职", "的工作")
_MUTUAL = re.compile(r"互相|相互|彼此|互[致相]|双方")


def order(kind: str, text: str, agents: Sequence[Span], patients: Sequence[Span]) -> Order:
    """Read whether one of the agents does it to one of the patients, or the reverse."""
    if _MUTUAL.search(text):
        return "unclear"
    readings = set()
    for suffered, table in ((False, _VERBS), (True, _SUFFERED)):
        if kind not in table:
            continue
        for verb in re.finditer(table[kind], text):
            for one in agents:
                for other in patients:
                    kept = _does(text, verb.span(), one, other)
                    turned = _does(text, verb.span(), other, one)
                    if kept != turned:
                        readings.add(kept != suffered)
    if len(readings) != 1:
        return "unclear"
    return "kept" if readings.pop() else "turned"


def _does(text: str, verb: Span, agent: Span, patient: Span) -> bool:
    """Whether the text has the agent do it to the patient."""
    return _active(text, verb, agent, patient) or _passive(text, verb, agent, patient)


def _active(text: str, verb: Span, agent: Span, patient: Span) -> bool:
    if agent[1] > verb[0]:
        # 邀请乙的甲: the doer at the end
        between = text[verb[1] : patient[0]], text[patient[1] : agent[0]]
        return (
            verb[1] <= patient[0] < agent[0]
            and len(between[0]) <= _WITHIN
            and not re.search(f"[{_PAUSE}]|的", between[0])
            and re.fullmatch(rf"[^{_PAUSE}]{{0,12}}的[^{_PAUSE}]{{0,6}}", between[1]) is not None
            and not _marked(text, verb)
        )
    before = _SETTING.sub("", text[agent[1] : verb[0]])
    if agent[1] <= patient[0] and patient[1] <= verb[0]:
        # 甲对乙说
        first, second = text[agent[1] : patient[0]], text[patient[1] : verb[0]]
        return (
            re.fullmatch(rf"[^{_PAUSE}]{{0,8}}(?:{_TOWARDS})[^{_PAUSE}]{{0,8}}", first) is not None
            and not re.search(f"[{_PAUSE}]|的|{_PASSIVE}", second)
            and not re.search(_PASSIVE, first)
            and len(second) <= _WITHIN
        )
    after = _FORENAMES.sub("", text[verb[1] : patient[0]])
    following = text[patient[1] : patient[1] + 1]
    return (
        verb[1] <= patient[0]
        and len(before) <= _BEFORE
        and len(after) <= _WITHIN
        and not re.search(f"[{_PAUSE}]", before + after)
        and not _OTHER.search(before)
        and not re.search("的", after)
        and (following != "的" or text.startswith(_POSTS, patient[1]))
        and not re.search(f"(?:{_TAKING}|{_PASSIVE})[^{_PAUSE}]{{0,3}}$", text[: agent[0]])
    )


def _passive(text: str, verb: Span, agent: Span, patient: Span) -> bool:
    """Whether the agent stands between a mark of the passive and the verb."""
    if not agent[1] <= verb[0] or agent[0] < patient[0] < verb[0]:
        return False
    before = text[: agent[0]]
    marked = re.search(rf"(?:{_PASSIVE})[^{_PAUSE}]{{0,{_TITLES}}}$", before)
    between = text[agent[1] : verb[0]]
    if marked is None or len(between) > _WITHIN or re.search(f"[{_PAUSE}]", between):
        return False
    if patient[1] <= marked.start():
        return re.search(f"[{_END}]", text[patient[1] : marked.start()]) is None
    # 应甲邀请，乙…, 受甲邀请的乙
    gap = text[verb[1] : patient[0]]
    return (
        verb[1] <= patient[0]
        and len(gap) <= _WITHIN
        and re.search("[，,]|的", gap) is not None
        and re.search(f"[{_END}]", gap) is None
    )


def _marked(text: str, verb: Span) -> bool:
    """Whether the verb is in the passive."""
    return re.search(rf"(?:{_PASSIVE})[^{_PAUSE}]{{0,6}}$", text[: verb[0]]) is not None


@cache
def _surnames() -> frozenset[str]:
    return frozenset(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
        "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
        "习温华安施洪季关柯梅童包卜柳栗尤岳向"
    )


def names(heard: str, text: str) -> tuple[Span, ...]:
    """Find where in a text the characters stand that a name was heard in.

    A single character is a name only where it can be a family name.
    """
    if len(heard) < 2 and heard not in _surnames():
        return ()
    pattern = f"{_DOT}?".join(map(re.escape, heard))
    return tuple(match.span() for match in re.finditer(pattern, text))


ROLES = Roles(order=order, names=names)
