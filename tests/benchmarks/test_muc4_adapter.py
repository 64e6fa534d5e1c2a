"""The adapter of the reports in capitals: roles as lists of entities in lower case."""

from benchmarks.adapters.muc4 import predict
from parsers.events import packaged_resources


def test_roles_are_lower_case_and_without_notes() -> None:
    text = (
        "LIMA, 3 MAY 89 (EFE) -- [TEXT] TERRORISTS OF THE SHINING PATH [SL] MURDERED MAYOR PEDRO "
        "ALMAGRO TODAY. [BEGIN RECORDING] THEY BLEW UP TWO BUSES WITH DYNAMITE. [END RECORDING]"
    )
    row = {"id": "x", "published": "1989-05-03", "text": text}
    roles = predict(row, packaged_resources())["roles"]
    assert roles["Victim"] == [["pedro almagro"]]
    assert roles["PerpOrg"] == [["shining path"]]
    assert roles["Target"] == [["buses"]]
    assert roles["Weapon"] == [["dynamite"]]


def test_a_report_of_a_clash_has_no_roles() -> None:
    text = "LIMA, 3 MAY 89 -- [TEXT] TEN GUERRILLAS WERE KILLED IN A CLASH WITH SOLDIERS NEAR PUNO."
    row = {"id": "x", "published": "1989-05-03", "text": text}
    assert not any(predict(row, packaged_resources())["roles"].values())
