"""Models: texts in, texts out. Nothing here knows an article or Prefect."""
