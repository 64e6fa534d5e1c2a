"""Where the event of a given verb took place: `text/event_places.jsonl` (ahalterman, MIT).

The names that `parsers.events.place_links` takes (odds above zero), as character spans. The
forest was grown on these rows, so the figure of a run is the fitted one;
`benchmarks.training.place_links_fit` prints the one of forests that had not seen the sentence.
Half of the sentences that stand in the file twice, with the same verb, differ in their gold
(token F1 .52 of one against the other), which bounds what any reader can reach.
"""

from typing import Any

from parsers.events import Resources
from parsers.events.place_links import event_token, place_links


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """One gold row to {id, places: [[start, end], ..]}."""
    places = []
    for sentence in resources.language.read(row["text"]):
        event = event_token(sentence, *row["verb"])
        if event is None:
            continue
        for link in place_links(row["text"], sentence, event, resources):
            if link.odds > 0:
                start = sentence.tokens[link.run.first].start
                places.append([start, sentence.tokens[link.run.last].end])
    return {"id": row["id"], "places": places}
