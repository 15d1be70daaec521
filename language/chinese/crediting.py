"""How Chinese texts credit reports."""

from __future__ import annotations

import re

from language.crediting import Crediting

CREDITING = Crediting(
    cites_before=re.compile(
        r"(?:据|根据|援引|引述|引用|综合|转引|来自|转述|按照)(?:[\u4e00-\u9fff]{0,6}(?:通讯社"
        r"|国家|官方"
        r"|媒体))?(?:自)?[《“「]?$"
    ),
    cites_after=re.compile(
        r"[\u4e00-\u9fff]{0,8}?消息|"
        r"[》”」]?(?:社)?(?:[（(][^（()）]{1,30}[)）])?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:当天"
        r"|周[一二三四五六日天])?"
        r"(?:从[\u4e00-\u9fff]{1,8})?(?:最新)?(?:援引|引述|的?报道|的?報道|消息|电|電|称|稱|说"
        r"|发文|披露)"
    ),
    told_before=re.compile(r"(?:告诉|对|向|接受)(?:记者)?[《“「]?$"),
    whole_before=re.compile(r"(?!)"),
    signs_before=re.compile(r"^[（(【]?[\u4e00-\u9fff]{0,3}$"),
    signs_after=re.compile(
        r"[\u4e00-\u9fff/／]{0,8}?(?:\d{1,2}月)?\d{1,2}日(?:专)?[电電讯訊]|[)）】]|\s?[—–]"
    ),
    closes=re.compile(r"(?:来源|來源|稿源|转自|编辑|供稿)[:：]?\s?[《“「]?$|[\n。]\s*[（(【]$"),
    assists=re.compile(r"(?:综合|综编|亦有)(?:报道|贡献)"),
    compiler=re.compile(r"编译|編譯|综合|綜合|整理|翻译|编辑部"),
    own=re.compile(
        r"本报记者|本报讯|本刊记者|本网记者|告诉本报|对本报|向本报|告诉记者|记者(?:从|在|注意到"
        r"|获悉|了解到"
        r"|致电|联系|采访|探访|现场)"
    ),
)
