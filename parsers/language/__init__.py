"""English sentences: words, tags, dependency trees and names, from the packaged model."""

from parsers.language.pipeline import Pipeline, load_pipeline, packaged_pipeline
from parsers.language.tokens import Sentence, Span, Token
from parsers.language.words import words_of

__all__ = [
    "Pipeline",
    "Sentence",
    "Span",
    "Token",
    "load_pipeline",
    "packaged_pipeline",
    "words_of",
]
