"""The nouns that news counts, in Russian: each by its one name in all languages."""

from __future__ import annotations

from language.counted.nouns import noun_table

NOUNS = noun_table(
    """
    people*: человек, люди, лицо
    resident*: житель, гражданин, горожанин
    passenger*: пассажир
    crew*: моряк, матрос
    miner*: шахтер, горняк
    worker*: рабочий, работник, сотрудник
    soldier*: солдат, военный, военнослужащий, боец
    officer*: полицейский
    firefighters?: пожарный
    rescuer*: спасатель, водолаз, волонтер, доброволец
    doctor*: врач, медик, медсестра
    patient*: пациент, больной
    child*: ребенок, дети, школьник, младенец, подросток
    student*: студент, ученик
    teacher*: учитель, педагог
    woman*: женщина
    man*: мужчина
    tourist*: турист, альпинист, паломник, гость, лыжник
    refugee*: беженец
    migrant*: мигрант
    hostage*: заложник
    prisoner*: заключенный, военнопленный, осужденный
    suspect*: подозреваемый, обвиняемый, нападавший
    victim?: жертва, пострадавший
    saver*: вкладчик, инвестор, кредитор, акционер
    customer?: клиент, абонент, пользователь, подписчик
    lawmaker*: депутат, сенатор, делегат
    voter*: избиратель
    candidate*: кандидат
    spectator*: зритель, болельщик, фанат
    player*: игрок, спортсмен, футболист
    scientist*: ученый, исследователь
    journalist*: журналист
    farmer*: фермер
    driver*: водитель
    family?: семья, домохозяйство
    protester*: протестующий, демонстрант, манифестант
    striker*: забастовщик
    expert*: эксперт, специалист, инженер
    signature: подпись
    buildings: дом, здание, строение, постройка
    flat: квартира
    room: комната, номер
    tent: палатка
    bed: койка
    schools: школа
    hospital: больница, клиника
    church: церковь, храм, мечеть
    shops: магазин, ресторан, филиал, отделение
    factory: завод, фабрика
    company: компания, фирма, предприятие, банк
    bridge: мост
    road: дорога, улица
    vehicles: автомобиль, машина, грузовик, автомашина, автобус, вагон
    fire engine: пожарная
    train: поезд, электричка
    flights: рейс, авиарейс
    aircraft: самолет, вертолет
    ships: судно, корабль, катер, лодка, танкер
    missiles: ракета, снаряд
    drones: дрон, беспилотник, бпла
    weapon: оружие, автомат, винтовка
    shot: выстрел, пуля
    bomb: бомба
    explosion: взрыв
    attack: атака, удар, нападение
    penalty: пенальти
    goal: гол, мяч
    point: очко, балл
    match: матч, игра, победа
    medal: медаль
    trophy: титул, трофей, кубок
    seats: место, мандат, кресло
    vote: голос, бюллетень
    party: партия
    country: страна, государство
    region: регион, область, район, провинция, округ, уезд
    city: город
    villages: деревня, село, поселок
    station: станция
    airport: аэропорт
    artworks: картина, полотно
    item: предмет, экспонат
    document: документ, страница
    records: запись
    account: счет, аккаунт
    card: карта, карточка
    phone: телефон, смартфон, устройство
    product: изделие, единица
    animals: животное, корова, овца, свинья, птица, лошадь, собака
    whale: кит, дельфин
    elephant: слон
    tree: дерево
    job?: место, должность
    charge: обвинение, пункт, эпизод
    case?: случай, заражение
    death?: смерть, тело, жизнь
    dose: доза, вакцина, прививка
    sample: проба, тест, образец
    satellite: спутник
    orbit: виток, оборот
    turbine: турбина, ветряк
    reactor: реактор
    well: скважина
    panel: панель
    floor: этаж
    camera: камера
    ticket: билет
    aftershock: толчок, афтершок, землетрясение
    fire: пожар, очаг
    pump: насос
    container: контейнер
    bag: мешок
    shelter: убежище, лагерь, пункт
    article: статья
    member*: член
    official*: чиновник, министр
    judge*: судья, присяжный
    witness*: свидетель
    nominee: номинация
    film: фильм
    station worker*: охранник, караульный
    militant*: боевик, террорист
    civilian*: мирный
    elderly*: пенсионер
    astronaut*: космонавт, астронавт
    fisherman*: рыбак
    tank: танк, цистерна
    turtle: черепаха
    """
)
"""By dictionary form, with е for ё: its name, and whether it is of people."""
