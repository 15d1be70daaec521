"""What is done with a digest that is written: feeds, an index of all runs, mail, webhooks."""
