"""Fits the weights of the event extractor: see `__main__.py`."""
