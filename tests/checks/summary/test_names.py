from __future__ import annotations

from checks.summary.names import Names
from tests.checks.summary.texts import ARTICLE, context


class TestNames:
    def verdict(self, sentence: str, *evidence: str) -> tuple[str, str | None]:
        check = Names().verdict(
            context(sentence, *(evidence or ARTICLE), source="\n\n".join(ARTICLE))
        )
        return check.status, check.seen

    def test_only_names_of_the_source(self) -> None:
        assert self.verdict("Dahl spoke in Bergen, Norway.")[0] == "passed"
        assert self.verdict("Dahl spoke in Oslo.") == ("failed", "Oslo")
        assert self.verdict("The ferry left North Jutland.") == ("failed", "North Jutland")
        assert self.verdict("He is called Kari Moe.") == ("failed", "Kari Moe")
        assert self.verdict("It will close.")[0] == "skipped"

    def test_an_office_of_another_holder(self) -> None:
        assert self.verdict("Finance Minister Kari Dahl spoke.") == ("failed", "Finance Minister")
        source = "Transport Minister Kari Dahl met Finance Minister Per Lie."
        check = Names().verdict(context("Finance Minister Dahl spoke.", source))
        assert (check.expected, check.seen) == ("Transport Minister Dahl", "Finance Minister Dahl")

    def test_a_country_in_the_place_of_another(self) -> None:
        evidence = "Talks between Sweden and Iceland failed."
        source = f"{evidence}\n\nFinland was not invited."
        check = Names().verdict(
            context("Talks of Sweden and Finland failed.", evidence, source=source)
        )
        assert (check.status, check.expected, check.seen) == ("failed", "Iceland", "Finland")

    def test_a_capital_may_speak_for_its_government_and_a_pronoun_for_a_name(self) -> None:
        source = "Russia and China agree. Moscow and Beijing hold patrols, which alarm Japan."
        _, patrols = source.split(". ")
        check = Names().verdict(context("China and Russia hold patrols.", patrols, source=source))
        assert check.status == "passed"
        source = "Chile is dry. Its neighbour Peru offered it water."
        _, water = source.split(". ")
        assert Names().verdict(
            context("Chile was offered water.", water, source=source)
        ).status == ("passed")
