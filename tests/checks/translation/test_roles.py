from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

PATRUSHEV = (
    "Wang will hold security consultations at the invitation of Nikolai Patrushev, secretary of "
    "Russia's security council."
)
MET = "Wang Yi was met at the airport by Sergei Lavrov."
ACCUSED = "Smith was accused by Johnson of lying."
POMPEO = "U.S. Secretary of State Mike Pompeo warned the USA on Thursday."
TOLD = "Russian President Vladimir Putin told Chinese Vice Premier Zhang Guoqing that it was so."
KILLED = "Ivanov was killed by Petrov in Moscow."
SANCTIONS = "The United States imposed new sanctions on Iran."
INVITED = "Sergei Lavrov, who invited Wang Yi to Moscow, will speak on Monday."
DEFEATED = "Croatia on Monday defeated Morocco 2-1."
ATTACKED = "Ukraine says that Russia attacked Poland."


@pytest.mark.parametrize(
    ("source", "hypothesis", "target"),
    [
        (PATRUSHEV, "王毅将邀请尼古拉·帕特鲁舍夫参加俄罗斯安全会议的安全会谈。", "zh"),
        (PATRUSHEV, "应王毅的邀请，尼古拉·帕特鲁舍夫将举行安全磋商。", "zh"),
        (PATRUSHEV, "Николай Патрушев проведёт консультации по приглашению Вана.", "ru"),
        (PATRUSHEV, "Ван пригласил Николая Патрушева на консультации по безопасности.", "ru"),
        (MET, "王毅在机场迎接了谢尔盖·拉夫罗夫。", "zh"),
        (MET, "Ван И встретил Сергея Лаврова в аэропорту.", "ru"),
        (ACCUSED, "史密斯指责约翰逊撒谎。", "zh"),
        (ACCUSED, "Смит обвинил Джонсона во лжи.", "ru"),
        (TOLD, "张国清对俄罗斯总统普京说，关系很好。", "zh"),
        (TOLD, "Чжан Гоцин сказал Владимиру Путину, что отношения хорошие.", "ru"),
        (POMPEO, "США предупредили Майка Помпео в четверг.", "ru"),
        (KILLED, "彼得罗夫在莫斯科被伊万诺夫杀害。", "zh"),
        (KILLED, "Петров был убит Ивановым в Москве.", "ru"),
        (SANCTIONS, "伊朗对美国实施了新的制裁。", "zh"),
        (INVITED, "受王毅邀请的谢尔盖·拉夫罗夫将于周一发表讲话。", "zh"),
        (
            INVITED,
            "Сергей Лавров, которого Ван И пригласил в Москву, выступит.",
            "ru",
        ),
        (INVITED, "Сергей Лавров, приглашённый Ваном в Москву, выступит в понедельник.", "ru"),
        (DEFEATED, "克罗地亚队周一以1比2输给摩洛哥队。", "zh"),
        (DEFEATED, "Хорватия в понедельник проиграла Марокко со счётом 1:2.", "ru"),
        (ATTACKED, "乌克兰称，波兰袭击了俄罗斯。", "zh"),
        (ATTACKED, "По словам Украины, Польша напала на Россию.", "ru"),
    ],
)
def test_turned_roles_fail(source: str, hypothesis: str, target: str) -> None:
    assert verdict("roles", source, hypothesis, target).status == "failed"


@pytest.mark.parametrize(
    ("source", "hypothesis", "target"),
    [
        (PATRUSHEV, "王毅将应俄罗斯联邦安全会议秘书尼古拉·帕特鲁舍夫邀请举行安全磋商。", "zh"),
        (PATRUSHEV, "应尼古拉·帕特鲁舍夫的邀请，王毅将举行安全磋商。", "zh"),
        (PATRUSHEV, "Ван проведёт консультации по приглашению Николая Патрушева.", "ru"),
        (MET, "谢尔盖·拉夫罗夫在机场迎接了王毅。", "zh"),
        (MET, "В аэропорту Ван И встретил Сергей Лавров.", "ru"),
        (ACCUSED, "史密斯被约翰逊指责撒谎。", "zh"),
        (ACCUSED, "Смита обвинил во лжи Джонсон.", "ru"),
        (ACCUSED, "Смит был обвинён Джонсоном во лжи.", "ru"),
        (TOLD, "俄罗斯总统普京对中国副总理张国清说，关系很好。", "zh"),
        (TOLD, "Президент России Владимир Путин сказал вице-премьеру Чжан Гоцину.", "ru"),
        (KILLED, "伊万诺夫在莫斯科被彼得罗夫杀害。", "zh"),
        (KILLED, "Иванова в Москве убил Петров.", "ru"),
        (SANCTIONS, "美国对伊朗实施了新的制裁。", "zh"),
        (INVITED, "邀请王毅访问莫斯科的谢尔盖·拉夫罗夫将于周一发表讲话。", "zh"),
        (ACCUSED, "Джонсон, обвинивший Смита во лжи, уехал.", "ru"),
        (DEFEATED, "摩洛哥队周一以1比2输给克罗地亚队。", "zh"),
        (DEFEATED, "Хорватия в понедельник победила Марокко со счётом 2:1.", "ru"),
        (DEFEATED, "Марокко проиграло Хорватии в понедельник.", "ru"),
        (ATTACKED, "乌克兰称，俄罗斯袭击了波兰。", "zh"),
        (ATTACKED, "По словам Украины, Россия напала на Польшу.", "ru"),
    ],
)
def test_roles_that_were_kept_pass(source: str, hypothesis: str, target: str) -> None:
    assert verdict("roles", source, hypothesis, target).status == "passed"


@pytest.mark.parametrize(
    ("source", "hypothesis", "target"),
    [
        ("Wang Yi met Sergei Lavrov.", "谢尔盖·拉夫罗夫会见了王毅。", "zh"),
        ("The brother of Smith accused Johnson.", "Джонсон обвинил брата Смита.", "ru"),
        ("Smith accused Johnson of lying.", "Смит и Джонсон обвинили друг друга.", "ru"),
        ("Smith accused Johnson of lying.", "Johnson beschuldigte Smith.", "de"),
    ],
)
def test_what_is_mutual_unclear_or_unknown_is_skipped(
    source: str, hypothesis: str, target: str
) -> None:
    assert verdict("roles", source, hypothesis, target).status == "skipped"
