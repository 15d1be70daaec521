"""``polydigest review`` as a process: killed, started again, ended."""

from __future__ import annotations

import json
import signal
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from digests.digest import read_digest
from digests.review.decisions import read_decisions
from digests.run_folder import write_run
from tests.digests.samples import canal, digest, laid_out, report
from tests.flows.processes import Run


def test_a_server_that_is_killed_loses_no_decision(
    tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
) -> None:
    made = digest(canal())
    folder = write_run(tmp_path / "outputs", laid_out(made), report(made))
    text = made.entries[0].summary[0].id

    def serve(log: str) -> Run:
        run = Run(
            folder, "-p", tiny_profile, "--editor", "Ana",
            log=tmp_path / log, environment=environment, command="review",
        )  # fmt: skip
        run.wait_for("/\n")
        return run

    server = serve("first")
    place = urlsplit(server.output.strip())
    connection = HTTPConnection("127.0.0.1", place.port or 0, timeout=60)
    body = json.dumps({"editor": "Ana", "action": "accept", "sentence": text})
    connection.request("POST", f"{place.path}decide", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    server.kill(after=0)
    connection.close()
    assert answer.status == 200
    assert [d.sentence for d in read_decisions(folder)] == [text]
    assert not any(s.edited for s in read_digest(folder / "digest.json").entries[0].summary)

    server = serve("second")
    assert read_digest(folder / "digest.json").entries[0].summary[0].edited
    server.process.send_signal(signal.SIGINT)
    assert server.end() == 0
    assert server.error == ""
