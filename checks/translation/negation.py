"""Whether what the source denies is denied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check

_SOURCE = re.compile(
    r"\b(?:not|never|no longer|nobody|nothing|nowhere|neither|nor|none|cannot|without|unable"
    r"|stopp?(?:ed|ing|s)? short of|fail(?:s|ed|ing|ure)? to|refus\w+|den(?:y|ies|ied|ying)"
    r"|reject\w*|lack(?:s|ed|ing)?|absence|prevent(?:s|ed|ing)?|impossible|unlikely|unwilling"
    r"|rul(?:e|es|ed|ing) out|declin\w+ to|refrain\w* from|h[eo]ld(?:s|ing)? back from"
    r"|decid\w+ against|call(?:s|ed|ing)? off)\b|n['’]t\b|\bno (?!matter|\d|doubt)\w+",
    re.IGNORECASE,
)
_SOURCE_IDIOMS = re.compile(
    r"\bnothing but\b|\bmore often than not\b|(?:\bnot|n['’]t) hesitate\b"
    r"|\bno (?:problem|doubt|matter)\b"
    r"|(?:\bnever|\bnot|n['’]t)\b.* until\b|\bnot (?:only|just|merely|least|long)\b|\bwhy not\b"
    r"|(?:\bnot|n['’]t) (?:take|be|mind|last) (?:too |very |so )?long\b|n['’]t mind\b"
    r"|\bnot (?:his|her|their) real name|(?:\bnot|n['’]t)\b.* same\b"
    r"|\bno\. ?\d|\b(?:if|whether or) not\b|\bcan(?:no|['’]?)t (?:wait|help|but)\b"
    r"|\b(?:do|does|did|is|are|was|were|have|has|would|could|should|wo|ca)n['’]t "
    r"(?:you|we|they|it)\b",
    re.IGNORECASE,
)
# Each denies above too. Where a source has several, a Chinese translation denies as often or more.
_SEVERAL = re.compile(r"\b(?:not|never|nobody|nothing|cannot|no longer)\b|n['’]t\b", re.IGNORECASE)
# Words of the target that deny, refuse, lack or prevent; what only looks like them is taken out.
_WORDS = {
    "zh": re.compile(
        r"[不没未无非否莫勿毋别拒免缺失禁]|防止|阻止|避免|难以|难于|很难|放弃|取消|停止|排除|杜绝"
        r"|驳回|驳斥|反对|终止|叫停"
        r"|除了|才能|才会|从来|仅|只有|怎么|岂"
    ),
    "ru": re.compile(
        r"\b(?:не|ни|нет|без|безо|нельзя|кроме|едва|вряд|невозможно|никто|никогда|ничего|ничто"
        r"|ничем|никем"
        r"|никого|никому|нигде|некому|нечего|отсутств\w+|отказ\w+|отверг\w*|отверж\w+|отриц\w+"
        r"|отклон\w+"
        r"|лиш[аиё]\w+|опроверг\w*|опроверж\w+|воздерж\w+|никак\w*|помеша\w+|меша\w+|предотвра\w+"
        r"|исключ[аи]\w+|избеж\w+|избега\w+|отмен\w+|запре\w+|прекра\w+|переста\w+|нехват\w+|недостат\w+"
        r"|неудач\w+|провал\w+|безуспешн\w+|безнад\w+|бесполезн\w+|бессмыслен\w+|не\w{4,})\b",
        re.IGNORECASE,
    ),
}
_IDIOMS = {
    "zh": re.compile(
        r"不断|不仅|不过|不同|不久|不错|不少|不但|不管|不论|不得不|不一会|差不多|非常|非洲|未来"
        r"|无论|是不是|能不能|要不要"
        r"|[区分特个类级辨识]别|别[的人墅]|无线|无人机|不丹|没错|并非洲|南非|北非|东非|西非|中非"
        r"|失业|消失|损失|失去|失败|国务"
    ),
    "ru": re.compile(
        r"\bне (?:только|менее|раз|правда ли|забуд\w+|забыва\w+|обраща\w+)\b|\bтерпеть не\b"
        r"|\bне(?:дел|котор"
        r"|скольк|мец|фт|дав|обход|завис|гатив|йтр|рв|посред|много|больш|бес|йро|ред|мал|лепо|кто"
        r"|что"
        r"|прав|благо|оне|он|плох|обыч|вероятн|утом|сомн|прерыв)\w*",
        re.IGNORECASE,
    ),
}
# What denies without doubt, and so must have a reason in the source.
_PLAIN = {
    "zh": re.compile(r"并未|并不(?!是)|没有(?!问题)|不会|不能|不再|从未|无法|未能|不得|绝不"),
    "ru": re.compile(r"\b(?:не|нельзя|никогда|никто|ничего)\b", re.IGNORECASE),
}
_REASON = re.compile(
    r"\b(?:no|un\w{4,}|in\w{4,}|im\w{4,}|ir\w{4,}|dis\w{4,}|non\w*|mis\w{3,}|\w+less|few|little"
    r"|hardly"
    r"|barely|rarely|seldom|only|until|unless|except|but|avoid\w*|miss\w*|stop\w*|end\w*|ban\w*"
    r"|block\w*"
    r"|bar(?:red|s)?|against|doubt\w*|too|rather|beyond|out of|yet to|short|forbid\w*|prohibit\w*"
    r"|illegal"
    r"|wrong|loss|lost|lose|quit|left|less|instead|away|abandon\w*|over|off|down|free|more than"
    r"|as|just"
    r"|always|still|keep|kept|remain\w*|long|longer|before|despite|regardless|whatever|however"
    r"|any\w*|even"
    r"|ever|than|far|hard|difficult\w*|both|ignor\w*|hat(?:e|es|ed|ing)|sick|alone)\b",
    re.IGNORECASE,
)


def denies(source: str) -> bool:
    """Whether an English sentence denies, refuses or lacks something."""
    return _SOURCE.search(source) is not None


@dataclass(frozen=True)
class Negation:
    """What the source denies, the translation denies; what it does not, neither does this.

    Looks for words that deny, refuse or lack. Sees a negation dropped where it was the only one,
    in Chinese one of several too, and a plain one added to a source without a trace of any. Cannot
    see which word is negated.
    """

    name: ClassVar[str] = "negation"
    added: bool = True
    """Whether negations that the source has no sign of fail."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where one side alone denies; skip targets whose words are not known, and neither."""
        words = _WORDS.get(context.target)
        if words is None:
            return Check(name=self.name, status="skipped")
        hypothesis = _IDIOMS[context.target].sub(" ", context.hypothesis)
        source = _SOURCE_IDIOMS.sub(" ", context.source)
        denied = _SOURCE.search(source)
        if denied and not words.search(hypothesis):
            return Check(
                name=self.name, status="failed", expected=denied.group(), seen="no negation"
            )
        if denied and context.target == "zh":
            several, found = _SEVERAL.findall(source), len(words.findall(hypothesis))
            if len(several) > found:
                return Check(
                    name=self.name,
                    status="failed",
                    expected=", ".join(several),
                    seen=f"{found} in all",
                )
        plain = _PLAIN[context.target].search(hypothesis) if self.added else None
        if plain and not _SOURCE.search(context.source) and not _REASON.search(context.source):
            return Check(
                name=self.name, status="failed", expected="no negation", seen=plain.group()
            )
        return Check(name=self.name, status="passed" if denied or plain else "skipped")
