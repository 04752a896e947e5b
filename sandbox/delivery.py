"""Delivery of updates to the bot's webhook: in order, one at a time, again until accepted."""

import asyncio

import aiohttp

from sandbox.faults import FaultKind
from sandbox.messenger import Messenger
from sandbox.shapes import Json
from sandbox.updates import DeliveryError, Webhook

FIRST_RETRY_SECONDS = 0.05
LAST_RETRY_SECONDS = 2.0
TIMEOUT = aiohttp.ClientTimeout(total=30)


async def deliver_updates(messenger: Messenger) -> None:
    """Serve the webhook for ever: whenever one is set and updates wait, post the oldest."""
    updates, pause = messenger.updates, FIRST_RETRY_SECONDS
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        while True:
            if updates.webhook is None or not updates.pending:
                await updates.arrivals.next()
                continue
            if await _deliver_oldest(messenger, session, updates.webhook):
                pause = FIRST_RETRY_SECONDS
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LAST_RETRY_SECONDS)


async def _deliver_oldest(
    messenger: Messenger, session: aiohttp.ClientSession, webhook: Webhook
) -> bool:
    number, update = messenger.updates.oldest()
    if not await _post(messenger, session, webhook, update):
        return False
    if messenger.faults.strike("getUpdates", FaultKind.DUPLICATE):
        await _post(messenger, session, webhook, update)
    messenger.updates.take(number)
    return True


async def _post(
    messenger: Messenger, session: aiohttp.ClientSession, webhook: Webhook, update: Json
) -> bool:
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    try:
        async with session.post(webhook.url, json=update, headers=headers) as response:
            if response.ok:
                return True
            text = f"Wrong response from the webhook: {response.status} {response.reason}"
    except (aiohttp.ClientError, TimeoutError):
        text = "Connection failed"
    messenger.updates.last_error = DeliveryError(messenger.clock.now(), text)
    messenger.changes.tell()
    return False
