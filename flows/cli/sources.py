"""``polydigest sources``: try sources out, and find those of a site."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import typer

from base.showing import shown
from flows.cli.common import SOME_FAILED, check_inputs, split_languages, stop
from flows.cli.output import print_table

app = typer.Typer(no_args_is_help=True, help="Feeds, sitemaps and other sources.")

AT_ONCE = 16


@app.command()
def check(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="A sources.yaml list, or inputs of run.")
    ],
    languages: Annotated[
        str,
        typer.Option(help="Languages of the articles, where a source states none, with commas."),
    ] = "en",
) -> None:
    """Try each source: read up to three items, keep nothing, say what is wrong.

    Example: **polydigest sources check sources.yaml**

    Exit code 0: all can be read; 1: some cannot.
    """
    locations = check_inputs(inputs)
    tags = split_languages(languages)
    from articles.fetch.fetcher import Fetcher
    from articles.sources import listed_sources
    from articles.sources.trial import try_source

    with Fetcher() as fetcher, ThreadPoolExecutor(AT_ONCE) as threads:
        trials = list(
            threads.map(
                lambda source: try_source(source, fetcher, languages=tags),
                listed_sources(locations),
            )
        )
    rows = []
    for trial in trials:
        newest = f"{trial.newest:%Y-%m-%d %H:%M}" if trial.newest else ""
        problems = "\n".join(map(shown, trial.problems))
        rows.append((trial.location, trial.kind, trial.read, newest, problems))
    print_table(("source", "kind", "read", "newest", "problems"), rows)
    if any(not trial.read for trial in trials):
        raise typer.Exit(SOME_FAILED)


@app.command()
def find(
    url: Annotated[str, typer.Argument(help="A page of the site, as its front page.")],
    allow_private: Annotated[
        bool, typer.Option(help="The site is on this machine or its network.")
    ] = False,
    delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests.")] = 1.0,
) -> None:
    """List the feeds and sitemaps that a site names, or has where many sites do.

    Example: **polydigest sources find https://news.example/**

    Exit code 0: some were found; 1: none.
    """
    from articles.fetch.errors import FetchError
    from articles.fetch.fetcher import Fetcher
    from articles.fetch.settings import Access, FetchSettings
    from articles.sources.trial import find_sources

    with Fetcher(FetchSettings(delay=delay)) as fetcher:
        try:
            found = find_sources(url, fetcher, Access(allow_private=allow_private))
        except FetchError as error:
            stop(str(error), SOME_FAILED)
    if not found:
        stop(f"{url}: names no feed and no sitemap; look for one on its pages", SOME_FAILED)
    print_table(
        ("url", "kind", "title", "named by"),
        ((each.url, each.kind, shown(each.title), each.named) for each in found),
    )
