"""The power goes during writes: what was acknowledged is there, once. (Reliability P1.)"""

from __future__ import annotations

import random
import threading
import time

import pytest

from tests.drills.test_once import a_report, signed_in

pytestmark = [pytest.mark.drill, pytest.mark.timeout(600)]
KILLS = 3
WRITERS = 4
SEED = 20261215


def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(server, world, look):
    chance = random.Random(SEED)
    visitors = [signed_in(server, handle, world) for handle in world["residents"]]
    acknowledged: set[str] = set()
    forms = {}  # text -> the form as it was first sent: a retry sends the very same
    stopped = threading.Event()

    def send(visitor, form):
        try:
            return visitor.send(form).status == 302
        except OSError:  # the server is gone; the form is sent again later
            return False

    def write(number):
        visitor, count = visitors[number % len(visitors)], 0
        sample = a_report(visitor, world)
        while not stopped.is_set():
            count += 1
            text = f"第{number}人第{count}件"
            form = type(sample)(
                sample.action,
                {**sample.values, "text": text, "idempotency_key": f"kill-{number}-{count:020d}"},
            )
            forms[text] = (visitor, form)
            while not stopped.is_set():
                if send(visitor, form):
                    acknowledged.add(text)
                    break
                time.sleep(0.05)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.5, 1.5))
            server.kill()
            server.start()
        time.sleep(1)
    finally:
        stopped.set()
        for writer in writers:
            writer.join()
    for text, (visitor, form) in forms.items():  # everything once more: replays must change nothing
        if (text in acknowledged and chance.random() < 0.3) or text not in acknowledged:
            assert send(visitor, form), text
    found = look()
    assert len(acknowledged) > 20, "too few writes to prove anything"
    assert sorted(found["cases"]) == sorted(forms), "lost or doubled"
    assert found["faults"] == []
