"""The model card of an adapter, in the form that model hubs read."""

from __future__ import annotations

from models.adapters.adapter import WEIGHTS, Evaluation, Record
from models.language_codes import codes_of


def model_card(record: Record) -> str:
    """Return the model card as Markdown with YAML metadata."""
    source, target = codes_of(record.source_language).name, codes_of(record.target).name
    before = next(e for e in record.evaluations if e.step == 0)
    best = next(e for e in record.evaluations if e.step == record.best)
    data = [f"| {_cell(f.name)} | {f.pairs:,} | `{f.sha256}` |" for f in record.data]
    origins = [f"| {_cell(name)} | {count:,} |" for name, count in record.origins.items()]
    dropped = [f"| {reason} | {count:,} |" for reason, count in record.dropped.items()]
    scores = [
        f"| {'base' if e.step == 0 else e.step}{' (kept)' if e.step == record.best else ''} "
        f"| {e.loss:.3f} | {_chrf(e)} |"
        for e in record.evaluations
    ]
    lines = [
        "---",
        f"base_model: {_quoted(record.base)}",
        "library_name: peft",
        "pipeline_tag: translation",
        f"license: {_quoted(record.licence)}",
        f"language: [{record.source_language}, {record.target}]",
        "tags: [lora, translation, news]",
        "---",
        "",
        f"# {source} to {target} for {record.base}",
        "",
        f"A LoRA adapter of rank {record.rank} ({record.parameters:,} parameters) that "
        f"`polydigest` made. On {record.development_pairs} development pairs the loss went from "
        f"{before.loss:.3f} to {best.loss:.3f} nats a token, chrF from {_chrf(before)} to "
        f"{_chrf(best)}. "
        "The development set chose the step that was kept, so it flatters the adapter: measure "
        "it on sentences of your own before you rely on it.",
        "",
        "## Base",
        "",
        f"{record.base}{f', revision {record.base_revision}' if record.base_revision else ''}. "
        "The adapter fits these weights only:",
        "",
        "| file | SHA-256 |",
        "|---|---|",
        *(f"| {name} | `{seen}` |" for name, seen in sorted(record.base_sha256.items())),
        "",
        f"`{WEIGHTS}` of the adapter: `{record.sha256[WEIGHTS]}`.",
        "",
        "## Data",
        "",
        "| file | pairs kept | SHA-256 |",
        "|---|---:|---|",
        *data,
        "",
        *(["| source | pairs trained on |", "|---|---:|", *origins, ""] if origins else []),
        *(["| left out because | lines |", "|---|---:|", *dropped, ""] if dropped else []),
        "## Scores on the development set",
        "",
        "| step | loss (nats a token) | chrF |",
        "|---|---:|---:|",
        *scores,
        "",
        "## Training",
        "",
        f"{record.steps} steps, {record.epochs} epoch(s), learning rate {record.learning_rate:g}, "
        f"seed {record.seed}, {record.dtype}, {record.seconds:,.0f} s on {record.device}; "
        + ", ".join(f"{name} {found}" for name, found in record.libraries.items())
        + ".",
        "",
        *(f"    {line}" for line in record.command.splitlines()),
        "",
        "## Licence",
        "",
        f"{record.licence}. The licences of the base and of the data hold beside it.",
        "",
    ]
    return "\n".join(lines)


def _chrf(evaluation: Evaluation) -> str:
    return "not measured" if evaluation.chrf is None else f"{evaluation.chrf:.1f}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
