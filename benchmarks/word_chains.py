"""Generated prose: words as they follow one another in the example articles."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from articles.article import Article
from articles.sources import read_articles

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"


def following_words() -> dict[str, list[str]]:
    """Return the words that follow each word in the examples."""
    following: dict[str, list[str]] = defaultdict(list)
    for article in read_articles([str(EXAMPLES)]):
        if isinstance(article, Article):
            words = re.findall(r"[a-z]+", article.text)
            for word, after in pairwise(words):
                following[word].append(after)
    return following


def paragraph(following: dict[str, list[str]], chance: random.Random) -> str:
    """Write a paragraph of three sentences, no two alike."""
    sentences = []
    for _ in range(3):
        words = [chance.choice(list(following))]
        while len(words) < 15:
            words.append(chance.choice(following.get(words[-1]) or list(following)))
        name = "".join(chance.choices("aeioulmnrst", k=7)).capitalize()
        sentences.append(f"{' '.join(words).capitalize()} {name} {chance.randint(2, 999)}.")
    return " ".join(sentences)
