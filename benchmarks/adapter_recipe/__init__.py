"""Adapters for the carried model on a GPU that is lent for minutes, bare and offline.

``prepare`` turns sentence pairs into token files here; ``bare`` trains and translates there, with
torch, transformers, peft and gguf alone; ``collect`` makes adapter folders of what came back.
docs/adapters.md has the walk.
"""
