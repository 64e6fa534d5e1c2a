"""What is believed of the features before any article is read, in log odds.

Two hundred annotated events are few: a weight moves away from its belief only as far as they say.
"""

TELLING = {
    "modal": -1.2, "infinitive": -0.8, "negated": -1.0, "head if": -1.5, "if": -1.5,
    "head modal": -0.8, "under=intent": -0.8, "far=intent": -0.4, "under=fear": -1.2,
    "far=fear": -0.6, "under=prevention": -1.2, "far=prevention": -0.5, "under=ability": -1.2,
    "far=ability": -0.4, "under=idea": -0.8, "under=reaction": -0.5, "subject=idea": -1.0,
    "subject=fear": -0.8, "modified=habit": -1.0,
    "question": -1.0, "first person": -0.4, "quotes": -0.3, "modifier": -0.5,
    "noun=bare,plural": -0.4, "noun=bare,singular": -0.3, "noun=counted": 0.3, "form=VBD": 0.6,
    "form=VBN": 0.2, "form=VB": -0.5, "form=VBZ": -0.4, "form=VBP": -0.3, "passive": 0.5,
    "perfect": 0.2, "has=nsubj": 0.4, "has=obj": 0.3, "toll": 0.7, "figures": 0.3, "time": 0.4,
    "no time": -0.3, "place": 0.3, "role=act": 0.2, "role=toll": -1.0, "toll only": -0.2,
    "dep=root": 0.4, "dep=conj": 0.2, "several hits": 0.4, "position=first": 0.4,
    "position=top": 0.3, "modality=possible": -0.7, "modality=planned": -0.4,
    "modality=denied": -0.6, "modality=occurred": 0.5,
}  # fmt: skip

CONFIDENCE = {
    "told>1": 0.5, "told>2": 0.4, "told>3": 0.4, "told>4": 0.3, "told>5": 0.3, "told>6": 0.3,
    "told>7": 0.3, "several tellings": 0.4, "several triggers": 0.2, "act": 0.1, "actor": 0.1,
    "recipient": 0.2, "place": 0.2, "time": 0.2, "toll": 0.5, "occurred": 0.3, "top": 0.3,
    "alone": 0.4, "doubt>1": -0.3, "doubt>2": -0.3, "doubt>3": -0.3, "doubt>4": -0.3,
}  # fmt: skip
