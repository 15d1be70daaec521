"""Articles that are copies of one text."""
