"""Ids sort by time and never repeat."""

from concurrent.futures import ThreadPoolExecutor

from linli.foundation.kernel.ids import new_id


def test_ids_of_one_process_grow_and_fit_a_signed_bigint():
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert made[-1] < 2**63


def test_threads_never_draw_the_same_id():
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: new_id(), range(20_000)))
    assert len(set(made)) == 20_000


def test_another_server_draws_other_ids(monkeypatch):
    monkeypatch.setenv("LINLI_SERVER", "3")
    assert (new_id() >> 12 >> 6) & 0xF == 3
