"""Figures of a sentence: what is counted, and by which word of the tree it is counted."""
