import asyncio

from scheduling.ticker import Ticker


async def test_ticker_calls_at_the_start_and_when_rung() -> None:
    calls: asyncio.Queue[int] = asyncio.Queue()

    async def count() -> None:
        calls.put_nowait(1)

    ticker = Ticker(count)
    ticker.start()
    await calls.get()
    ticker.ring()
    await calls.get()
    await ticker.stop()
    assert calls.empty()


async def test_ticker_merges_rings_that_come_during_a_call() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    seen: list[str] = []

    async def work() -> None:
        seen.append("begin")
        begun.set()
        await go_on.wait()
        seen.append("end")

    ticker = Ticker(work)
    ticker.start()
    await begun.wait()
    begun.clear()
    for _ in range(3):
        ticker.ring()
    go_on.set()
    await begun.wait()
    await ticker.stop()
    assert seen == ["begin", "end", "begin", "end"]


async def test_ticker_goes_on_after_a_failed_call() -> None:
    outcomes = iter([ValueError, None])
    begun: asyncio.Queue[int] = asyncio.Queue()

    async def fail_once() -> None:
        begun.put_nowait(1)
        if error := next(outcomes):
            raise error

    ticker = Ticker(fail_once)
    ticker.start()
    await begun.get()
    ticker.ring()
    await begun.get()
    await ticker.stop()
    assert next(outcomes, "none left") == "none left"
