"""What a head word stands for by its form and company: person, organisation, place, thing, time."""

from collections.abc import Iterator

from parsers.actors.linear import LinearModel
from parsers.language.tokens import Sentence


def kind_of(model: LinearModel, sentence: Sentence, index: int) -> tuple[str, float]:
    """What a head word stands for (person, organization, place, object, ...), and how surely."""
    shares = model.probabilities(lexical(sentence, index))
    best = int(shares.argmax())
    return model.labels[best], float(shares[best])


def lexical(sentence: Sentence, index: int) -> Iterator[str]:
    """The features of a head word without its kind of name, which treebanks do not give."""
    for feature in head_features(sentence, index):
        if not feature.startswith("name="):
            yield feature


def head_features(sentence: Sentence, index: int) -> Iterator[str]:
    """What tells the kind of a head word: itself, its endings, its modifiers and its governor."""
    token = sentence.tokens[index]
    lemma = token.lemma or token.low
    yield f"head={lemma}"
    yield f"head low={token.low}"
    yield f"tag={token.tag}"
    yield f"end3={token.low[-3:]}"
    yield f"end2={token.low[-2:]}"
    yield f"name={token.name}"
    yield f"dep={token.dep.partition(':')[0]}"
    above = sentence.tokens[token.head]
    yield f"above={above.lemma or above.low}|{token.dep.partition(':')[0]}"
    case = sentence.child(index, "case")
    if case is not None:
        yield f"case={sentence.tokens[case].low}"
    for child in sentence.children(index, "compound", "amod", "nmod:poss", "det", "nummod"):
        dep = sentence.tokens[child].dep.partition(":")[0]
        yield f"mod={dep}"
        yield f"mod={dep}|{sentence.tokens[child].low}"
