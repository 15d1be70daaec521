"""The story, out of the blocks of a page."""
