"""An echo bot on python-telegram-bot as its documentation shows it: all defaults."""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


if __name__ == "__main__":
    api_base, token = sys.argv[1:]
    application = Application.builder().token(token).base_url(f"{api_base}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()
