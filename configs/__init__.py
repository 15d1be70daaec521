"""Profiles and glossaries as YAML; the only place with model names."""
