"""Opposites in English: rise and fall, and the like."""

from __future__ import annotations

from language.opposites import opposite_words

OPPOSITES = opposite_words(
    {
        "rise": (
            (
                r"r[io]se|rises|risen|rising|increas(?:e|es|ed|ing)|growth|grow(?:s|ing)?"
                r"|hik(?:e|es|ed)|up (?:by )?[\d$]\S*|rais(?:e|es|ed|ing)|grew|grown"
                r"|climb(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|jump(?:ed|s)",
                r"grow\w*|gain\w*|hik\w+|high\w*|more|expand\w*|boost\w*|up|over|above|lift\w*"
                r"|increas\w+|add\w*|extend\w*|doubl\w*|most|strong\w*|appreciat\w+|widen\w*",
            ),
            (
                r"fell|falls|fallen|decreas(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|decline|cuts?"
                r"|reductions?|down (?:by )?[\d$]\S*|dropp?(?:s|ed|ing)|lower(?:s|ed|ing)"
                r"|reduc(?:e|es|ed|ing)|shr[au]nk|plung(?:e|es|ed|ing)|slump(?:s|ed|ing)?"
                r"|declined",
                r"fall\w*|declin\w+|drop\w*|low\w*|cut\w*|reduc\w+|shrink\w*|slash\w*|eas\w+"
                r"|slow\w*|less\w*|few\w*|down\w*|under\w*|below|los\w+|minim\w+|weak\w*|shed"
                r"|tumbl\w+|sl[io]d\w*|dip\w*|hal[fv]\w*|off|sink\w*|sank|collaps\w+|crash\w*"
                r"|cool\w*|limit\w*|curb\w*|discount\w*|trim\w*|narrow\w*|short\w*|relax\w*"
                r"|mitigat\w+|depreciat\w+|decelerat\w+",
            ),
        ),
        "support": (
            (
                r"support(?:s|ed|ing)?|backed|endors(?:es|ed)",
                r"back\w*|favou?r\w*|for|pro\w*",
            ),
            (
                r"oppos(?:e|es|ed|ing)|opposition to|stance against",
                r"oppos\w+|reject\w*|against|critici\w+|protest\w*|resist\w*|object\w*"
                r"|counter\w*|anti\w*|versus|fight\w*|fought|conden\w+|denounc\w+|contra\w*"
                r"|boycott\w*",
            ),
        ),
        "import": (
            (
                r"import(?:s|ed|ing|er|ers)?",
                r"inbound|foreign",
            ),
            (
                r"export(?:s|ed|ing|er|ers)?",
                r"outlet\w*|exit\w*|mouth|ship\w*|sell\w*|s[oa]l[de]\w*",
            ),
        ),
        "buy": (
            (
                r"buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)",
                r"acqui\w+|procur\w+|shop\w*",
            ),
            (
                r"sell(?:s|ing)?|sold",
                r"sale\w*|sell\w*|vend\w+|market\w*|retail\w*|trad\w+|dispos\w+",
            ),
        ),
        "open": (
            (
                r"(?:re)?open(?:s|ed|ing)?",
                r"open\w*|unlock\w*|launch\w*|start\w*",
            ),
            (
                r"clos(?:e|es|ed|ing|ure)|shut(?:s|ting)?",
                r"clos\w+|shut\w*|block\w*|seal\w*|end\w*|off",
            ),
        ),
        "allow": (
            (
                r"allow(?:s|ed|ing)?|permit(?:s|ted|ting)|legali[sz](?:e|es|ed|ing)",
                r"let\w*|may|can|author\w+|permi\w+|legal\w*|licen[sc]\w+",
            ),
            (
                r"ban(?:s|ned|ning)?|prohibit(?:s|ed|ing)?|forb[ia]d(?:s|den|ding)?"
                r"|outlaw(?:s|ed)?",
                r"\w*ban\w*|bar\w*|block\w*|restrict\w*|limit\w*|only|stop\w*|prevent\w*"
                r"|illegal\w*|until|unless|lockdown",
            ),
        ),
        "free": (
            (
                r"free[sd]|releas(?:es|ed|ing)|liberat(?:e|es|ed|ing)",
                r"free\w*|releas\w+|liberat\w+|rescu\w+|let|loose|out",
            ),
            (
                r"captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)|detain(?:s|ed|ing)?"
                r"|arrest(?:s|ed|ing)?",
                r"\w*arrest\w*|deten\w+|t[ao]\w?k\w*|held|hold\w*|jail\w*|custody|prison\w*"
                r"|police|raid\w*|caught|captiv\w+|kidnap\w*|abduct\w*|hostage\w*|convict\w*"
                r"|sentenc\w*|confiscat\w*|imprison\w*",
            ),
        ),
        "win": (
            (
                r"w[io]ns?|winning|victor(?:y|ies)|beat(?:s|ing)?",
                r"winn\w+|beat\w*|victor\w+|defeat\w*|triumph\w*",
            ),
            (
                r"los(?:t|es|ing)|defeated",
                r"los\w+|defeat\w*|beaten|fail\w*|down|against|over",
            ),
        ),
        "intent": (
            (
                r"intentional(?:ly)?|deliberate(?:ly)?|premeditated|will?ful(?:ly)?",
                r"intent\w*|deliberat\w+|purpose\w*|plann\w+",
            ),
            (
                r"reckless(?:ly|ness)?|negligen(?:t|tly|ce)|accidental(?:ly)?|involuntary"
                r"|unintentional(?:ly)?|inadvertent(?:ly)?",
                r"accident\w*|mistak\w+|careless\w*|unwitting\w*|unintended",
            ),
        ),
    }
)
