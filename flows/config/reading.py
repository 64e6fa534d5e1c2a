"""TOML in, checked records out; whatever is wrong becomes one line with file, key and remedy."""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from parsers.errors import ConfigError

MAX_BYTES = 256_000
"""A configuration file above this size is a mistake."""

R = TypeVar("R", bound=BaseModel)


def parse_toml(content: bytes, shown: str) -> dict[str, Any]:
    """The table in a file's bytes; ConfigError where they are no TOML. `shown` names the file."""
    if len(content) > MAX_BYTES:
        raise ConfigError(f"{shown}: larger than {MAX_BYTES} bytes; is this the right file?")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{shown}: no TOML: {error}; see https://toml.io for quoting") from None


def validated(model: type[R], data: Mapping[str, Any], shown: str) -> R:
    """The record that the table describes; ConfigError with the first fault and the others' keys.

    The library's own exception is dropped, because it would show what stands in the file, and
    a secret may stand there by mistake.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
    others = ", ".join(dict.fromkeys(_dotted(fault["loc"]) or "the file" for fault in faults[1:]))
    more = f" (also wrong: {others})" if others else ""
    raise ConfigError(f"{shown}: {_explained(faults[0], model)}{more}")


def _explained(fault: ErrorDetails, model: type[BaseModel]) -> str:
    """One line: the key, what is wrong, what to write."""
    key = _dotted(fault["loc"])
    meaning = _meaning(model, fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{key}: unknown key; {_nearest(model, fault['loc'])}"
    if fault["type"] == "missing":
        return f"{key}: missing; add it ({meaning})"
    what = str(fault.get("ctx", {}).get("error") or fault["msg"].removeprefix("Input "))
    if fault["type"] != "value_error":
        what = f"{what}; it is {meaning}" if meaning else what
    return f"{key}: {what}" if key else what


def _dotted(location: tuple[int | str, ...]) -> str:
    """fetch.min_delay, feeds[2]; the marker of a wrong key of a table is left out."""
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step != "[key]":
            text += f".{step}" if text else step
    return text


def _tables(model: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The record that holds the last step of a location, or None inside a free table."""
    for step in location[:-1]:
        field = model.model_fields.get(str(step))
        inner = field.annotation if field else None
        if not isinstance(inner, type) or not issubclass(inner, BaseModel):
            return None
        model = inner
    return model


def _meaning(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """The description of the field at a location, or of the nearest one around it."""
    found: FieldInfo | None = None
    for end in range(1, len(location) + 1):
        table = _tables(model, location[:end])
        found = table.model_fields.get(str(location[end - 1]), found) if table else found
    return (found.description or "") if found else ""


def _nearest(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """The known key that was probably meant, or all of them."""
    table = _tables(model, location)
    keys = [key for key in table.model_fields if key != "name"] if table else []
    near = get_close_matches(str(location[-1]), keys, 1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(keys)}"
