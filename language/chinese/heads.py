"""Words that say what a number counts, in Chinese."""

from __future__ import annotations

from language.counted.count import Head


def _people(what: str, before: str, after: str) -> Head:
    return Head(what, "people", before=before, after=after)


HEADS = (
    _people("convicted", r"定罪", r"(?:被)?(?:定罪|判有罪)"),
    _people("charged", r"起诉", r"(?:被)?(?:起诉|指控)"),
    _people("deported", r"遣返|驱逐", r"(?:被)?(?:遣返|驱逐)"),
    _people("affected", r"影响(?:了)?", r"(?:受影响|受到影响|受灾|需要(?:紧急)?援助)"),
    _people("vaccinated", r"接种", r"(?:已)?接种"),
    _people("without water", r"停水|断水", r"停水|断水|缺水"),
    _people("capacity", r"(?:核定|额定)?载[客员]|核载|限载|可容纳|定员", r"座位"),
    Head("abstentions", "things", before=r"弃权票?", after=r"票弃权|票?弃权"),
    Head("drones", "things", after=r"架(?:次)?无人机"),
    Head("sought", "time", before=r"求刑|检方(?:要求|建议|请求|寻求)[^，。；]{0,6}?"),
    Head("expected", "money", before=r"预期(?:的|为)?|预计的"),
    Head("deficit", "share", before=r"赤字率?", after=r"的?赤字"),
    Head("deficit", "money", before=r"赤字|缺口", after=r"的?(?:赤字|缺口)"),
    Head("tariff", "share", before=r"关税", after=r"的?关税"),
    Head("pay rise", "share", before=r"加薪|涨薪|工资|薪资", after=r"的?(?:加薪|涨薪)"),
    Head("approval", "share", before=r"支持率|满意度", after=r"的?支持率"),
    Head("effectiveness", "share", before=r"有效率|有效性|保护率", after=r"的?有效"),
    Head("capacity", "share", before=r"蓄水|容量"),
    Head("remaining", "length", before=r"(?:还剩|仅剩|剩下|距离?被困者|仍有)"),
    Head("fall", "length", before=r"坠落|坠入"),
    Head("spilled", "volume", before=r"泄漏|漏出|流入", after=r"的?(?:原油|石油|燃油)"),
    Head("output", "volume", before=r"产量|日产"),
    Head("output", "power", before=r"装机|功率", after=r"的?(?:装机|功率)"),
    Head("emissions", "mass", before=r"排放", after=r"的?(?:二氧化碳|温室气体)"),
    Head("compensation", "money", before=r"赔偿金?|补偿金?|获赔", after=r"的?(?:赔偿金?|补偿金?)"),
    Head("bail", "money", before=r"保释金?", after=r"的?保释"),
    Head("reward", "money", before=r"悬赏", after=r"的?(?:悬赏|奖励)"),
    Head("pay", "money", before=r"工资|薪资|月薪|年薪|奖金", after=r"的?(?:工资|薪资)"),
    Head("tax", "money", before=r"税"),
    Head("fee", "money", before=r"转会费|票价|门票|费用", after=r"的?(?:转会费|门票)"),
    Head("deal", "money", before=r"成交|拍出|售出|要价", after=r"的?(?:价格)?(?:成交|售出|拍出)"),
    _people("dead", r"死亡人[数員员]?|遇难人[数员]?|遇难者|死亡|遇难|死者|丧生|罹难|身亡|杀害"
        r"|打死|炸死|夺[走去]|致死|丧命|遇害",
            r"死亡|遇难|丧生|罹难|身亡|死(?![者刑于])|丧命|被杀|遇害|牺牲|殉职|确认死亡|的生命"
            r"|病亡|病死|遗体|尸体|溺亡|溺水身亡"),
    _people("injured", r"受伤人[数员]?|伤者|受伤|打伤|炸伤|伤员|致伤|负伤", r"受[轻重]?伤|负伤"
        r"|[轻重]?伤(?![亡害心势])|伤者|伤员|烧伤"),
    _people("missing", r"失踪人[数员]?|失踪者?|失联|下落不明|搜[寻救]", r"失踪|失联"
        r"|(?:仍)?下落不明"),
    _people("trapped", r"被困|受困",
            r"(?:被困|受困)(?![^，。；]{0,16}(?:获救|升井|脱险|救出|救起|营救))"),
    _people("alive", r"幸存|生还", r"(?:全部)?(?:还)?(?:活着|生还|存活)"),
    _people("arrested", r"逮捕|拘留|抓获|被捕|拘捕|扣押|抓捕", r"被?(?:逮捕|拘留|捕|拘捕|扣押|抓)"
        r"|落网"),
    _people("evacuated", r"疏散|撤离|转移|撤出", r"(?:紧急|被迫|已经?|安全|被)?(?:疏散|撤离|转移)"
        r"|在学校过夜"),
    _people("displaced", r"流离失所|难民", r"流离失所|难民|逃离家园"),
    _people("homeless", r"无家可归", r"无家可归|失去(?:家园|住所)"),
    _people("rescued", r"救出|获救|营救|救起|解救|幸存者?", r"获救|被救|幸存|生还|脱险|升井"),
    _people("hospitalised", r"住院|送医|入院", r"住院|送医|入院|送往医院|接受治疗|在医院"),
    _people("infected", r"感染|确诊|病例|患病", r"感染|确诊|病例|患病|中毒"),
    _people("hostages", r"人质|绑架|劫持|挟持", r"人质|被绑架|被劫持"),
    _people("aboard", r"载有|搭载|载着|载客|机上|船上|车上", r"在机上|在船上"),
    Head("aboard", "people", before=r"乘客", after=r"乘客|机组|船员|旅客", weak=True),
    _people("participants",
            r"参加|示威者?|集会|游行|(?<![捕亡伤踪困员院染诊离散业难移])人数|观众",
            r"参加|示威|抗议|游行|走上街头|集会|观众|球迷|参与|上街"),
    _people("participants", r"罢工", r"罢工"),
    _people("jobs cut", r"裁员|裁减|裁撤|削减|解雇", r"被裁|失业|个?(?:工作岗位|职位|岗位)|被解雇"),
    Head("buildings", "things", before=r"(?:摧毁|损毁|烧毁|倒塌|毁坏|受损)",
         after=r"[座栋幢间所处](?:房屋|住宅|建筑|民房|楼房|房子)"),
    _people("released", r"释放|获释|特赦", r"(?:被)?(?:释放|特赦)|获释"),
    _people("stranded", r"滞留", r"滞留|受阻"),
    _people("infected", r"隔离|患病", r"(?:被)?隔离|发病"),
    Head("deployed", "people", before=r"出动|派出|动员|投入", after=r"救援人员|士兵|警察|军人",
        weak=True),
    Head("recalled", "things", before=r"召回"),
    Head("users", "things", after=r"(?:名|位|个)?(?:用户|订户)"),
    Head("animals", "things", after=r"[头只匹](?:牲畜|牛|羊|猪|鸡|动物)?"),
    Head("missiles", "things", after=r"枚(?:\w{0,4}导弹|火箭弹?|炮弹)"),
    Head("shops", "things", after=r"[家间](?:门店|商店|店|分店|餐厅|超市)"),
    Head("villages", "things", after=r"[个座]?(?:村庄|村子|山村|村(?!民))"),
    Head("vehicles", "things", after=r"[辆节](?:汽车|车辆|车厢|货车|车)?"),
    Head("records", "things", after=r"(?:名|位|份|条|个)?(?:患者|用户|客户)?(?:的)?(?:病历|资料"
        r"|数据|记录|账户|用户)"),
    Head("artworks", "things",
         after=r"幅(?:画作|油画|画|作品|名画)?|件(?:画作|油画|画|作品|名画|艺术品)"),
    Head("aircraft", "things", after=r"架(?:飞机|直升机)?"),
    Head("ships", "things", after=r"艘"),
    Head("schools", "things", after=r"所(?:学校|小学|中学)"),
    Head("retirement age", "things", before=r"退休年龄"),
    Head("firefighters", "things", after=r"[名位]?消防(?:员|人员|队员|员)"),
    Head("flights", "things", after=r"[个架]?(?:次)?航班"),
    Head("customers without power", "things", before=r"停电|断电", after=r"(?:户|栋|座"
        r"|个)?[^，。]{0,6}(?:停电|断电)"),
    Head("votes for", "things", before=r"赞成票?|支持票", after=r"票(?:赞成|支持|通过|对)|票?赞成"),
    Head("votes against", "things", before=r"反对票?", after=r"票反对"),
    Head("seats", "things", before=r"席位", after=r"[个]?(?:议席|席位?|个席位)"),
    Head("strikers' share", "share", before=r"罢工", after=r"的?(?:员工|职工"
        r"|工人)?[^，。]{0,4}(?:罢工|参加)"),
    Head("share price", "share", before=r"股价"),
    Head("turnout", "share", before=r"投票率", after=r"的?投票率"),
    Head("vote share", "share", before=r"(?:获得|赢得|得票率|以|获|得到)", after=r"的?(?:选票"
        r"|得票率?|票|支持)"),
    Head("votes counted", "share", before=r"(?:计票|点票|开票)",
        after=r"的?(?:选票(?:已|被)|计票)"),
    Head("interest rate", "share", before=r"利率", after=r"的?利率"),
    Head("inflation", "share", before=r"通胀率?|通货膨胀率?|CPI|消费者?价格", after=r"的?通胀"),
    Head("unemployment", "share", before=r"失业率", after=r"的?失业率"),
    Head("growth", "share", before=r"GDP|国内生产总值|经济", after=r"的?(?:经济)?增长"),
    Head("contained", "share", before=r"控制", after=r"的?(?:火势)?[^，。]{0,4}控制"),
    Head("stake", "share", before=r"(?:持股|持有|收购)", after=r"的?(?:股份|股权)"),
    Head("magnitude", "things", before=r"里氏|震级|[强发]?[Mm]w?(?=\d)", after=r"级(?:的)?(?:强烈"
        r"|强)?(?:地震"
        r"|余震|强震|浅源)?|里氏"),
    Head("retirement age", "time", before=r"退休年龄"),
    Head("sentence", "time", before=r"判处|刑期|判刑|入狱|获刑", after=r"的?(?:有期徒刑|徒刑|监禁"
        r"|刑期)"),
    Head("age", "time", after=r"(?<=岁)(?:的|，)"),
    Head("duration", "time", before=r"持续|中断|长达|历时|暂停|推迟", after=r"的?(?:对峙|围困"
        r"|罢工|中断)"),
    Head("magnitude", "things", before=r"(?:地质调查局|地震局|地震台网|地球物理)[^，。；\d]{0,12}"
         r"(?=[3-9]\.\d)"),
    Head("water level", "length", before=r"水位|浪高|海浪", after=r"的?(?:巨浪|海浪|浪)"),
    Head("depth", "length", before=r"深度|深|地下|井下", after=r"深"),
    Head("altitude", "length", before=r"高度|高", after=r"高"),
    Head("length", "length", before=r"长度|全长|长", after=r"长"),
    Head("wind", "speed", before=r"风速|风力|阵风", after=r"的?(?:风速|阵风|大风)"),
    Head("speed", "speed", before=r"时速|速度", after=r"的?(?:时速|速度)"),
    Head("rain", "length", before=r"降雨量?|雨量|降水", after=r"的?(?:降雨|降水|雨)"),
    Head("distance", "length", before=r"(?:震中)?(?:距离?|位于)", after=r"(?:处|外|以[东西南北])"),
    Head("area", "area", before=r"面积|过火|烧毁|焚毁|吞噬|受灾", after=r"的?(?:林地|森林|土地"
        r"|农田|农作物|面积|山林)"),
    Head("spilled", "mass", before=r"泄漏|漏出|流入", after=r"的?(?:原油|石油|燃油|柴油)"),
    Head("seized", "mass", before=r"缴获|查获|没收", after=r"的?(?:可卡因|海洛因|毒品|冰毒)"),
    Head("per share", "money", before=r"每股", after=r"[/／]股|每股"),
    Head("writedown", "money", before=r"减记|减值|注销", after=r"的?减[记值]"),
    Head("dividend", "money", before=r"股息|派息|分红", after=r"的?(?:股息|派息|分红)"),
    Head("fraud", "money", before=r"诈骗|骗取|骗走|欺诈"),
    Head("fine", "money", before=r"罚款|罚|罚金|处罚", after=r"的?罚[款金]"),
    Head("damage", "money", before=r"(?:经济)?损失|损害", after=r"的?(?:直接)?(?:经济)?损失"),
    Head("deal", "money", before=r"报价|出价|提出|提议", after=r"的?(?:报价|出价|要约|收购要约)"),
    Head("deal", "money", before=r"支付|收购|交易|并购|出售|购买|合同|买下|协议",
        after=r"的?(?:价格)?(?:收购|交易|并购|合同|协议"
        r"|价格收购)"),
    Head("revenue", "money", before=r"营收|收入|销售额|营业额", after=r"的?(?:营收|收入|销售额)"),
    Head("profit", "money", before=r"利润|盈利|净利|净赚", after=r"的?(?:净?利润|盈利)"),
    Head("loss", "money", before=r"亏损", after=r"的?亏损"),
    Head("aid", "money", before=r"援助|捐款|捐赠|捐|贷款|拨款|赔偿|救助|补偿", after=r"的?(?:紧急"
        r"|人道主义|军事)?(?:援助|捐款|贷款"
        r"|赔偿|补偿|救灾)"),
    Head("funding", "money", before=r"融资|投资|斥资|投入|筹集|募集|注资", after=r"的?(?:融资"
        r"|投资|资金)"),
    Head("budget", "money", before=r"预算|开支|支出", after=r"的?(?:预算|开支|支出)"),
    Head("debt", "money", before=r"债务|负债|欠", after=r"的?(?:债务|负债)"),
    Head("ransom", "money", before=r"赎金", after=r"的?赎金"),
    Head("stolen", "money", before=r"盗走|盗取|受贿|贪污|侵吞|被盗|窃取", after=r"的?(?:贿赂"
        r"|赃款)|被盗"),
    Head("cost", "money", before=r"耗资|成本|造价|费用|花费", after=r"的?(?:成本|费用)"),
    Head("price", "money", before=r"每桶|油价|价格|金价|股价|报|收于", after=r"[一每/／]?桶"
        r"|的?价格"),
    Head("value", "money", before=r"价值|市值|估值|估价|值", after=r"的?(?:市值|估值)"),
)  # fmt: skip
