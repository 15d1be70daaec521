"""Pages and files to blocks of text and metadata."""
