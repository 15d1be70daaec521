from __future__ import annotations

import logging
import multiprocessing
import pickle
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from base.database import StoreError, default_url
from digests.store import Store
from tests.digests.samples import canal, hostile, rover


def test_entries_come_back_as_they_were_put(database_url: str) -> None:
    with Store(database_url) as store:
        for entry in (canal(), rover(), hostile(), canal()):
            store.put_entry(entry)
    with Store(database_url) as store:
        found = store.get_entries([canal().fingerprint, hostile().fingerprint, "0" * 64])
    assert found == {entry.fingerprint: entry for entry in (canal(), hostile())}


def test_an_entry_put_again_replaces_the_one_before(database_url: str) -> None:
    with Store(database_url) as store:
        store.put_entry(canal())
        changed = canal().model_copy(update={"chunks": 2})
        store.put_entry(changed)
        assert store.get_entries([changed.fingerprint]) == {changed.fingerprint: changed}


def test_translations_are_remembered_by_model_and_target(database_url: str) -> None:
    long = "A long sentence. " * 1000
    with Store(database_url) as store:
        store.remember("model", "ru", {"Yes.": "Да.", "No.": "Нет.", long: "Длинно. " * 1000})
        store.remember("model", "zh", {"Yes.": "是。"})
        store.remember("model", "ru", {"No.": "Никак."})
        store.remember("model", "ru", {"NUL": "\x00"})
        assert store.recall("model", "ru", ["Yes.", "No.", "Perhaps.", "NUL"]) == {
            "Yes.": "Да.",
            "No.": "Никак.",
        }
        assert store.recall("model", "ru", [long]) == {long: "Длинно. " * 1000}
        assert store.recall("model", "zh", ["Yes.", "No."]) == {"Yes.": "是。"}
        assert store.recall("another", "ru", ["Yes."]) == {}


def test_the_first_run_that_saw_an_article_stays_on_record(database_url: str) -> None:
    with Store(database_url) as store:
        store.mark_seen(["a", "b", "a"], "first")
        store.mark_seen(["b", "c"], "second")
        assert store.seen(["a", "b", "c", "d"]) == {"a": "first", "b": "first", "c": "second"}


def test_more_rows_than_a_statement_takes(database_url: str) -> None:
    many = [f"{number:016x}" for number in range(1201)]
    with Store(database_url) as store:
        store.mark_seen(many, "run")
        store.remember("model", "zh", {text: text for text in many})
        assert len(store.seen(many)) == len(store.recall("model", "zh", many)) == 1201
        assert not store.seen([])
        assert not store.get_entries([])
        assert not store.recall("model", "zh", [])


def _work(url: str, worker: int) -> None:
    with Store(url) as store:
        for number in range(10):
            store.mark_seen([f"{worker}-{number}", f"all-{number}"], f"run {worker}")
            store.put_entry(canal())
            texts = {f"text {n}": f"by {worker}" for n in range(20)}
            store.remember("model", "zh", texts if worker % 2 else dict(reversed(texts.items())))
            assert store.get_entries([canal().fingerprint])


def test_processes_share_a_store_from_its_making_on(database_url: str) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(_work, [(database_url, worker) for worker in range(4)], chunksize=1)
    with Store(database_url) as store:
        every = [f"{worker}-{number}" for worker in range(4) for number in range(10)]
        assert len(store.seen(every)) == 40


def test_threads_share_a_store(database_url: str) -> None:
    with Store(database_url) as store, ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda n: store.mark_seen([str(n), "all"], f"run {n}"), range(200)))
        assert len(store.seen([str(n) for n in range(200)])) == 200


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", '{"id": "x"}', rover().model_dump_json(), canal().model_dump_json()[:-9]],
)
def test_an_unreadable_entry_counts_as_missing(
    body: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store(default_url(tmp_path)) as store:
        store.put_entry(canal())
        store.put_entry(hostile())
        with sqlite3.connect(tmp_path / "polydigest.sqlite") as connection:
            connection.execute(
                "UPDATE polydigest_entries SET entry = ? WHERE fingerprint = ?",
                (body, canal().fingerprint),
            )
        connection.close()
        with caplog.at_level(logging.WARNING):
            found = store.get_entries([canal().fingerprint, hostile().fingerprint])
    assert list(found) == [hostile().fingerprint]
    assert canal().fingerprint in caplog.text


def test_a_locked_file(tmp_path: Path) -> None:
    file = tmp_path / "polydigest.sqlite"
    with Store(f"sqlite:///{file}?timeout=0.1") as store:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"polydigest\.sqlite: another process kept it locked"):
            store.put_entry(canal())
        assert store.get_entries(["x"]) == {}
        other.execute("ROLLBACK")
        other.close()
        store.put_entry(canal())


def test_a_locked_table(postgresql_url: str) -> None:
    url = f"{postgresql_url}?options=-c%20lock_timeout%3D100"
    with Store(url) as store, psycopg.connect(postgresql_url) as other:
        other.execute("LOCK TABLE polydigest_entries")
        with pytest.raises(StoreError, match="another process kept it locked"):
            store.put_entry(canal())
        other.rollback()
        store.put_entry(canal())


def test_a_full_disk(small_disk: Path) -> None:
    with Store(default_url(small_disk)) as store:
        store.put_entry(canal())
        much = {f"{number}": "x" * 10_000 for number in range(100)}
        with pytest.raises(StoreError, match="the disk is full; free some space"):
            store.remember("model", "zh", much)
        assert store.get_entries([canal().fingerprint])


def test_a_disk_that_cannot_be_written(small_disk: Path) -> None:
    Store(default_url(small_disk)).close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StoreError, match=r"cannot be (written|opened)"):
        Store(default_url(small_disk))
    with pytest.raises(StoreError, match="its file system is read-only"):
        Store(default_url(small_disk / "below"))


def test_a_user_who_may_not_write(postgresql_url: str) -> None:
    Store(postgresql_url).close()
    with psycopg.connect(postgresql_url, autocommit=True) as server:
        server.execute("CREATE ROLE guest LOGIN")
        server.execute("GRANT USAGE ON SCHEMA public TO guest")
        server.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    with (
        Store(postgresql_url.replace("tester", "guest")) as store,
        pytest.raises(StoreError, match="cannot be written; change its permissions"),
    ):
        store.put_entry(canal())


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StoreError, match=r"no connection.*check the URL") as caught:
        Store("postgres://user:secret@127.0.0.1:1/news")
    assert "127.0.0.1:1/news" in caught.value.thing
    assert "secret" not in str(caught.value)


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"psycopg is not installed; pip install 'polydigest\["):
        Store("postgresql://user@host/news")


def test_a_server_that_went_away_is_found_again(postgresql_url: str) -> None:
    with Store(postgresql_url) as store:
        store.put_entry(canal())
        with psycopg.connect(postgresql_url, autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND usename = 'tester'"
            )
        assert store.get_entries([canal().fingerprint])


def test_a_damaged_file(tmp_path: Path) -> None:
    file = tmp_path / "polydigest.sqlite"
    file.write_bytes(b"news " * 1000)
    with pytest.raises(StoreError, match=r"damaged.*move the file away"):
        Store(default_url(tmp_path))


def test_a_file_damaged_in_the_middle(tmp_path: Path) -> None:
    file = tmp_path / "polydigest.sqlite"
    with Store(default_url(tmp_path)) as store:
        store.remember("model", "zh", {str(number): "x" * 1000 for number in range(100)})
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with Store(default_url(tmp_path)) as store, pytest.raises(StoreError, match="damaged"):
        store.recall("model", "zh", [str(number) for number in range(100)])


@pytest.mark.parametrize(
    "wrong", ["mysql://user:secret@host/news", "sqlite://", "sqlite:///:memory:", "news", "x://:y"]
)
def test_a_url_of_no_use(wrong: str) -> None:
    with pytest.raises(StoreError, match="write sqlite:") as caught:
        Store(wrong)
    assert "secret" not in str(caught.value)


def test_an_odd_folder_name(tmp_path: Path) -> None:
    folder = tmp_path / "новости? 100% #1"
    with Store(default_url(folder).render_as_string()) as store:
        store.put_entry(canal())
    assert (folder / "polydigest.sqlite").exists()


def test_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(StoreError("thing", "reason", "remedy")))
    assert (error.thing, error.reason, error.remedy) == ("thing", "reason", "remedy")
    assert str(error) == "thing: reason; remedy"
