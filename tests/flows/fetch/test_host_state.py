"""What is remembered of hosts is stored as JSON and read back as it was."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.lanes import HostState, Lanes
from flows.fetch.settings import FetchSettings
from tests.flows.fetch.world import HOST, START


@given(
    st.builds(
        HostState,
        next_allowed_at=st.none() | st.just(START),
        backoff_until=st.none() | st.just(START + timedelta(hours=1)),
        failures=st.integers(0, 99),
        day=st.none() | st.just("2024-05-17"),
        requests_today=st.integers(0, 5000),
    )
)
def test_a_state_is_read_back_as_it_was(state: HostState) -> None:
    assert HostState.from_json(state.to_json()) == state


def test_hosts_that_were_not_asked_are_remembered() -> None:
    stored = {HOST: HostState(failures=2, next_allowed_at=START).to_json()}
    assert Lanes(FetchSettings(user_agent="x"), stored).to_json() == stored
