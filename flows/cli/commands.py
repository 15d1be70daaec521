"""The commands under their names."""

from __future__ import annotations

import typer

from flows.cli import (
    adapt,
    deliver,
    diff,
    doctor,
    ingest,
    languages,
    models,
    profiles,
    report,
    review,
    run,
    schema,
    serve,
    sources,
    story,
)

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Turn news articles into a digest in other languages, "
    "every sentence of which points back to its source.",
)
app.command()(run.run)
app.command()(serve.serve)
app.command()(ingest.ingest)
app.command()(adapt.adapt)
app.command()(profiles.profiles)
app.command()(languages.languages)
app.command()(schema.schema)
app.command()(report.report)
app.command()(review.review)
app.command()(deliver.deliver)
app.command()(diff.diff)
app.command()(story.story)
app.command()(doctor.doctor)
app.add_typer(models.app, name="models")
app.add_typer(sources.app, name="sources")
