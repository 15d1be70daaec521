"""What numbers count in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.chinese.heads import HEADS
from language.chinese.nouns import NOUNS
from language.chinese.topics import named_places
from language.counted.alone import Alone
from language.counted.bounding import Bounding
from language.counted.count import Noun, Span
from language.counted.hands import Hands
from language.counted.parts import Parts
from language.counted.people import People
from language.counted.periods import period_table
from language.counted.places import Places
from language.counted.reader import Counted
from language.counted.relative import Relative
from language.counted.times import Times
from language.counted.units import Units

_OF_PEOPLE = "名位"
_MEASURE_WORDS = (
    rf"[{_OF_PEOPLE}个座艘辆架枚栋幢间所处家头只匹件幅份条项台部棵株支届场具张把顶节列桩起颗口]"
)
_NEXT = re.compile(
    rf"\s?[多余几来]?\s?(?P<unit>(?P<measure>{_MEASURE_WORDS})?(?:人(?![质员数士民口类次均]))?)"
    r"(?P<rest>[\u4e00-\u9fff]{0,7})"
)
_NAMES = re.compile("|".join(sorted(map(re.escape, NOUNS), key=len, reverse=True)))
_NEAR = 5
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东"
    "|成都|武汉|广州|深圳|南京|杭州|西安|郑州|长沙|济南|青岛|大连|沈阳|哈尔滨|福州|厦门|南昌|合肥|昆明|贵阳"
    "|南宁|兰州|西宁|太原|石家庄|乌鲁木齐|拉萨|银川|呼和浩特|海口|台北|高雄|苏州|宁波"
    "|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_PLACES = re.compile(
    rf"(?P<place>{_PROVINCES}|(?<![^在致成的和及，、；。与于对：])"
    r"(?![全该本各此某当])[\u4e00-\u9fff]{2,4}?(?:省|市|县|州|镇|乡|村|岛(?!屿)))"
)
_RANKED = re.compile(r"\s?[次个名位场届座度]?([\u4e00-\u9fff]{2})")
_PERIODS = period_table(
    {
        r"半个?(?:小时|钟头)": ("0.5", "hour"),
        r"一刻钟": ("0.25", "hour"),
        r"三刻钟": ("0.75", "hour"),
        r"半天": ("0.5", "day"),
        r"一昼夜|一整天": ("1", "day"),
        r"一整周": ("1", "week"),
        r"半个月": ("0.5", "month"),
        r"半年": ("0.5", "year"),
        r"一整年": ("1", "year"),
        r"半个?世纪": ("0.5", "century"),
    }
)
_RESTS = re.compile(r"[\u4e00-\u9fff]{2}")
_SENSELESS = re.compile(r"百分|小时|月|星期|工作日|季度|年|人民币|月份|点")


def _noun(text: str, end: int) -> Noun | None:
    """Return the noun that a number counts, with or without a measure word."""
    following = _NEXT.match(text, end)
    if following is None:
        return None
    measure, start, own = following["measure"], following.end("measure"), None
    if start < 0:
        start = following.start("unit")
    if following["unit"]:
        own = following.end("unit")
    rest = text[start : following.end()]
    if (not measure and rest[:1] not in NOUNS) or _SENSELESS.match(rest):
        return None
    for name in _NAMES.finditer(rest):
        if name.start() <= (_NEAR if len(name[0]) > 1 else 0):
            return Noun(*NOUNS[name[0]], start + name.end(), name[0], own)
    if measure in _OF_PEOPLE:
        return Noun("people", True, start, measure, own)
    if len(rest) > 1:
        return Noun(rest[:2], None, start + 2, rest[:2], own)
    return None


def _places(text: str) -> Iterator[Span]:
    """Yield places: those that are known, and names that end as a place's does."""
    known = [match.span() for match in named_places().finditer(text)]
    yield from known
    for match in _PLACES.finditer(text):
        if not any(first <= match.start("place") < last for first, last in known):
            yield match.span("place")


def _ranked(text: str, end: int) -> str:
    """Return what an ordinal ranks: two characters past its measure word."""
    following = _RANKED.match(text, end)
    return following[1] if following else ""


def _role(text: str, start: int, end: int, first: int, last: int) -> str:
    """Return the two characters before a number, or after what it counts."""
    before = _RESTS.fullmatch(text, max(first, start - 2), start)
    after = _RESTS.match(text, end, last)
    found = before or after
    return found[0] if found else ""


COUNTED = Counted(
    heads=HEADS,
    negated=re.compile(r"无人|没有人|没有|未"),
    joints=re.compile(r"[，、；：,;]|以及|并且?(?=[\u4e00-\u9fff])|而|及(?!其)|和"),
    bare_after=re.compile(r"[多余几来]?[人名]?(?=[，。；、！？,;（(\s]|$)"),
    kinds={"aftershock": re.compile(r"余震|前震|再次(?:发生)?地震")},
    bounding=Bounding(
        more_than_before=re.compile(r"(?<![不未])(?:超过?|逾|多于)$"),
        about_before=re.compile(r"(?:约|大约|大概|近|将近|接近|估计|左右|约为)(?:有)?$"),
        about_after=re.compile(r"[人名位]?左右|[多余几来]"),
    ),
    parts=Parts(
        before=re.compile(r"(?:其中(?:包括|有|含)?|包括|包含|当中有|含)(?:至少)?$"),
        after=re.compile(
            r"[名位人个]?(?:余|多)?(?:名|人|位)?(?:死者|伤者|遇难者|重伤员)?(?:为|是)?"
            r"(?:儿童|妇女|孩子|重伤|危重|伤势严重|情况危急|命危)"
        ),
        wholes_before=re.compile(r"(?:全部|总共的|这|上述)$"),
        more_before=re.compile(r"(?:另有|还有|又有|再有|另外|新增|再添)(?:至少|超过|逾)?$"),
    ),
    relative=Relative(
        changes_before=re.compile(
            r"(?:增加|上升|减少|下降|上调|下调|增长|提高|降低|上涨|下跌)了?$"
        ),
        rates_after=re.compile(r"(?:人|名|例)?(?:次|倍|/|每[天日年])|个?百分点|岁|周年|小时"),
    ),
    times=Times(
        old_before=re.compile(
            r"(?:(?:此前|先前|早前|之前|早些时候|原先|最初|前一天|昨天)[^，。；\d]{0,10}|从|由"
            r"|原来?的?|而非|而不是|并非|不是|最初[^，。；\d]{0,6})(?:的|为|至少)?$"
        ),
        old_opening=re.compile(
            r"(?:此前|先前|早前)(?!的)|(?:本文|报道|本报)?(?:的)?(?:此前|先前|早前|早先)的?版本"
            r"|[^，。；]{0,10}(?:[几数一二两三四五六\d]+(?:天|周|个?星期)前|最初"
            r"|首次)[^，。；]{0,6}(?:报价|出价|提议)"
        ),
        old_after=re.compile(
            r"(?:人|名)?(?:上升|增加|上调|增|升|下调|降|修正|更新|下修|上修|提高|攀升)[到至为]"
        ),
        moved_before=re.compile(
            r"(?:上升|增加|上调|增|升|下调|降|修正|更新|下修|上修|提高|攀升|减少|更正|飙升)[到至为]"
            r"(?:了|至少|超过|逾)?$|(?:已有|已达|已)(?:至少|超过|逾)?$"
        ),
        feared=re.compile(
            r"恐(?!怖|袭|慌|惧)|可能|或(?:将|有|已)?(?=[\u4e00-\u9fff])(?!者)|担心|预计|预测"
            r"|(?<![资饮燃材塑肥颜原布])料|如果|若|演习|模拟|估计将|核定|核载|限载|否认"
        ),
        earlier=re.compile(
            r"去年|前年|上月|上个月|\d+年前|[一二两三四五六七八九十]+年前|历史上"
            r"|此前(?:的|一次|发生)|上次|同期|(?:年|月|战争|冲突|疫情|独立)[^，。；]{0,6}以来|历年"
            r"|周年"
        ),
        records=re.compile(
            r"(?:自|以来|近)[^，。]{0,16}(?:最|首次|第一)|最[^，。]{0,12}(?:的|之一)"
        ),
        then=re.compile(r"当时|那次|该"),
        now=re.compile(r"\s*(?:目前|现已|已经|现在|截至|如今)"),
        corrects_before=re.compile(r"(?:而非|而不是|并非|不是)(?:此前的?|先前的?|的)?$"),
    ),
    hands=Hands(
        voices={
            "police": re.compile(r"警方|警察|公安"),
            "organisers": re.compile(r"主办方|组织者|主办单位|发起人"),
            "employer": re.compile(r"资方|管理层|公司|机场方面|雇主"),
            "aid agencies": re.compile(r"联合国|红十字|红新月|救援组织"),
            "lawyers": re.compile(r"律师"),
            "union": re.compile(r"工会"),
            "opposition": re.compile(r"反对派|活动人士|人权组织|反对党"),
            "government": re.compile(r"政府|当局|官员|卫生部|应急管理"),
        },
        says=re.compile(r"[说称指]|则|表示|认为|据"),
        others=re.compile(
            r"红十字会|联合国|市长|海岸警卫队|军方|医院|医生|目击者|保险公司|研究所|监管机构|组织者"
            r"|主办方|工会|警方|政府|反对派|公司|机构|部门|资方"
        ),
    ),
    units=Units(
        no_year_after=re.compile(r"\s?[多余几来]?\s?(?:个?人|名|位|户|栋|座|辆|公顷|例|公里)"),
        periods=_PERIODS,
        asks_before=re.compile(r"(?:要求|请求|建议|寻求|提出|同意|只肯给|提议)(?:加薪|判处|判)?$"),
    ),
    alone=Alone(
        scores=re.compile(r"(?<![\d.,:–-])\d{1,3}[-–:：比]\d{1,3}(?![\d–-]|[.,:：]\d)"),
        grave_after=re.compile(
            r"[名位]?人?[^，。；、\d]{0,5}?(?:重伤|伤势(?:严重|危重)|情况危急|命危|危重|伤势极?重)"
        ),
        points=re.compile(r"个?(?:百分点|(?P<hundredth>基点))"),
        parts_of_a_point=period_table({r"半个百分点": ("0.5", "point")}),
        ranked=_ranked,
    ),
    places=Places(
        names=_places,
    ),
    people=People(
        not_before=re.compile(r"(?:第|路|号|在|于|长达|持续)$"),
        after=re.compile(
            r"\s?[多余几来]?\s?(?:个?人(?!民币|次|均)|名|位|具|死|伤|例|口"
            r"|个?(?:工作岗位|职位|岗位)|户|起?病例)"
        ),
    ),
    noun=_noun,
    role=_role,
    adjusted=re.compile(r"经?调整后|扣除|剔除|不计|除去|一次性"),
    characters=2,
    spaced=False,
)
"""How Chinese says what it counts."""
