"""Prompt templates of chat models; their text is part of every fingerprint."""
