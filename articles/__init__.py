"""Articles as they arrive: read, extract, clean, split into sentences, group into stories."""
