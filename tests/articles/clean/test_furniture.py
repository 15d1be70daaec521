from __future__ import annotations

import pytest

from articles.clean.cleaning import clean
from articles.extract.blocks import Block, BlockKind, Link
from tests.articles.texts import STORY

TITLE = "Ferry terminal to open two months late"

FURNITURE = {
    "subscribe": [
        "Get our free Morning Brief newsletter, sent each weekday",
        "Bookmark our page and come back for more updates.",
        "Join us on WhatsApp for breaking stories.",
        "If you value our reporting, please consider making a donation.",
        "Have a news tip? Email us at tips@courier.example",
        "Jetzt den Newsletter abonnieren",
        "Abonnez-vous à notre newsletter",
        "Suscríbase a nuestro boletín",
        "Подписывайтесь на наш канал в Telegram",
        "Підписуйтесь на наш канал у Telegram",
        "关注微信公众号，获取更多新闻",
        "会員登録して続きを読む",
        "اشترك في نشرتنا البريدية",
        "Iscriviti alla nostra newsletter",
        "Prenumerera på vårt nyhetsbrev",
        "Abonner på vårt nyhetsbrev",
        "Sign up: Stay on top of the latest news of the coast!",
        "Get access to the Courier's subscription for as little as 5 euros.",
        "Hier können Sie das Heft schon jetzt vorbestellen!",
        "Pour ajouter l’article à vos sélections identifiez-vous",
    ],
    "related-link": [
        "You may also like",
        "More on this story",
        "SEE ALSO: Storm closes coastal road",
        "Lesen Sie auch: Sturm schließt Küstenstraße",
        "À lire aussi : La tempête ferme la route",
        "Lea también: La tormenta cierra la carretera",
        "Читайте также: Шторм закрыл дорогу",
        "Читайте також: Шторм закрив дорогу",
        "相关阅读",
        "関連記事",
        "اقرأ أيضا: العاصفة تغلق الطريق",
        "Leggi anche: La tempesta chiude la strada",
        "Läs också: Stormen stänger vägen",
        "Les også: Stormen stenger veien",
        "Related post: Storm closes coastal road",
        "You can also check: Storm closes coastal road",
        "More great Courier stories",
    ],
    "caption": [
        "Pictured from left: Anna Holm, Jane Doe and John Roe.",
        "Image source, Getty Images",
        "Foto: Jane Doe/dpa",
        "Crédit photo : AFP",
        "Фото: ТАСС",
        "图片来源：新华社",
        "صورة: رويترز",
        "Foto: ANSA",
        "Bild: Jane Doe/TT",
        "Bilde: Jane Doe/NTB",
    ],
    "boilerplate": [
        "We may earn a commission if you buy through links on this page.",
        "Comments are moderated and must follow our community guidelines.",
        "First published in The Lantern Observer.",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "The Associated Press receives financial support from several private foundations.",
        "This story has been updated with comments from the port.",
        "Alle Rechte vorbehalten",
        "Riproduzione riservata",
        "Alla rättigheter förbehållna",
        "Artikkelen fortsetter under annonsen",
        "This copy is for your personal, non-commercial use only.",
        "You can view our June thread here.",
        "This article is a joint publication of the Courier and the Lantern.",
        "Dies ist eine maschinelle Übersetzung eines Artikels aus Oslo.",
        "Die mit einem Symbol gekennzeichneten Links sind Affiliate-Links.",
        "Die Zeitung hat diese Meldung redaktionell nicht bearbeitet.",
        "Über dieses Thema berichtete: Radio Eins am 26.08.2024 um 06:00 Uhr.",
        "分享让更多人看到",
    ],
    "date": [
        "Updated at 1:23 p.m.",
        "Updated on Nov. 20 at 3 p.m. ET",
        "Aktualisiert am 07.01.2026 - 18:50 Uhr",
        "Publié le 3 mars 2024 à 10h05",
        "Опубликовано 3 марта 2024 г. в 10:05",
        "发布时间：2024年3月3日 10:05",
        "2024年3月3日 10時05分 更新",
        "Pubblicato il 3 marzo 2024 alle 10:05",
        "Publicerad 3 mars 2024 kl 10.05",
        "Publisert 3. mars 2024 kl. 10.05",
        "21 mins ago11:48 Jane Doe",
    ],
    "share-bar": [
        "Share this article",
        "Teilen Drucken",
        "Поделиться",
        "分享 微信 微博",
        "Condividi su",
        "Dela",
        "Lagre Del",
    ],
}
AT_THE_END = {
    "author-note": [
        "Jane Doe is a staff writer for the Courier covering ports.",
        "Doe covers ports and reads everything that is sent to her.",
        "jane@courier.example twitter.com/janedoe",
    ],
    "credit": [
        "Lee reported from Seoul.",
        "Smith reported from Geneva and Roe from Paris.",
        "Associated Press writer John Roe in Oslo contributed to this report.",
        "burs-jd/ab/gv",
        "Enditem",
        "(Reporting by Jane Doe; editing by John Roe)",
        "责任编辑：王小明",
        "Übersetzung: Jane Doe, Redaktion: John Roe, Schlussredaktion: Max Moe",
        "Aus dem Englischen von Jane Doe",
    ],
}
SENTENCES = [
    "Watch sales in Switzerland rose 5 percent.",
    "Listening to voters is what counts, the minister told reporters.",
    "Related charges were dropped in May.",
    "Bloomberg reported on Friday that the Securities and Exchange Commission is looking into it.",
    "The utilities commission is frustrated with the companies, she said.",
    "Get out of the water, the guards shouted, and nobody did.",
    "Join forces with us, the rebels told the army.",
    "Comments by the minister angered the opposition.",
    "About 40 people were hurt.",
    "Updates to the law will take effect in May.",
    "Contact with the ship was lost at 10:05 p.m.",
    "Smith was reported missing from her home.",
    "The story of the harbour began in 1911.",
    "Сторонники партии подписались под обращением.",
    "Фото президента висело на стене.",
    "相关部门表示，将于四月公布结果。",
    "関連する法律は四月に施行される。",
    "Mehr als 40 Menschen wurden verletzt.",
    "The ministry said none of these claims is true:",
    "The driver was not arrested",
    "A: Lower Maple",
    "Did the mayor know of it?",
    "谈判仍在继续",
    "$238.99",
    "In a statement the rebels said:",
    "Sign-up sheets hung in the hall.",
    "Get access to clean water first, the mayor said.",
    "Facebook and Instagram were down",
    "Related posts were cut from the budget, she said.",
    "This article of the law is part of a larger reform.",
    "Stand und Zukunft der Häfen sind ungewiss.",
    "Die Sendung wurde am Montag abgesetzt.",
    "Se il porto apre, i prezzi scendono.",
    "Se på kranen, sa ordføreren.",
    "Foton från rymden visar skadorna.",
    "Do you have any idea when the bridge will open?",
    "Make a left behind the harbour and follow the river.",
    "The island can be reached by ferry in ten minutes.",
    "Seen from the sky, the river looked like a huge snake.",
    "The new emission standards take effect in May.",
    "Report cards were published by the ministry on Monday.",
    "He wrote to his parents from the front.",
    "Reports from the front say that the bridge has gone.",
    "Мы в ответе за всех, сказал он.",
    "Помогите мне открыть эту дверь, попросил он.",
    "По информации властей Венгрии, 20 сотрудников полиции пострадали.",
    "По сообщениям, «Барселона» этим летом устроит распродажу.",
    "Текст, по которому голосовали, состоит из 234 статей.",
    "При использовании салфеток следуйте инструкциям.",
    "亲朋好友仍抱有希望。",
    "证监会官方微信公众号并未披露本次募资规模。",
    "未经平民同意，外国人不得在教区征募施舍。",
    "据预测网站FiveThirtyEight.com的分析，民主党赢得众议院的可能性高达85%。",
    "新聞の購読者数は四月に減った。",
    "سجل اللاعب هدفين في الشوط الأول.",
    "كتب الرئيس على صفحته أن المحادثات انتهت.",
    "Recibe el premio por su obra.",
    "Registrati altri 30 casi nella notte.",
    "Jetzt will die Firma das System testen.",
    "Menschen aus dem Norden von Gaza fliehen.",
    "Avec l’aide de la Croix-Rouge, 200 personnes ont été évacuées.",
    "Monday to Friday, 9 a.m. to 5 p.m.",
]


def cleaned(text: str, at: int) -> tuple[list[str], list[tuple[str, str]]]:
    texts = [*STORY * 3]
    stories = [each.replace("April", f"April of year {n}") for n, each in enumerate(texts)]
    stories = [f"{each} It was case {n}." for n, each in enumerate(stories)]
    blocks = [Block(each) for each in stories]
    blocks.insert(at, Block(text))
    found = clean(blocks, TITLE, "Jane Doe")
    kept = [each for each in found.paragraphs if each not in stories]
    assert len(found.paragraphs) - len(kept) == len(stories)
    return kept, [(removed.text, removed.reason) for removed in found.removed]


@pytest.mark.parametrize(
    ("text", "reason", "places"),
    [(text, reason, (2, 9)) for reason, texts in FURNITURE.items() for text in texts]
    + [(text, reason, (9,)) for reason, texts in AT_THE_END.items() for text in texts],
)
def test_furniture_of_nine_languages_goes(text: str, reason: str, places: tuple[int, ...]) -> None:
    for at in places:
        assert cleaned(text, at) == ([], [(text, reason)])


@pytest.mark.parametrize("text", SENTENCES)
def test_what_begins_alike_or_is_short_stays(text: str) -> None:
    for at in (2, 9):
        assert cleaned(text, at) == ([text], [])


@pytest.mark.parametrize(
    "text",
    [
        "Sign up for a ferry card for 12 dollars a month",
        "Visit the old harbour early in the morning to avoid the crowds.",
        "This video is not real, the army said on Monday.",
        "Prices of onions are subject to change under the new rules.",
        "The shop takes a cut of sales in every harbour.",
        "Sign up for our army, the rebels told the crowd.",
        "Editor's note: the ferry that our tester took has been sold.",
        "Correction: The name of the ferry was wrong.",
        "An earlier version of this article misstated the name of the ferry.",
        "Anmerkung der Redaktion: Der Name der Fähre war falsch.",
        "编者注：渡轮的名称已更正。",
    ],
)
def test_words_that_a_story_may_say_too_leave_it_in_doubt(text: str) -> None:
    for at in range(len(STORY) + 1):
        texts = [*STORY[:at], text, *STORY[at:]]
        found = clean([*map(Block, texts)], TITLE)
        assert found.paragraphs == tuple(texts)
        assert found.doubtful == {at}


def test_a_question_asked_again_and_the_head_of_another_table_stay() -> None:
    again = ["Who taught you how to cook and why?", "Pos | Player | Plays | Share | Rank | Age"]
    texts = [text for n in range(3) for each in again for text in (each, f"Reply {n}: {each[:3]}.")]
    found = clean([*map(Block, texts)], TITLE)
    assert found.paragraphs == tuple(texts)
    texts = [again[0], STORY[0], again[0], STORY[0]]
    assert clean([*map(Block, texts)], TITLE).paragraphs == (again[0], STORY[0])


def test_one_hour_dates_what_stands_below_it_and_hours_of_opening_stay() -> None:
    place = Block("Harbour Hall\n5 Quay Street\n9.30 A.M. / 7.00 P.M.")
    found = clean([Block(STORY[0]), Block("10 p.m."), Block(STORY[1]), place], TITLE)
    assert found.paragraphs[1] == f"10 p.m.: {STORY[1]}"
    assert "9.30 A.M. / 7.00 P.M." in " ".join(found.paragraphs[2:])
    chronicle = [STORY[0], "June 5, 2019", *(f"It was case {n} of many." for n in range(6))]
    assert clean([*map(Block, chronicle)], TITLE).paragraphs == tuple(chronicle)


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        (" (Reporting by Jane Doe; editing by John Roe)", "credit"),
        (" Enditem", "credit"),
        (" burs-jd/ab/gv", "credit"),
        (" Reporting by Jane Doe in Oslo", "credit"),
        ("（完）", "credit"),
    ],
)
def test_what_follows_the_last_sentence_goes(ending: str, reason: str) -> None:
    found = clean([*map(Block, STORY[:2]), Block(STORY[2] + ending)], TITLE)
    assert found.paragraphs == STORY
    assert [(each.text, each.reason) for each in found.removed] == [(ending.strip(), reason)]


def test_times_of_a_live_report_stand_in_front_of_what_they_date() -> None:
    live = ["10:15", "Nine people are dead.", "9:40", "Seven people are dead."]
    found = clean([Block(STORY[0]), *map(Block, live), Block(STORY[1])], TITLE)
    assert found.paragraphs[1:3] == ("10:15: Nine people are dead.", "9:40: Seven people are dead.")
    assert found.removed == ()


@pytest.mark.parametrize(
    ("label", "items", "gone"),
    [
        ("The crane", ["Sign up for our letter", "Follow us on Telegram", "The Courier: a paper."],
         3),
        ("The crane", ["Morning Brief: Sign up for our letter", "Road: Follow us on Facebook"], 2),
        ("More great Courier stories", ["Storm closes |the road|", "|Two| ferries are sold"],
         2),
        ("Read more", ["The crane| was bent|.", "The crane was sold."], 1),
        ("What was said:", ["Sign up for our letter", "The crane was sold.", "It was bent."], 1),
        ("What was said:", ["The crane was |sold|.", "It was |bent| in May."], 0),
    ],
)  # fmt: skip
def test_items_go_by_their_list(label: str, items: list[str], gone: int) -> None:
    blocks = []
    for item in items:
        before, _, rest = item.partition("|")
        inner, mark, after = rest.partition("|")
        link = Link(len(before), len(before + inner), "/r")
        blocks.append(Block(before + inner + after, "item", links=(link,) if mark else ()))
    found = clean([Block(STORY[0]), Block(label), *blocks, Block(STORY[1])], TITLE)
    kept = [each for each in found.paragraphs if each not in (*STORY, label)]
    assert len(items) - len(kept) == gone


def test_entries_of_a_live_report_keep_their_time() -> None:
    live = [
        "21 mins ago11:48 Jane Doe",
        "Nine are dead.",
        "2 hours ago10:05 John Roe",
        "Seven are.",
    ]
    found = clean([Block(STORY[0]), *map(Block, live), Block(STORY[1])], TITLE)
    assert found.paragraphs[1:3] == ("11:48: Nine are dead.", "10:05: Seven are.")
    assert [each.text for each in found.removed] == [live[0], live[2]]


def test_a_line_that_may_be_a_label_is_doubtful() -> None:
    found = clean([Block(STORY[0]), Block("What comes next"), Block(STORY[1])], TITLE)
    assert found.paragraphs == (STORY[0], "What comes next", STORY[1])
    assert found.doubtful == {1}


@pytest.mark.parametrize(
    ("lines", "kept", "doubtful"),
    [
        ([("What comes next", "heading")], ["What comes next"], {1}),
        ([("2. Repair the crane first", "heading")], ["2. Repair the crane first"], set()),
        ([("Was it the storm?", "heading")], ["Was it the storm?"], set()),
        ([("Part one", "heading"), ("The crane", "heading")], ["Part one", "The crane"], {1, 2}),
        ([("In short", "heading"), ("You may also like", "paragraph"), ("The crane", "heading")],
         ["The crane"], {1}),
    ],
)  # fmt: skip
def test_subheadings_stay_and_nothing_rests_on_them(
    lines: list[tuple[str, BlockKind]], kept: list[str], doubtful: set[int]
) -> None:
    blocks = [Block(text, kind) for text, kind in lines]
    found = clean([Block(STORY[0]), *blocks, Block(STORY[1])], TITLE)
    assert found.paragraphs == (STORY[0], *kept, STORY[1])
    assert found.doubtful == doubtful
    assert {each.text for each in found.removed} == {text for text, _ in lines} - set(kept)


def test_a_subheading_above_nothing_goes() -> None:
    blocks = [
        Block("Site news", "heading"),
        *map(Block, STORY),
        Block("What comes next", "heading"),
    ]
    found = clean(blocks, TITLE)
    assert found.paragraphs == STORY
    assert [each.reason for each in found.removed] == ["subheading"] * 2


def test_words_broken_over_lines_are_whole_again() -> None:
    text = "They went to the east-\nern bank, to a well-\nknown place, in the storm of the year."
    found = clean([Block(STORY[0]), Block(text)], TITLE)
    assert "the eastern bank, to a well-known place" in found.paragraphs[1]
