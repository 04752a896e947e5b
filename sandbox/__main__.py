"""`python -m sandbox`: the messenger alone, for benchmarks and for looking at the page."""

import argparse
import asyncio
from datetime import UTC, datetime

from sandbox import Person, Sandbox, SandboxClock, Section

#: Friday 15 May 2020, 06:55 in Việt Nam: five minutes before the morning's digest.
START = datetime(2020, 5, 14, 23, 55, tzinfo=UTC)


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--token", default="42:SANDBOX")
    parser.add_argument("--no-limits", action="store_true")
    return parser.parse_args()


async def serve(arguments: argparse.Namespace) -> None:
    """Run until interrupted."""
    sandbox = Sandbox(
        clock=SandboxClock(START),
        token=arguments.token,
        people=[Person(n, f"K{n:02}", Section.UNITS) for n in range(1, arguments.people + 1)],
        limits=not arguments.no_limits,
    )
    async with sandbox.running(port=arguments.port) as url:
        print(url, flush=True)  # noqa: T201 -- whoever started this reads the address here
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(read_arguments()))
