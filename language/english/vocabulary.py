"""English words that the checks look for, by what they do."""

from __future__ import annotations

from language.english.words import REPORTING, word_table
from language.syntax import Vocabulary

PRONOUNS = word_table("he her hers him his it its she their them they")
PHRASAL_VERBS = word_table("come get give go keep make put take")

VOCABULARY = Vocabulary(
    speaking=REPORTING | word_table("accord ask call describe put quote speak"),
    attributing=word_table(
        """accord account accusation accuse advise allegation allege alleged allegedly announce
        apparent apparently appear argue assert assume belief believe blame caution charge claim
        conclude could court declare deny dispute doubt emphasise emphasize fear if indict inquiry
        insist investigate investigation likely maintain may might perhaps possible possibly probe
        prosecute purported purportedly quote report reported reportedly rumor rumour say seem
        stress speculate speculation stated suggest supposed supposedly suspect suspected suspicion
        tell testify testimony think trial tweet unconfirmed understood urge warn whether write"""
    ),
    disputing=word_table(
        """contradict deny denial dismiss disagree dispute false falsely refute reject wrong
        wrongly"""
    ),
    foretelling=word_table("will"),
    denying=word_table(
        """absence abandon against avoid ban bar block break cancel cease cut decline deny dismiss
        drop end fail halt impossible lack neutral oppose prevent prohibit refuse reject rule scrap
        sever stop suspend unable unlikely unwilling veto withdraw"""
    ),
    phrasal_verbs=PHRASAL_VERBS,
    oblique=word_table("by for in with"),
    anaphors=word_table(
        """both city company country former government group he her him his institution it its king
        latter leader minister ministry nation official organisation organization pair president
        she spokesman spokesperson spokeswoman their them they two union"""
    ),
    degrees={"more": "more", "most": "more", "less": "less", "fewer": "less", "least": "less"},
    doubled=word_table("bye had ha hear no so that very"),
    dangling=word_table(
        """a about after although an and as at because before but by during for from if in into of
        on or over than that the their through to under until when which while who whose with
        without"""
    ),
)
