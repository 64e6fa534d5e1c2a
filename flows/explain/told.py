"""An event in words: the lines that the terminal and the page show for it."""

from collections.abc import Iterator

from parsers.events.records import Claim, EventTime, Mention, Participant, Place


def facts_of(mention: Mention) -> Iterator[tuple[str, str]]:
    """(name of the field, what was read), only for fields that the text gives."""
    yield "type", " / ".join(filter(None, (mention.type, mention.mode)))
    codes = (mention.acled_sub_event, mention.cameo and f"CAMEO {mention.cameo}")
    yield "codes", "; ".join(filter(None, codes))
    yield "who", "; ".join(map(_who, mention.actors))
    yield "to whom", "; ".join(map(_who, mention.recipients))
    yield "where", "; ".join(map(_where, mention.places))
    yield "when", _when(mention.time)
    yield "figures", "; ".join(map(_figure, mention.claims))
    for name, one in (("weapon", mention.weapon), ("target", mention.target_object)):
        yield name, f"{one.text} ({one.klass})" if one and one.klass else one.text if one else ""
    said = mention.attribution
    yield "says so", ", ".join(filter(None, (said.text, said.side))) if said else ""
    flags = {"told as history": mention.background, "a sum": mention.summary}
    yield "told as", ", ".join([mention.modality, *(name for name, on in flags.items() if on)])
    yield "sure", f"{mention.confidence:.2f}, tier {mention.tier}"
    yield "not known", ", ".join(mention.reasons)


def _who(one: Participant) -> str:
    more = ", ".join(filter(None, (one.name if one.name != one.text else None, one.country,
                                   one.sector, one.kind)))  # fmt: skip
    return f"{one.text} ({more})" if more else one.text


def _where(place: Place) -> str:
    name = place.name if place.name != place.text else None
    here = f"{place.latitude:.2f} {place.longitude:.2f}" if _placed(place) else place.reason
    more = ", ".join(filter(None, (name, place.admin1, place.country, place.precision, here)))
    role = "" if place.role == "at" else f"{place.role} "
    return f"{role}{place.text} ({more})"


def _placed(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None


def _when(time: EventTime | None) -> str:
    if time is None:
        return ""
    days = "not resolved"
    if time.start is not None:
        days = f"{time.start}" if time.start == time.end else f"{time.start} to {time.end}"
    return f"{time.text}: {days}" if time.text else days


def _figure(claim: Claim) -> str:
    if claim.high is None:
        number = f"{claim.low} or more"
    else:
        number = str(claim.low) if claim.low == claim.high else f"{claim.low} to {claim.high}"
    who = "" if claim.who == "unspecified" else f" ({claim.who})"
    part = " of these" if claim.part_of is not None else ""
    return f"{number} {claim.kind}{who}{part}"
