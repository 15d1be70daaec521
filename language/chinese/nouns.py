"""The nouns that news counts, in Chinese: each by its one name in all languages."""

from __future__ import annotations

from language.counted.nouns import noun_table

NOUNS = noun_table(
    """
    people*: 人
    resident*: 居民, 村民, 市民, 民众, 群众, 公民, 百姓
    passenger*: 乘客, 旅客
    crew*: 船员, 机组人员, 水手, 海员
    miner*: 矿工
    worker*: 工人, 员工, 职工, 雇员, 劳工
    soldier*: 士兵, 军人, 官兵, 军队
    officer*: 警察, 警员, 警官, 民警, 警力
    firefighters?: 消防员, 消防人员, 消防队员
    rescuer*: 救援人员, 潜水员, 志愿者, 搜救人员
    doctor*: 医生, 医护人员, 护士
    patient*: 患者, 病人, 病患
    child*: 儿童, 孩子, 小孩, 学童, 未成年人, 婴儿
    student*: 学生, 大学生
    teacher*: 教师, 老师
    woman*: 妇女, 女性, 女子
    man*: 男子, 男性
    tourist*: 游客, 登山者, 朝圣者, 滑雪者
    refugee*: 难民
    migrant*: 移民, 偷渡者
    hostage*: 人质
    prisoner*: 囚犯, 犯人, 在押人员, 战俘
    suspect*: 嫌疑人, 嫌犯, 被告, 枪手
    victim?: 受害者, 遇难者, 受害人
    saver*: 储户, 投资者, 债权人, 股东
    customer?: 客户, 用户, 订户
    lawmaker*: 议员, 代表
    voter*: 选民
    candidate*: 候选人
    spectator*: 观众, 球迷
    player*: 球员, 运动员, 选手
    scientist*: 科学家, 研究人员
    journalist*: 记者
    farmer*: 农民
    driver*: 司机
    family?: 家庭
    protester*: 示威者, 抗议者
    striker*: 罢工者
    expert*: 专家, 工程师
    signature: 签名
    buildings: 房屋, 住宅, 民房, 建筑, 楼房, 房子
    flat: 公寓
    room: 房间, 客房
    tent: 帐篷
    bed: 床位, 病床
    schools: 学校, 小学, 中学, 幼儿园
    hospital: 医院, 诊所
    church: 教堂, 寺庙, 清真寺
    shops: 门店, 商店, 餐厅, 超市, 分店, 店铺
    factory: 工厂, 厂房
    company: 公司, 企业, 银行
    bridge: 桥梁, 大桥, 桥
    road: 道路, 公路, 街道
    vehicles: 汽车, 车辆, 卡车, 货车, 车厢, 巴士, 轿车
    fire engine: 消防车
    train: 列车, 火车
    flights: 航班
    aircraft: 飞机, 直升机, 战机
    ships: 船只, 船, 渔船, 货轮, 油轮, 船舶
    missiles: 导弹, 火箭弹, 火箭, 炮弹
    drones: 无人机
    weapon: 枪支, 武器, 步枪
    shot: 枪, 子弹
    bomb: 炸弹
    explosion: 爆炸
    attack: 袭击, 攻击
    penalty: 点球
    goal: 进球, 球
    point: 分
    match: 比赛, 场比赛, 胜
    medal: 奖牌, 金牌
    trophy: 冠军, 奖杯
    seats: 席位, 议席, 座位
    vote: 票, 选票
    party: 政党
    country: 国家
    region: 省, 地区, 州, 县
    city: 城市, 城镇
    villages: 村庄, 村子, 山村, 村
    station: 车站, 站点
    airport: 机场
    artworks: 画作, 油画, 名画, 画, 作品
    item: 物品, 文物, 藏品
    document: 文件, 文档
    records: 记录, 病历
    account: 账户, 账号
    card: 红牌, 黄牌, 卡
    phone: 手机, 设备
    product: 产品
    animals: 动物, 牲畜, 牛, 羊, 猪, 鸡, 鸟, 马, 狗
    whale: 鲸鱼, 鲸, 海豚
    elephant: 大象
    tree: 树木, 树
    job?: 岗位, 工作岗位, 职位
    charge: 罪名, 指控, 项指控
    case?: 病例, 案件
    death?: 遗体, 尸体
    dose: 剂, 疫苗
    sample: 样本, 样品
    satellite: 卫星
    orbit: 圈
    turbine: 风机, 涡轮机
    reactor: 反应堆
    well: 油井, 井
    panel: 面板
    floor: 层
    camera: 摄像头, 相机
    ticket: 门票, 车票
    aftershock: 余震, 地震
    fire: 火点, 火灾
    pump: 水泵, 泵
    container: 集装箱
    bag: 袋
    shelter: 避难所, 营地, 安置点
    article: 条
    member*: 成员
    official*: 官员, 部长
    judge*: 法官, 陪审员
    witness*: 证人
    nominee: 提名
    film: 影片, 电影
    station worker*: 保安, 警卫
    militant*: 武装分子, 恐怖分子, 叛军
    civilian*: 平民
    elderly*: 退休人员, 养老金领取者
    astronaut*: 宇航员, 航天员
    fisherman*: 渔民
    tank: 坦克, 储罐
    turtle: 海龟
    """
)
"""By word: its name, and whether it is of people."""
