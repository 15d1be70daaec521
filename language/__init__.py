"""All that is known of languages: one folder a language, behind one typed pack."""
