"""How Chinese papers mark what is no report of one happening."""

from __future__ import annotations

import re

from language.pack import Genres

GENRES = Genres(
    opinion=re.compile(
        r"^[【\[（(]?(?:[^：:｜|]{0,6}?)(?:评论|社论|观点|时评|短评|锐评|社评|专栏|述评|评论员文章|分析"
        r"|读者来信|来论|快评|热评|杂谈|随笔|来信|我见)(?:[】\])）：:｜|丨]|$)"
    ),
    round_up=re.compile(
        r"(?:早报|晚报|简报|速览|一览|盘点|要闻|要闻回顾|新闻汇总|综述|早餐|晚间播报|新闻摘要|大事记"
        r"|每日新闻|今日头条汇总|一周回顾|周报|快讯汇总|热点汇总)(?:[】\])）：:｜|丨]|$)"
        r"|^(?:早报|晚报|简报|(?:本周|一周|今日|昨日|每日)[^，。]{0,4}(?:要闻|新闻|大事|热点))"
    ),
)
