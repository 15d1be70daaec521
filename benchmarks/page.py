"""What a digest's page costs a browser: ``python -m benchmarks.page [ENTRIES]``.

The page is that of ``benchmarks.formats``, opened in Chromium from the disk. CPU seconds are those
of the page's main thread, which other work on the machine changes little.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from time import perf_counter

from playwright.sync_api import CDPSession, sync_playwright

from benchmarks.formats import entries, write

INTERACTIONS = {
    "search for a word": ("input[name=text]", "police"),
    "search for what is not there": ("input[name=text]", "zzz"),
    "empty the search": ("input[name=text]", ""),
    "one source": ("select[name=publisher]", "3"),
    "all sources": ("select[name=publisher]", ""),
    "one language": ("input[value='1']", None),
    "another language": ("input[value='2']", None),
    "all languages side by side": ("input[value='all']", None),
}
_ACT = """([selector, value]) => {
    const control = document.querySelector(selector);
    if (value === null) control.click();
    else {
        control.value = value;
        control.dispatchEvent(new Event("input", {bubbles: true}));
    }
    return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""


def main() -> None:
    """Print CPU time and time passed, of opening the page and of what readers do on it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("entries", type=int, nargs="?", default=1000)
    count: int = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = write(Path(folder), list(entries(count)), ("html",)) / "digest.html"
        print(f"{path.stat().st_size / 1e6:.1f} MB, {count} entries\n")
        print("| | CPU seconds | seconds |\n|---|---:|---:|")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        start, spent = perf_counter(), _spent(session)
        page.goto(path.as_uri())
        _row("open", session, start, spent)
        page.wait_for_timeout(2000)  # what it prepares when there is nothing else to do
        for name, (selector, value) in INTERACTIONS.items():
            start, spent = perf_counter(), _spent(session)
            page.evaluate(_ACT, [selector, value])
            _row(name, session, start, spent)
        browser.close()


def _spent(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _row(name: str, session: CDPSession, start: float, spent: float) -> None:
    passed = perf_counter() - start
    print(f"| {name} | {_spent(session) - spent:.3f} | {passed:.3f} |", flush=True)


if __name__ == "__main__":
    main()
