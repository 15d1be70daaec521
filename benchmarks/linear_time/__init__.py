"""Whether the time of every public function that reads text grows no faster than the text.

``functions`` finds and feeds them, ``units`` are what strings are made of by repetition, ``growth``
measures. ``python -m benchmarks.linear_time`` runs it all.
"""
