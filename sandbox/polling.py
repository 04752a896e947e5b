"""The Bot API methods by which a bot gets its updates."""

import re
from collections.abc import Iterable

from sandbox.faults import FaultKind
from sandbox.messenger import Messenger
from sandbox.params import ApiError, Params, bad_request
from sandbox.shapes import Json, to_seconds
from sandbox.updates import PollConflictError, Webhook

MAX_UPDATES = 100
MAX_WAIT_SECONDS = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
#: Telegram wants https; like its own local server the sandbox takes http on this machine.
_ADDRESS = re.compile(r"https://\S+|http://(?:127\.0\.0\.1|localhost|\[::1\])[:/]\S*")


async def get_updates(messenger: Messenger, params: Params) -> list[Json]:
    """Do getUpdates."""
    if messenger.updates.webhook:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    messenger.updates.allow(_read_kinds(params))
    limit = params.number("limit", MAX_UPDATES)
    try:
        updates = await messenger.updates.poll(
            offset=params.number("offset"),
            limit=limit if 1 <= limit <= MAX_UPDATES else MAX_UPDATES,
            wait_seconds=min(max(params.number("timeout"), 0), MAX_WAIT_SECONDS),
        )
    except PollConflictError as exc:
        raise _describe_conflict(exc.by) from exc
    if updates and messenger.faults.strike("getUpdates", FaultKind.DUPLICATE):
        messenger.updates.repeat(updates)
    return updates


def set_webhook(messenger: Messenger, params: Params) -> bool:
    """Do setWebhook; an empty address removes the webhook."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(messenger, params)
    if not _ADDRESS.fullmatch(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    messenger.updates.allow(_read_kinds(params))
    _drop_if_asked(messenger, params)
    messenger.updates.webhook = Webhook(url, secret, params.number("max_connections", 40))
    messenger.updates.take_over("setWebhook request")
    return True


def delete_webhook(messenger: Messenger, params: Params) -> bool:
    """Do deleteWebhook."""
    _drop_if_asked(messenger, params)
    messenger.updates.webhook = None
    return True


def get_webhook(messenger: Messenger, _params: Params) -> Json:
    """Do getWebhookInfo."""
    updates = messenger.updates
    info: Json = {
        "url": updates.webhook.url if updates.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": updates.pending,
    }
    if updates.webhook:
        info["max_connections"] = updates.webhook.max_connections
    if updates.last_error:
        info["last_error_date"] = to_seconds(updates.last_error.at)
        info["last_error_message"] = updates.last_error.text
    if updates.allowed:
        info["allowed_updates"] = sorted(updates.allowed)
    return info


def _read_kinds(params: Params) -> Iterable[str] | None:
    kinds = params.structure("allowed_updates")
    if kinds is None or isinstance(kinds, list):
        return kinds
    raise bad_request("can't parse allowed updates: expected an Array of String")


def _drop_if_asked(messenger: Messenger, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        messenger.updates.drop_pending()


def _describe_conflict(by: str) -> ApiError:
    hint = "; make sure that only one bot instance is running" if "getUpdates" in by else ""
    return ApiError(409, f"Conflict: terminated by {by}{hint}")
