"""Kinds of input, one module each."""
